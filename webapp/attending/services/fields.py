"""What the one address that saves fields is asked to do, and what it answers.

Beside the fields a page sends a button's `do`: "mine NAME" and "theirs NAME" settle a clash,
"proposed NAME" takes over what the running order tells of an empty field, "phrases NAME" opens the
phrase bank, "phrase NAME ID" takes a phrase, "add KIND KEY" and "remove KIND KEY" add and remove
rows; "start step KEY", "finish step KEY" and "resume step KEY" turn a step of the agenda.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from webapp.accounts.models import User
from webapp.accounts.removed import RemovedRow
from webapp.attending.forms import (
    ATTENDEES,
    BIGGEST_KEY,
    FINDINGS,
    PREPARATION,
    SESSION,
    SPECS,
    Cell,
    Name,
    Typed,
    canonical,
    text_of,
    typed_in,
)
from webapp.attending.models import REMARK_KINDS, Recommendation, Remark, TabletChange
from webapp.attending.queries.session import SessionRecord
from webapp.attending.services import agenda as session
from webapp.attending.services import attendees, clashes, findings, preparing
from webapp.attending.services.rows import row_of, text_row
from webapp.attending.services.tablet_changes import Once
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.rules.sessions import TURNS
from webapp.visits.models import Visit

ROWS = ("remark", "recommendation")
OF_A_FIELD = ("mine", "theirs", "proposed", "phrases", "phrase")
CLASHED = "Có người vừa sửa ô này. Cả hai bản đã lưu trên máy chủ, chờ quyết định."


@dataclass(frozen=True)
class Act:
    """A button: what it does, to which field or row."""

    verb: str = ""
    name: Name | None = None
    kind: str = ""
    key: int = 0

    @classmethod
    def read(cls, text: str) -> "Act":
        """Return the act that *text* says; one that does nothing for any other text."""
        verb, what, number = [*text.split(" "), "", "", ""][:3]
        key = int(number) if number.isascii() and number.isdecimal() and len(number) < 11 else 0
        if key > BIGGEST_KEY:
            return cls()
        if verb in OF_A_FIELD:
            name = Name.parse(what)
            return cls(verb, name, key=key) if name else cls()
        if verb in TURNS:
            return cls(verb, kind=what, key=key) if what == "step" else cls()
        kinds = (*REMARK_KINDS, "recommendation") if verb == "add" else ROWS
        return (
            cls(verb, kind=what, key=key) if verb in ("add", "remove") and what in kinds else cls()
        )


@dataclass
class Answer:
    """What became of everything that was sent.

    `cells` are the fields, drawn with their inputs where `whole`; `row` (a remark or a
    recommendation, of kind `row_of`) was added, or could not be removed; `loose` are
    recommendations that lost their shortcoming; `turned` are the steps of the agenda that a
    button turned; `kept` is the row that was removed, to be brought back; `refusal` says why an
    act was not done.
    """

    act: Act
    cells: list[Cell] = field(default_factory=list)
    row: Remark | Recommendation | None = None
    row_of: str = ""
    loose: list[Recommendation] = field(default_factory=list)
    turned: set[int] = field(default_factory=set)
    kept: RemovedRow | None = None
    refusal: str = ""
    added: int | None = None

    @property
    def whole(self) -> bool:
        return self.act.name is not None

    @property
    def status(self) -> int:
        """200, 409 when something clashed or was refused, 422 when something cannot be read."""
        statuses = {cell.status for cell in self.cells}
        if self.refusal or 409 in statuses:
            return 409
        return 422 if 422 in statuses else 200

    @property
    def steps(self) -> set[int]:
        """The steps of the agenda that stand otherwise now, or that a button was pressed on."""
        pressed = {self.act.key} if self.act.kind == "step" else set()
        return self.turned | pressed | {c.name.key for c in self.cells if c.name.of == "step"}

    @property
    def row_id(self) -> int | None:
        """The number of the row that was added."""
        if self.row is not None and self.act.verb == "add":
            return int(self.row.id)
        return self.added

    @property
    def reason(self) -> str:
        """Why something was not done, in words; "" where all was."""
        lacking = [cell.error or CLASHED for cell in self.failed]
        return self.refusal or " ".join(dict.fromkeys(lacking))

    @property
    def is_settled(self) -> bool:
        """Whether others decided what stands in a field that was sent."""
        return any(cell.is_settled for cell in self.cells)

    @property
    def is_clash(self) -> bool:
        """Whether all that was not saved is kept beside what others wrote."""
        return bool(self.failed) and all(cell.theirs is not None for cell in self.failed)

    @property
    def failed(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.status != 200]

    @property
    def anchor(self) -> str:
        """The id of the part of the page that the sender looks at."""
        if self.row is not None:
            return f"row-{self.row_of}-{self.row.id}"
        if self.act.kind == "step":
            return f"row-step-{self.act.key}"
        return f"cell-{self.act.name}" if self.act.name else ""

    @property
    def open_phrases(self) -> str:
        return str(self.act.name) if self.act.verb == "phrases" else ""


def answer(visit: Visit, who: User, form: Mapping[str, str], once: Once | None = None) -> Answer:
    """Save what was sent to a findings page, then do what its button says.

    A tablet's change (*once*) is done once: of what was done before, only the answer is made
    again. It is a field, perhaps with what was decided about it, or a row that comes or goes: two
    transactions would let go of the visit in between.
    """
    act = Act.read(form.get("do", ""))
    sent = [one for one in typed_in(form, FINDINGS) if not _of_row_to_remove(act, one)]
    if once and act.verb in ("add", "remove"):
        sent = []
    sent = _settled(visit, act, sent, form)
    if once and (done := once.done()):
        return _again(visit, act, sent, done)
    result = Answer(act, findings.save(visit, sent, once, who) if sent else [])
    _leave_kept(visit, who, act, once)
    if act.verb in OF_A_FIELD:
        result.cells = _with_cell(visit, result.cells, act)
    try:
        _do(visit, who, act, form, result, once)
    except Refused as error:
        result.refusal = str(error)
    return result


def prepared(visit: Visit, who: User, form: Mapping[str, str], once: Once | None = None) -> Answer:
    """Save what was sent to a preparation page; a tablet's change (*once*) is done once."""
    act = Act.read(form.get("do", ""))
    if once and (done := once.done()):
        return _again(visit, act, _settled(visit, act, typed_in(form, PREPARATION), form), done)
    save = partial(preparing.save, visit, once=once, who=who)
    return _saved(visit, who, form, PREPARATION, save, once)


def invited(visit: Visit, who: User, form: Mapping[str, str]) -> Answer:
    """Save what was sent to a page of attendees."""
    return _saved(visit, who, form, ATTENDEES, partial(attendees.save, visit, who))


def run(visit: Visit, who: User, form: Mapping[str, str], once: Once | None = None) -> Answer:
    """Save what was sent to a session's page, then turn the step that its button names.

    A tablet's change (*once*) is done once, and a step is turned when its button was pressed.
    """
    act = Act.read(form.get("do", ""))
    if once and (done := once.done()):
        return _again(visit, act, _settled(visit, act, typed_in(form, SESSION), form), done)
    result = Answer(act)
    if once is None or act.verb not in TURNS:
        save = partial(session.save, visit, once=once, who=who)
        result = _saved(visit, who, form, SESSION, save, once)
    if act.verb in TURNS:
        result.act = act
        try:
            result.turned = session.turn(visit, act.verb, act.key, once)
        except Refused as error:
            result.refusal = str(error)
    return result


def _again(visit: Visit, act: Act, sent: list[Typed], done: TabletChange) -> Answer:
    """Return what a tablet is told of a change that was done before.

    A field stands as the tablet wrote it then: what others wrote since is no news to it until
    it writes that field again, and then it clashes.
    """
    as_kept = [(one, canonical(one.name, one.value)) for one in sent]
    result = Answer(act, [Cell(one.name, one.value, kept, saved=True) for one, kept in as_kept])
    if act.verb == "add":
        result.row_of = act.kind if act.kind == "recommendation" else "remark"
        result.added = done.row_id
        result.row = text_row(visit, result.row_of, done.row_id or 0)
    elif act.verb == "remove":
        result.cells = []
    return result


def _saved(
    visit: Visit,
    who: User,
    form: Mapping[str, str],
    of: frozenset[str],
    save: Callable[[list[Typed]], list[Cell]],
    once: Once | None = None,
) -> Answer:
    """Save the fields *of* a page; its buttons settle clashes and take proposals over."""
    act = Act.read(form.get("do", ""))
    own = act.verb in ("mine", "theirs", "proposed") and act.name is not None and act.name.of in of
    act = act if own else Act()
    result = Answer(act, save(_settled(visit, act, typed_in(form, of), form)))
    _leave_kept(visit, who, act, once)
    if act.name is not None:
        result.cells = _with_cell(visit, result.cells, act)
    return result


def _settled(visit: Visit, act: Act, sent: list[Typed], form: Mapping[str, str]) -> list[Typed]:
    """Let a decision or a phrase change what was sent, before it is saved."""
    for one in sent:
        if one.name != act.name:
            continue
        if act.verb == "mine":
            one.was, one.is_decision = form.get(f"theirs-{one.name}", one.was), True
        elif act.verb == "proposed" and not one.value:  # what was written stays
            one.value = SessionRecord(visit).proposed(Cell(one.name, "", ""))
        elif act.verb == "phrase" and one.name.spec.has_phrases:
            phrase = findings.phrase_text(visit, act.key)
            one.value = f"{one.value.rstrip()} {phrase}".strip() if phrase else one.value
    return [one for one in sent if act.verb != "theirs" or one.name != act.name]


def _with_cell(visit: Visit, cells: list[Cell], act: Act) -> list[Cell]:
    """Return *cells*, and the act's field as it is kept where none of them is it."""
    if act.name is None or any(cell.name == act.name for cell in cells):
        return cells
    row = row_of(visit, act.name)
    if row is None:
        return [*cells, Cell(act.name, "", "", 409, findings.GONE)]
    kept = text_of(getattr(row, act.name.column))
    return [*cells, Cell(act.name, kept, kept)]


def _leave_kept(visit: Visit, who: User, act: Act, once: Once | None) -> None:
    """Where *who* lets a colleague's text stand, note that their own clash is decided."""
    if act.verb != "theirs" or act.name is None or (row := row_of(visit, act.name)) is None:
        return
    clashes.leave_kept(visit, act.name, who, text_of(getattr(row, act.name.column)))
    if once:
        once.keep()
    db.session.commit()


def _of_row_to_remove(act: Act, sent: Typed) -> bool:
    return act.verb == "remove" and (sent.name.of, sent.name.key) == (act.kind, act.key)


def _do(
    visit: Visit,
    who: User,
    act: Act,
    form: Mapping[str, str],
    result: Answer,
    once: Once | None,
) -> None:
    if act.verb == "add" and act.kind == "recommendation":
        result.row_of = act.kind
        result.row = findings.add_recommendation(visit, who, act.key or None, once)
    elif act.verb == "add":
        result.row_of = "remark"
        result.row = findings.add_remark(visit, who, act.kind, act.key or None, once)
    elif act.verb == "remove":
        was = {
            c: form[k] for c in SPECS[act.kind] if (k := f"was-{act.kind}-{act.key}-{c}") in form
        }
        result.row_of = act.kind
        result.row = text_row(visit, act.kind, act.key)
        result.loose, result.kept = findings.remove(visit, who, act.kind, act.key, was, once)
        result.row = None
