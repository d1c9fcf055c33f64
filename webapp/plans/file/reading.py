"""Reading the file of a plan: everything is checked, and every fault told with its line."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import yaml
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, SelectField
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from webapp.accounts.terms import readings
from webapp.core.forms import Listed, Values
from webapp.plans.file import shape
from webapp.plans.file.faults import Fault, Named, of_teams, of_teams_units
from webapp.plans.file.values import Group, Part, PlanValues, Team, Work
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import PARTS
from webapp.rules import old_fonts
from webapp.rules import text as words
from webapp.rules.dates import parse_month
from webapp.rules.printed_signs import LOST

T = TypeVar("T")

LARGEST = 1_000_000  # letters
MOST_EVENTS, DEEPEST = 200_000, 20  # of the file: far more than any plan has
MOST_FAULTS = 100
YES, NO = ("có", "true", "yes"), ("không", "false", "no", "")


@dataclass
class Read:
    """What a file says. Where there are faults the rest is not to be used.

    `named` holds for each activity the units and months that it names, `teams` the units of each
    of its teams.
    """

    whole: PlanValues | None = None
    faults: list[Fault] = field(default_factory=list)
    named: list[list[tuple[Named, date | None]]] = field(default_factory=list)
    teams: list[list[list[Named]]] = field(default_factory=list)


def read(text: str) -> Read:
    """Return the plan that a file holds, or all that is wrong with it."""
    found = Read()
    root = _root(words.composed(text), found.faults)
    if root is not None:
        found.whole = _Reader(found).plan(root)
    found.faults = sorted(dict.fromkeys(found.faults), key=lambda fault: fault.line)[:MOST_FAULTS]
    return found


def _root(text: str, faults: list[Fault]) -> Node | None:
    if len(text) > LARGEST:
        faults.append(Fault(1, "tệp quá lớn, không phải tệp của một kế hoạch."))
        return None
    if LOST in text:
        told = "có chữ không đọc được; hãy lưu lại tệp theo bảng mã UTF-8."
        faults.append(Fault(text.count("\n", 0, text.index(LOST)) + 1, told))
        return None
    if wrong := _in_old_font(text):
        faults.append(wrong)
        return None
    try:
        depth = 0
        for number, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            line = getattr(event.start_mark, "line", 0) + 1
            if isinstance(event, yaml.AliasEvent):
                faults.append(Fault(line, "không dùng ký hiệu & và * để chép lại nội dung."))
                return None
            if number > MOST_EVENTS or depth > DEEPEST:
                faults.append(Fault(line, "tệp lồng quá sâu hoặc quá dài."))
                return None
        root: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        told = "không đọc được; xem lại thụt dòng, dấu hai chấm và dấu nháy quanh dòng này."
        faults.append(Fault(getattr(error.problem_mark, "line", 0) + 1, told))
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        faults.append(Fault(line, "có ký tự không dùng được trong tệp."))
        return None
    if root is None:
        faults.append(Fault(1, "tệp không có nội dung."))
    return root


def _in_old_font(text: str) -> Fault | None:
    """Return the first line that was typed for an old font, if the file is not in Unicode.

    Line by line, as forms judge each text by itself: odd words of two texts are no proof together.
    """
    found = ((number, old_fonts.advice(line)) for number, line in enumerate(text.split("\n"), 1))
    return next((Fault(n, f"{told[0].lower()}{told[1:]}") for n, told in found if told), None)


class _Reader:
    """Goes through the nodes of a file, and notes what is wrong where."""

    def __init__(self, found: Read) -> None:
        self.found = found

    def fault(self, node: Node, told: str) -> None:
        self.found.faults.append(Fault(node.start_mark.line + 1, told))

    def plan(self, root: Node) -> PlanValues | None:
        """Read the whole plan."""
        lists = (shape.FORMAT, shape.BASES, shape.LINES, shape.GROUPS, shape.WORKS)
        entries = self.mapping(root, [*shape.HEAD.keys.values(), *lists])
        if entries is None:
            return None
        version = entries.get(shape.FORMAT)
        if version is None or _value(version) != shape.VERSION:
            told = f"tệp phải có “{shape.FORMAT}: {shape.VERSION}”."
            self.fault(version or root, told)
        head = self.values(root, entries, shape.HEAD)
        year = (head or {}).get("year")
        return PlanValues(
            head=head or {},
            bases=self.rows(entries.get(shape.BASES), shape.BASIS),
            lines=self.lines(entries.get(shape.LINES)),
            groups=self.each(entries.get(shape.GROUPS), self.group),
            works=self.each(entries.get(shape.WORKS), lambda node: self.work(node, year)),
        )

    def mapping(self, node: Node, known: list[str]) -> dict[str, Node] | None:
        """Return the entries of a node by name; what is not known or said twice is a fault."""
        if not isinstance(node, MappingNode):
            self.fault(node, f"chỗ này phải là các mục “tên: nội dung”: {', '.join(known[:4])}, …")
            return None
        entries: dict[str, Node] = {}
        for key_node, value in node.value:
            key = words.clean(_value(key_node) or "").lower()
            if key not in known:
                self.fault(key_node, f"không hiểu mục “{_short(key)}”.")
            elif key in entries:
                self.fault(key_node, f"mục “{key}” có hai lần.")
            else:
                entries[key] = value
        return entries

    def each(self, node: Node | None, one: Callable[[Node], T | None]) -> list[T]:
        """Return what *one* makes of each entry of a list."""
        if node is None or _value(node) == "":
            return []
        if not isinstance(node, SequenceNode):
            self.fault(node, "chỗ này phải là danh sách, mỗi dòng bắt đầu bằng dấu gạch “-”.")
            return []
        return [made for part in node.value if (made := one(part)) is not None]

    def rows(self, node: Node | None, of: shape.Shape) -> list[Values]:
        """Return the values of a list of plain entries."""
        return self.each(node, lambda part: self.row(part, of))

    def row(self, node: Node, of: shape.Shape) -> Values | None:
        entries = self.mapping(node, list(of.keys.values()))
        return None if entries is None else self.values(node, entries, of)

    def values(self, node: Node, entries: Mapping[str, Node], of: shape.Shape) -> Values | None:
        """Return what a form makes of the entries; what it refuses is a fault of their lines."""
        unsent = of.form(formdata=None, meta=shape.PLAIN)
        sent: MultiDict[str, str] = MultiDict()
        is_whole = True
        for name, key in of.keys.items():
            if key not in entries:
                continue
            said = self.said(unsent[name], entries[key])
            if said is None:
                is_whole = False
            elif said or not isinstance(unsent[name], BooleanField):
                sent[name] = said
        form = of.form(formdata=sent, meta=shape.PLAIN)
        valid = form.validate()
        for name, errors in form.errors.items():
            key = of.keys.get(name or "", "")
            if is_whole or key not in entries or sent.get(name or "") is not None:
                where = f"“{key}”: " if key else ""
                self.fault(entries.get(key, node), f"{where}{errors[0]}")
        return form.values() if valid and is_whole else None

    def said(self, field: Field, node: Node) -> str | None:
        """Return what a browser would send for the field; None after noting a fault."""
        if isinstance(field, Listed):
            lines = self.each(node, self.text)
            return "\n".join(lines)
        text = self.text(node)
        if text is None:
            return None
        if isinstance(field, SelectField):
            return self.chosen(field, node, text)
        if isinstance(field, BooleanField):
            if text.lower() in (*YES, *NO):
                return "y" if text.lower() in YES else ""
            self.fault(node, f"“{_short(text)}” phải là “có” hoặc “không”.")
            return None
        return text

    def text(self, node: Node) -> str | None:
        text = _value(node)
        if text is None:
            self.fault(node, "chỗ này phải là chữ, không phải danh sách hay mục con.")
        return text

    def chosen(self, field: Field, node: Node, text: str) -> str | None:
        wanted = words.fold(text)
        for choice in field.choices:
            known_as = map(words.fold, readings(choice.label))
            if wanted in known_as or text == str(choice.value):
                return str(choice.value)
        known = "; ".join(str(choice.label) for choice in field.choices)
        self.fault(node, f"không có lựa chọn “{_short(text)}”. Chọn một trong: {known}.")
        return None

    def lines(self, node: Node | None) -> dict[str, list[str]]:
        """Return the lines of each part."""
        if node is None:
            return {}
        names = {label: part for part, label in shape.PART_KEYS.items()}
        entries = self.mapping(node, list(names)) or {}
        found = {names[key]: self.each(part, self.line) for key, part in entries.items()}
        return {part: found[part] for part in PARTS if found.get(part)}

    def line(self, node: Node) -> str | None:
        values = self.values(node, {shape.LINE.keys["text"]: node}, shape.LINE)
        return str(values["text"]) if values else None

    def group(self, node: Node) -> Group | None:
        entries = self.mapping(node, [*shape.GROUP.keys.values(), shape.ITEMS])
        if entries is None:
            return None
        values = self.values(node, entries, shape.GROUP)
        items = self.rows(entries.get(shape.ITEMS), shape.ITEM)
        return Group(values["title"], items) if values else None

    def work(self, node: Node, year: int | None) -> Work | None:
        """Read one activity with all that it is made of."""
        own = (shape.ROUND_KEY, shape.GROUPS, shape.SEATS, shape.TEAMS, *shape.LISTS)
        ends = (shape.OUTLINE, shape.FIGURES, shape.DUTIES, shape.UNITS)
        entries = self.mapping(node, [*shape.ACTIVITY.keys.values(), *own, *ends])
        if entries is None:
            return None
        values = self.values(node, entries, shape.ACTIVITY)
        held = entries.get(shape.ROUND_KEY)
        work = Work(
            values=values or {},
            round=self.row(held, shape.round_of(year)) if held else None,
            groups=self.each(entries.get(shape.GROUPS), self.group),
            seats=self.rows(entries.get(shape.SEATS), shape.SEAT),
            outline=self.each(entries.get(shape.OUTLINE), self.part),
            figures=self.rows(entries.get(shape.FIGURES), shape.FIGURE),
        )
        for key, (name, of) in shape.LISTS.items():
            setattr(work, name, self.rows(entries.get(key), of))
        teams = self.each(entries.get(shape.TEAMS), self.team)
        work.teams = [Team(name) for name, _ in teams]
        if values:
            work.duties = self.duties(entries.get(shape.DUTIES), values["kind"], year)
            named = self.units(entries.get(shape.UNITS), values["kind"], year)
            self.found.named.append(named)
            in_teams = [units for _, units in teams]
            self.found.teams.append(in_teams)
            self.found.faults += of_teams_units(in_teams, [name for name, _ in named])
        for key, told in of_teams([name for name, _ in teams], work.seats):
            self.fault(entries[key], told)
        return work

    def team(self, node: Node) -> tuple[str, list[Named]] | None:
        entries = self.mapping(node, [*shape.TEAM.keys.values(), shape.UNIT])
        values = self.values(node, entries, shape.TEAM) if entries is not None else None
        if entries is None or values is None:
            return None
        return values["name"], self.each(entries.get(shape.UNIT), self.named)

    def part(self, node: Node) -> Part | None:
        entries = self.mapping(node, [*shape.PART.keys.values(), shape.FIGURES])
        if entries is None:
            return None
        values = self.values(node, entries, shape.PART)
        figures = self.rows(entries.get(shape.FIGURES), shape.FIGURE)
        return Part(values, figures) if values else None

    def duties(self, node: Node | None, kind: str, year: int | None) -> list[Values]:
        found = self.rows(node, shape.duty(kind, year))
        kinds = [one["kind"] for one in found]
        if node is not None and len(set(kinds)) < len(kinds):
            self.fault(node, "mỗi việc chỉ có một thời hạn trong một hoạt động.")
        return found

    def units(
        self, node: Node | None, kind: str, year: int | None
    ) -> list[tuple[Named, date | None]]:
        """Return the units of an activity with their months, as the file names them."""
        found: list[tuple[Named, date | None]] = []
        for part, entries in self.each(node, self.given):
            months = self.each(entries.get(shape.MONTHS), lambda one: self.month(one, year))
            names = self.each(entries.get(shape.UNIT), self.named)
            is_monthly = kind in ACTIVITIES and ACTIVITIES[kind].is_monthly
            if is_monthly != bool(months):
                needs = "phải có" if is_monthly else "không có"
                self.fault(part, f"hoạt động này {needs} tháng.")
            each_month: list[date | None] = [*months] or [None]
            found += [(name, month) for month in each_month for name in names]
        places = [(name.name, month) for name, month in found]
        if node is not None and len(set(places)) < len(places):
            self.fault(node, "có đơn vị được phân công hai lần vào một chỗ.")
        return found

    def given(self, node: Node) -> tuple[Node, dict[str, Node]] | None:
        entries = self.mapping(node, [shape.MONTHS, shape.UNIT])
        return None if entries is None else (node, entries)

    def named(self, node: Node) -> Named | None:
        text = words.clean(self.text(node) or "")
        return Named(text, node.start_mark.line + 1) if text else None

    def month(self, node: Node, year: int | None) -> date | None:
        text = self.text(node) or ""
        with suppress(ValueError):
            month = parse_month(text)
            if year in (None, month.year):
                return month
        told = f"“{_short(text)}” không phải một tháng của năm kế hoạch (ví dụ 03/{year})."
        self.fault(node, told)
        return None


def _value(node: Node) -> str | None:
    """Return the text of a plain node, "" where nothing stands; None for lists and the like."""
    if not isinstance(node, ScalarNode):
        return None
    is_empty = node.tag == "tag:yaml.org,2002:null"
    return "" if is_empty else str(node.value)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
