"""Letters of results: composed, mended where something keeps them, sent on their road."""

from tests.year.acts import findings, papers, visiting
from tests.year.people import Person
from tests.year.year import Year


def work_on_month_of(year: Year, who: Person, visit_id: int) -> None:
    """From a visit: its letter where findings are there, else the papers of its month."""
    page = who.at(f"/visits/{visit_id}")
    if page.has("attending.compose_letter") and not visiting.is_there(
        year, "result_letter", visit_id
    ):
        compose_letter(year, who, visit_id)
        return
    if on_road := _on_road(year, visit_id):
        mend_letter(year, who, visit_id, on_road[0])
        return
    (row,) = year.rows(
        "SELECT a.id, y.kind FROM visit v JOIN assignment a ON a.id = v.assignment_id"
        " JOIN activity y ON y.id = a.activity_id WHERE v.id = :id",
        id=visit_id,
    )
    if row["kind"] == "attend":
        visiting.choose(year, who, row["id"])


def compose_letter(year: Year, who: Person, visit_id: int) -> None:
    page = who.at(f"/visits/{visit_id}")
    page = who.press(page, "attending.compose_letter")
    year.did("compose a letter")
    papers.send_on_road(year, who, page)


def _on_road(year: Year, visit_id: int) -> list[int]:
    """Return the letter of a visit that was not issued yet."""
    rows = year.rows(
        "SELECT id FROM document WHERE kind = 'result_letter' AND subject_id = :id"
        " AND issued_at IS NULL AND withdrawn_at IS NULL",
        id=visit_id,
    )
    return [one["id"] for one in rows]


def mend_letter(year: Year, who: Person, visit_id: int, document_id: int) -> None:
    """A letter that cannot go on: it is sent back, what it lacks is written, it is sent anew."""
    url = f"/documents/{document_id}"
    page = who.at(url)
    if page.to("attending.findings") or "[thiếu" in page.text:
        for_leader = year.leader.at(url)
        if for_leader.has("documents.send_back"):
            year.leader.press(for_leader, "documents.send_back", comment="Thiếu kiến nghị.")
        findings.answer_shortcomings(year, visit_id)
        page = who.at(url)
    if page.has("documents.recompose"):
        page = who.press(page, "documents.recompose")
    papers.go_on(year, who, page)
