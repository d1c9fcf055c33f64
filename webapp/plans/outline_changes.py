"""What a change of an outline does to what units wrote there already: pure, in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from webapp.core.forms import Values
from webapp.plans.models import ActivityFigure
from webapp.plans.round_models import OUTLINE_KINDS, OutlinePart
from webapp.plans.signals import Written
from webapp.rules.outlines import Columns, likely_renamed, shown, titled

MOST_NAMED = 3
SENT_STAYS = "Báo cáo đã gửi giữ nguyên như lúc gửi."
Row = OutlinePart | ActivityFigure


@dataclass(frozen=True)
class Effect:
    """One thing that changes, what becomes of what was written there, and by how many units."""

    what: str
    becomes: str = ""
    drafts: tuple[str, ...] = ()  # units that wrote there and have not sent yet
    sent: tuple[str, ...] = ()

    @property
    def who(self) -> str:
        """Who wrote there: "2 đơn vị đã gửi (A; B); 1 đơn vị đang soạn (C)"."""
        found = [
            f"{len(units)} đơn vị {words} ({_named(units)})"
            for units, words in ((self.sent, "đã gửi"), (self.drafts, "đang soạn"))
            if units
        ]
        return "; ".join(found) or "Chưa đơn vị nào ghi"


@dataclass(frozen=True)
class OutlineChange:
    """What a planner is about to do to an outline in which units wrote."""

    effects: tuple[Effect, ...] = ()
    # New titles of columns that may be an old one under another name: what is likely, by title.
    asked: Mapping[str, str] = field(default_factory=dict)
    gone: Columns = ()  # the columns that one of these may have been

    @property
    def mark(self) -> str:
        """What tells it from the same change after somebody else wrote on."""
        told = sorted((one.what, one.drafts, one.sent) for one in self.effects)
        return sha256(repr((told, sorted(self.asked))).encode()).hexdigest()[:16]

    @property
    def said(self) -> str:
        """What changes, a line each, to be kept with the new version."""
        return "\n".join(one.what for one in self.effects)


def _named(units: Sequence[str]) -> str:
    more = len(units) - MOST_NAMED
    return "; ".join(units[:MOST_NAMED]) + (f"; và {more} đơn vị khác" if more > 0 else "")


class _Teller:
    """Tells effects with the units that they concern."""

    def __init__(self, written: Iterable[Written]) -> None:
        self.written = list(written)

    def effect(self, what: str, becomes: str, concerns: Callable[[Written], bool]) -> Effect:
        own = [one for one in self.written if concerns(one)]
        drafts = tuple(one.unit for one in own if not one.is_sent)
        sent = tuple(one.unit for one in own if one.is_sent)
        return Effect(what, f"{SENT_STAYS} {becomes}".strip() if sent else becomes, drafts, sent)


def added(row: Row, written: Iterable[Written]) -> OutlineChange:
    """Return what it does that a part, or a figure, is asked for that was not before."""
    becomes = "Đơn vị đang soạn có thêm mục này."
    effect = _Teller(written).effect(f"Thêm {called(row)}", becomes, lambda _: True)
    return OutlineChange((effect,))


def removed(row: Row, written: Iterable[Written]) -> OutlineChange:
    """Return what it does that a part with its figures, or a figure, is no longer asked for."""
    becomes = "Nội dung đang soạn ở đây không vào báo cáo nữa."
    told = _Teller(written).effect(f"Bỏ {called(row)}", becomes, lambda one: _wrote(one, row))
    return OutlineChange((told,))


def changed(
    row: Row, values: Values, written: Iterable[Written], renamed: Mapping[str, str] | None = None
) -> OutlineChange:
    """Return what new *values* of a row do; *renamed* says which columns go on, None: ask."""
    tell = _Teller(written)

    def concerns(one: Written) -> bool:
        return _wrote(one, row)

    effects = []
    for name, words in (("title", "đề mục"), ("label", "tên số liệu"), ("unit", "đơn vị tính")):
        if name in values and values[name] != getattr(row, name):
            what = f"Đổi {words} “{getattr(row, name)}” thành “{values[name]}”"
            effects.append(tell.effect(what, "Nội dung đang soạn giữ nguyên.", concerns))
    if isinstance(row, ActivityFigure):
        return OutlineChange(tuple(effects))
    if values["kind"] != row.kind:
        kinds = f"“{OUTLINE_KINDS[row.kind]}” sang “{OUTLINE_KINDS[values['kind']]}”"
        becomes = "Nội dung đang soạn theo loại cũ không hiện nữa."
        effects.append(tell.effect(f"Đổi loại của “{row.title}” từ {kinds}", becomes, concerns))
    if values["is_optional"] != row.is_optional:
        now = "không bắt buộc" if values["is_optional"] else "bắt buộc"
        effects.append(tell.effect(f"Phần “{row.title}” nay {now}", "", concerns))
    likely = likely_renamed(row.kept_columns, values["columns"])
    after = titled(row.kept_columns, values["columns"], likely if renamed is None else renamed)
    effects += _of_columns(row, after, tell)
    fresh, gone = _unclear(row, values["columns"])
    asked = {title: likely.get(title, "") for title in fresh} if gone else {}
    return OutlineChange(tuple(effects), asked, gone)


def _unclear(row: OutlinePart, titles: Sequence[str]) -> tuple[list[str], Columns]:
    """Return the titles that are new, and the columns that none of the titles names."""
    known = {one.title for one in row.kept_columns}
    fresh = [title for title in titles if title not in known]
    return fresh, tuple(one for one in shown(row.kept_columns) if one.title not in titles)


def _of_columns(row: OutlinePart, after: Columns, tell: _Teller) -> list[Effect]:
    before = {one.key: one for one in row.kept_columns}
    now = {one.key: one for one in after}
    found = []

    def told(key: str, what: str, becomes: str) -> None:
        found.append(tell.effect(what, becomes, lambda one: (row.id, key) in one.columns))

    for key, column in now.items():
        old = before.get(key)
        if column.is_gone and old is not None and not old.is_gone:
            becomes = "Nội dung đang soạn ở cột này được giữ riêng để chép sang cột khác."
            told(key, f"Bỏ cột “{column.title}” của “{row.title}”", becomes)
        elif not column.is_gone and (old is None or old.is_gone):
            becomes = "Cột mới để trống." if old is None else "Nội dung cũ của cột hiện lại."
            told(key, f"Thêm cột “{column.title}” vào “{row.title}”", becomes)
        elif old is not None and old.title != column.title:
            what = f"Đổi tên cột “{old.title}” của “{row.title}” thành “{column.title}”"
            told(key, what, "Nội dung đã ghi đi theo cột.")
    stays = [one.key for one in shown(row.kept_columns) if not now[one.key].is_gone]
    if stays != [key for key in now if key in stays]:
        found.append(Effect(f"Đổi thứ tự các cột của “{row.title}”", "Mỗi ô đi theo cột của mình."))
    return found


def called(row: Row) -> str:
    """Return what a row is called within a sentence."""
    if isinstance(row, ActivityFigure):
        return f"số liệu “{row.label}”"
    return f"phần “{row.title}”"


def _wrote(one: Written, row: Row) -> bool:
    return row.id in (one.figures if isinstance(row, ActivityFigure) else one.parts)
