"""What a team writes at a visit, and the answers to what it recommended."""

from datetime import timedelta

from tests.forms import FormOnPage
from tests.year.acts import months, visiting
from tests.year.people import CannotNow, Person, fields
from tests.year.year import Year

SAVE = "attending.save_field"


def write(year: Year, who: Person, visit_id: int) -> None:
    """Write who came, what was seen, a strength, a shortcoming and what it asks for; complete."""
    if not visiting.is_held(year, visit_id):
        raise CannotNow("not held yet")
    page = who.at(f"/visits/{visit_id}/findings")
    if page.has("grassroots.save_report"):
        months.report(year, who, visit_id)
        return
    if not any(_named(form, "attendance-present") for form in page.forms_to(SAVE)):
        raise CannotNow("not for this person to write")
    for form in page.forms_to(SAVE):
        values = _cells(year, form)
        if values:
            who.try_to(page, form, **values)
    year.written[visit_id] = []
    _remark(year, who, visit_id, "strength")
    if year.happens(0.7):
        _remark(year, who, visit_id, "shortcoming")
        if year.happens(0.9):
            _recommend(year, who, visit_id)
    _complete(year, who, visit_id)


def _named(form: FormOnPage, name: str) -> bool:
    return any(one.name == name for one in form.controls)


def _cells(year: Year, form: FormOnPage) -> dict[str, str]:
    """Return what to write into the fields of a part of the page."""
    names = {one.name for one in form.controls}
    if "attendance-present" in names:
        away = year.chance.randint(0, 3)
        said = {
            "attendance-members": "20",
            "attendance-present": f"{20 - away}",
            "attendance-excused": f"{away}",
            "attendance-unexcused": "0",
            "attendance-exempt": "0",
            "attendance-reasons": "Đi công tác" if away else "",
            "attendance-chair": "Đồng chí bí thư",
            "attendance-opened_at": "08:05",
            "attendance-closed_at": "09:40",
            "attendance-minute_taker": "Đồng chí phó bí thư",
        }
        return {name: text for name, text in said.items() if name in names}
    radios = dict.fromkeys(one.name for one in fields(form, "radio"))
    rated = {one: year.chance.choice(("good", "good", "good", "partly")) for one in radios}
    marks = {one.name: "1" for one in fields(form, "text") if one.name.startswith("mark-")}
    return rated | marks


def _remark(year: Year, who: Person, visit_id: int, kind: str) -> None:
    """Add a strength or a shortcoming of the visit, and write it down."""
    words = {"strength": "Ưu điểm", "shortcoming": "Hạn chế"}[kind]
    said = f"{words} ghi tại buổi {visit_id}, lần {year.chance.randint(100, 999)}."
    more = {"cause": "Chưa được hướng dẫn."} if kind == "shortcoming" else {}
    if _add(year, who, visit_id, f"add {kind} ", "remark", "text", said, more):
        year.written[visit_id].append(said)
        year.did(f"write a {kind}")


def _recommend(year: Year, who: Person, visit_id: int, button: str = "add recommendation ") -> None:
    said = f"Kiến nghị của buổi {visit_id}, lần {year.chance.randint(100, 999)}."
    more = {
        "owner": "Chi ủy chi bộ",
        "due_on": f"{year.today + timedelta(days=year.chance.randint(20, 90))}",
    }
    if _add(year, who, visit_id, button, "recommendation", "text", said, more):
        year.written[visit_id].append(said)
        year.did("recommend")


def answer_shortcomings(year: Year, visit_id: int) -> None:
    """What keeps a letter: a shortcoming that nothing answers, a day to mend by that is over. The
    planner opens the findings again, writes both, and completes them."""
    who = year.planner
    page = who.at(f"/visits/{visit_id}/findings")
    if page.has("attending.reopen"):
        who.press(page, "attending.reopen", **_reasons(page.form("attending.reopen")))
        page = who.at(page.url)
    later = f"{year.today + timedelta(days=40)}"
    for form in page.forms_to(SAVE):
        days = [one.name for one in form.controls if one.name.endswith("-due_on")]
        if days:
            who.try_to(page, form, **dict.fromkeys(days, later))
    buttons = [one.value for form in page.forms_to(SAVE) for one in fields(form, "submit")]
    for button in dict.fromkeys(buttons):
        if button.startswith("add recommendation "):
            _recommend(year, who, visit_id, button)
    _complete(year, who, visit_id)
    year.did("answer shortcomings")


def _reasons(form: FormOnPage) -> dict[str, str]:
    return {one.name: "Bổ sung một nội dung." for one in fields(form, "text", "textarea")}


def _add(
    year: Year,
    who: Person,
    visit_id: int,
    button: str,
    row_of: str,
    column: str,
    said: str,
    more: dict[str, str] | None = None,
) -> bool:
    """Press the button that adds a row, then write into the row that is new."""
    page = who.at(f"/visits/{visit_id}/findings")
    before = _keys(page.forms_to(SAVE), row_of)
    pressed = [
        (form, one.value)
        for form in page.forms_to(SAVE)
        for one in form.controls
        if one.kind == "submit" and one.name == "do" and one.value.startswith(button)
    ]
    if not pressed:
        return False
    form, value = year.chance.choice(pressed)
    who.try_to(page, form, button=f"do={value}")
    page = who.at(f"/visits/{visit_id}/findings")
    new = sorted(_keys(page.forms_to(SAVE), row_of) - before)
    if not new:
        return False
    for form in page.forms_to(SAVE):
        if _named(form, f"{new[0]}-{column}"):
            typed = {f"{new[0]}-{name}": text for name, text in (more or {}).items()}
            who.try_to(page, form, **{f"{new[0]}-{column}": said}, **typed)
    return True


def _keys(forms: list[FormOnPage], row_of: str) -> set[str]:
    """Return what the fields of rows of this kind begin with: remark-12."""
    names = [one.name for form in forms for one in form.controls]
    return {"-".join(one.split("-")[:2]) for one in names if one.startswith(f"{row_of}-")}


def _complete(year: Year, who: Person, visit_id: int) -> None:
    page = who.at(f"/visits/{visit_id}/findings")
    form = page.form("attending.complete")
    asked = {c.name: "Chấm điểm sau." for c in fields(form, "text", "textarea")}
    who.send(page, form, **asked)
    year.did("complete findings")


def write_late(year: Year) -> None:
    """A member of the team writes what is still not written of a visit that is over."""
    over = year.rows(
        "SELECT v.id, u.username FROM visit v JOIN meeting m ON m.id = v.meeting_id"
        " JOIN assignment a ON a.id = v.assignment_id JOIN activity y ON y.id = a.activity_id"
        " JOIN team_member t ON t.visit_id = v.id JOIN user u ON u.id = t.user_id AND u.active"
        " WHERE v.issuer_id = :issuer AND v.cancelled_at IS NULL AND m.starts_at < :now"
        " AND y.kind IN ('attend', 'round') AND v.held_at IS NULL ORDER BY v.id, t.id",
        issuer=year.issuer_id,
        now=f"{year.today}",
    )
    one = year.pick(over)
    write(year, year.person(one["username"]), one["id"])


def reopen(year: Year) -> None:
    """Findings that were completed are opened again, and completed another time."""
    done = year.rows(
        "SELECT id FROM visit WHERE issuer_id = :issuer AND held_at IS NOT NULL ORDER BY id",
        issuer=year.issuer_id,
    )
    visit_id = year.pick(done)["id"]
    page = year.planner.at(f"/visits/{visit_id}/findings")
    form = page.form("attending.reopen")
    year.planner.send(page, form, **_reasons(form))
    year.did("reopen findings")


def answer(year: Year, who: Person, recommendation_id: int) -> None:
    """A unit answers what was recommended; the planner accepts, or sends back."""
    page = who.at(f"/recommendations/{recommendation_id}")
    if page.has("followup.answer"):
        who.press(page, "followup.answer", "text", text="Đã khắc phục xong, có biên bản kèm theo.")
        year.did("answer a recommendation")
    elif page.has("followup.decide"):
        accepts = year.happens(0.8)
        pressed = "accept=1" if accepts else "send_back=1"
        who.press(page, "followup.decide", button=pressed, note="Nêu rõ thời gian thực hiện.")
        year.did("accept an answer" if accepts else "send an answer back")
    else:
        raise CannotNow("nothing to answer")
