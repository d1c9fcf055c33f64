"""Fields that save one by one, and what becomes of the findings as a whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import event, select

from tests.dues import set_milestone
from tests.world import World
from webapp.attending.forms import Cell, Name, Typed
from webapp.attending.models import SHORTCOMING, STRENGTH, Finding, Phrase, Recommendation, Remark
from webapp.attending.queries.attendance import attendance_hints
from webapp.attending.queries.checks import missing
from webapp.attending.queries.visit import VisitRecord, fetch_visit
from webapp.attending.services import fields as acts
from webapp.attending.services import findings
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones import engine
from webapp.milestones.models import Message
from webapp.plans.models import ChecklistItem
from webapp.visits.models import Attendance, Criterion, Visit
from webapp.visits.queries import scores


def put(visit: Visit, name: str, value: str, was: str = "") -> Cell:
    """Send one field."""
    found = Name.parse(name)
    assert found is not None, name
    return findings.save(visit, [Typed(found, value, was)])[0]


def attendance(visit: Visit) -> Attendance:
    return db.session.scalars(select(Attendance).where(Attendance.visit_id == visit.id)).one()


def item(number: int = 0) -> ChecklistItem:
    return db.session.scalars(select(ChecklistItem).order_by(ChecklistItem.id)).all()[number]


def criteria() -> list[Criterion]:
    return list(db.session.scalars(select(Criterion).order_by(Criterion.position)))


def test_a_field_is_saved_and_told(world: World) -> None:
    visit = world.visit()
    cell = put(visit, "attendance-present", " 22 ")
    assert (cell.status, cell.saved, cell.was) == (200, True, "22")
    assert attendance(visit).present == 22


def test_rows_come_to_be_when_their_first_field_is_saved(world: World) -> None:
    visit = world.visit()
    put(visit, f"finding-{item().id}-assessment", "good")
    put(visit, f"finding-{item().id}-note", "Hồ sơ đầy đủ")
    found = db.session.scalars(select(Finding)).one()
    assert (found.assessment, found.note) == ("good", "Hồ sơ đầy đủ")


def test_two_people_write_different_fields_of_one_row(world: World) -> None:
    visit = world.visit()
    assert put(visit, "attendance-present", "22").saved
    assert put(visit, "attendance-excused", "3").saved
    assert (attendance(visit).present, attendance(visit).excused) == (22, 3)


def test_writing_at_the_same_moment_loses_nothing(world: World, app: Flask) -> None:
    visit_id, number = world.visit().id, item().id
    db.session.rollback()

    def write(column: str) -> list[int]:
        with app.app_context():
            found: list[int] = []
            was = ""
            for value in ("1", "2", "3", "4", "5"):
                visit = db.session.get_one(Visit, visit_id)
                found.append(put(visit, f"attendance-{column}", value, was).status)
                found.append(put(visit, f"finding-{number}-note", f"{column} {value}").status)
                was = value
            return found

    columns = ("members", "present", "excused", "unexcused")
    with ThreadPoolExecutor(len(columns)) as pool:
        statuses = list(pool.map(write, columns))
    row = attendance(db.session.get_one(Visit, visit_id))
    assert [getattr(row, column) for column in columns] == [5, 5, 5, 5]
    # Of the one field they all wrote first, one text is kept and the others are told of it.
    assert sum(status.count(409) for status in statuses) == 19
    assert len(db.session.scalars(select(Finding)).all()) == 1


def test_the_same_field_twice_keeps_both_texts(world: World) -> None:
    visit = world.visit()
    put(visit, "attendance-chair", "Bí thư chi bộ")
    second = put(visit, "attendance-chair", "Phó Bí thư")
    assert (second.status, second.theirs, second.value) == (409, "Bí thư chi bộ", "Phó Bí thư")
    assert second.was == ""  # writing on does not turn a clash into a decision
    assert attendance(visit).chair == "Bí thư chi bộ"
    assert put(visit, "attendance-chair", "Phó Bí thư", was="Bí thư chi bộ").saved
    assert attendance(visit).chair == "Phó Bí thư"


def test_the_same_text_from_two_people_is_no_clash(world: World) -> None:
    visit = world.visit()
    put(visit, "attendance-chair", "Bí thư")
    assert put(visit, "attendance-chair", "Bí thư").status == 200


def test_what_was_not_touched_does_not_overwrite(world: World) -> None:
    visit = world.visit()
    put(visit, "attendance-chair", "Bí thư")
    assert put(visit, "attendance-chair", "", was="").status == 200
    assert attendance(visit).chair == "Bí thư"


def test_line_ends_of_browsers_are_no_change(world: World) -> None:
    visit = world.visit()
    put(visit, "attendance-course", "Khai mạc\r\nKết thúc")
    assert put(visit, "attendance-course", "Khai mạc", was="Khai mạc\r\nKết thúc").saved


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("attendance-present", "-1", "Phải từ 0"),
        ("attendance-present", "1,5", "số nguyên"),
        ("attendance-present", "9" * 30, "quá lớn"),
        ("attendance-present", "mười", "số nguyên"),
        ("attendance-opened_at", "25:61", "Giờ không hợp lệ"),
        ("attendance-chair", "x" * 100_000, "quá 300"),
        ("attendance-course", "x" * 100_000, "quá 5000"),
        ("finding-{item}-assessment", "rất tốt", "không có trong danh sách"),
        ("recommendation-{rec}-due_on", "2024-02-31", "Ngày không hợp lệ"),
        ("recommendation-{rec}-due_on", "0001-01-01", "Năm phải từ"),
        ("recommendation-{rec}-monitor_id", "999999", "không có trong danh sách"),
        ("recommendation-{rec}-monitor_id", "99999999999", "quá lớn"),
        ("recommendation-{rec}-remark_id", "999999", "không có trong danh sách"),
        ("mark-{mark}-points", "2,5", "Nhiều nhất 2 điểm"),
        ("mark-{mark}-points", "-1", "không được âm"),
        ("mark-{mark}-points", "NaN", "Phải là một số"),
        ("mark-{mark}-points", "1e3", "Phải là một số"),
        ("mark-{mark}-is_not_applicable", "1", "bắt buộc"),
    ],
)
def test_bad_values_are_told_and_kept(world: World, name: str, value: str, told: str) -> None:
    visit = world.visit()
    rec = findings.add_recommendation(visit, world.user("member"), None)
    names = {"item": item().id, "rec": rec.id, "mark": criteria()[0].id}
    name = name.format(**names)
    kept = VisitRecord(fetch_visit(visit.id)).cell(*_parts(name)).was
    cell = put(visit, name, value, was=kept)
    assert cell.status == 422
    assert told in cell.error
    assert cell.value == value
    assert VisitRecord(fetch_visit(visit.id)).cell(*_parts(name)).was == kept


def _parts(name: str) -> tuple[str, int, str]:
    found = Name.parse(name)
    assert found is not None
    return found.of, found.key, found.column


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("<b>Bí thư</b>", "<b>Bí thư</b>"),
        ("Bi\u0301 thu\u031b\u200b", "Bí thư"),
        ("\u202eBí thư\u0000", "Bí thư"),
        ("   ", ""),
    ],
)
def test_text_is_kept_clean(world: World, value: str, kept: str) -> None:
    visit = world.visit()
    put(visit, "attendance-chair", value)
    assert attendance(visit).chair == kept


@pytest.mark.parametrize(
    "name",
    [
        "attendance-id",
        "attendance-visit_id",
        "attendance-5-present",
        "finding-0-note",
        "finding-note",
        "visit-1-held_at",
        "remark-99999999999-text",
        "remark-1-author_id",
        "x" * 1000,
    ],
)
def test_only_named_fields_exist(name: str) -> None:
    assert Name.parse(name) is None


def test_rows_of_another_visit_are_out_of_reach(world: World) -> None:
    mine, other = world.visit(), world.visit("Tân Phú")
    row = findings.add_remark(other, world.user("member"), STRENGTH, None)
    cell = put(mine, f"remark-{row.id}-text", "Của buổi khác")
    assert cell.status == 409
    assert row.text == ""
    shortcoming = findings.add_remark(other, world.user("member"), SHORTCOMING, None)
    with pytest.raises(Refused):
        findings.add_recommendation(mine, world.user("member"), shortcoming.id)
    stray = put(mine, "finding-999999-note", "x")
    assert stray.status == 409


def test_a_row_removed_by_a_colleague_keeps_what_i_typed(world: World) -> None:
    visit = world.visit()
    row = findings.add_remark(visit, world.user("member"), STRENGTH, None)
    number = row.id
    findings.remove(visit, world.user("member"), "remark", number, {})
    cell = put(visit, f"remark-{number}-text", "Đang viết dở")
    assert (cell.status, cell.value) == (409, "Đang viết dở")
    assert "xóa" in cell.error


def test_a_row_changed_meanwhile_is_not_removed(world: World) -> None:
    visit = world.visit()
    row = findings.add_remark(visit, world.user("member"), STRENGTH, None)
    put(visit, f"remark-{row.id}-text", "Người khác vừa viết")
    with pytest.raises(Refused, match="vừa sửa"):
        findings.remove(visit, world.user("member"), "remark", row.id, {"text": ""})
    assert db.session.get(Remark, row.id) is not None
    findings.remove(visit, world.user("member"), "remark", row.id, {"text": "Người khác vừa viết"})
    assert db.session.scalars(select(Remark)).all() == []


def test_recommendations_outlive_their_shortcoming(world: World) -> None:
    visit = world.visit()
    weak = findings.add_remark(visit, world.user("member"), SHORTCOMING, item().id)
    advice = findings.add_recommendation(visit, world.user("member"), weak.id)
    put(visit, f"recommendation-{advice.id}-text", "Bổ sung sổ")
    loose, _ = findings.remove(visit, world.user("member"), "remark", weak.id, {})
    assert [row.id for row in loose] == [advice.id]
    assert db.session.get_one(Recommendation, advice.id).remark_id is None
    told = [one.text for one in missing(VisitRecord(fetch_visit(visit.id)))]
    assert "Kiến nghị “Bổ sung sổ” chưa gắn với hạn chế nào" in told


def test_a_phrase_is_added_to_what_was_typed(world: World) -> None:
    visit = world.visit()
    phrase = Phrase(issuer_id=visit.issuer_id, kind="strength", text="Đúng quy định.")
    db.session.add(phrase)
    db.session.commit()
    row = findings.add_remark(visit, world.user("member"), STRENGTH, None)
    name = f"remark-{row.id}-text"
    form = {"do": f"phrase {name} {phrase.id}", name: "Sổ sách đủ. ", f"was-{name}": ""}
    acts.answer(visit, world.user("member"), form)
    assert row.text == "Sổ sách đủ. Đúng quy định."


def test_an_act_that_is_none_does_nothing(world: World) -> None:
    visit = world.visit()
    for text in ("", "add", "add bogus 1", "remove visit 1", "remove remark x", "mine nothing"):
        answer = acts.answer(visit, world.user("member"), {"do": text})
        assert (answer.status, answer.row) == (200, None)
    assert acts.answer(visit, world.user("member"), {"do": "add strength 999999"}).status == 409
    assert acts.answer(visit, world.user("member"), {"do": "remove remark 999999"}).status == 200


def test_hints_tell_what_does_not_add_up() -> None:
    assert attendance_hints(Attendance(members=25, present=22, excused=2, unexcused=1)) == []
    assert (
        attendance_hints(Attendance(members=25, present=22, excused=1, unexcused=0, exempt=2)) == []
    )
    wrong = Attendance(members=25, probationary=26, present=22, excused=1, unexcused=0, exempt=1)
    assert len(attendance_hints(wrong)) == 2
    assert "= 24, khác tổng số 25" in attendance_hints(wrong)[1]
    assert attendance_hints(Attendance(opened_at="10:00", closed_at="09:00")) != []
    assert attendance_hints(Attendance(members=3, present=5)) != []
    assert attendance_hints(Attendance(members=25, present=22)) == []


def test_the_score_follows_the_marks(world: World) -> None:
    visit = world.visit()
    assert scores.score_of(visit.id) is None
    for one in criteria():
        put(visit, f"mark-{one.id}-points", str(one.points).replace(".", ","))
    full = scores.score_of(visit.id)
    assert full is not None
    assert (full.points, full.rank) == (Decimal(100), "Tốt")
    theme = next(one for one in criteria() if one.is_conditional)
    put(visit, f"mark-{theme.id}-is_not_applicable", "1")
    without = scores.score_of(visit.id)
    assert without is not None
    assert without.out_of == 100 - theme.points
    first = criteria()[0]
    put(visit, f"mark-{first.id}-points", "", was="2")
    unfinished = scores.score_of(visit.id)
    assert unfinished is not None
    assert (unfinished.rank, unfinished.missing) == (None, (str(first.id),))


def test_many_scores_take_two_queries(world: World) -> None:
    visits = [world.visit(), world.visit("Tân Phú")]
    for visit in visits:
        put(visit, f"mark-{criteria()[0].id}-points", "1,5")
    numbers = [visit.id for visit in visits]
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    points = {key: one.points for key, one in scores.ranks_of(numbers).items()}
    assert points == dict.fromkeys(numbers, Decimal("1.5"))
    assert len(asked) <= 2


def finish(world: World, visit: Visit) -> None:
    """Write the least that findings need, and complete them."""
    put(visit, "attendance-members", "25")
    put(visit, "attendance-present", "22")
    row = findings.add_remark(visit, world.user("member"), STRENGTH, None)
    put(visit, f"remark-{row.id}-text", "Sinh hoạt đúng ngày")
    findings.complete(visit, world.user("member"), "Theo phiếu ghi tay")


def test_completing_needs_attendance_and_a_remark(world: World) -> None:
    visit = world.visit()
    with pytest.raises(Refused, match="còn thiếu"):
        findings.complete(visit, world.user("member"), "Theo phiếu ghi tay")
    assert visit.held_at is None
    findings.add_remark(visit, world.user("member"), STRENGTH, None)  # empty: says nothing
    put(visit, "attendance-members", "25")
    put(visit, "attendance-present", "0")
    with pytest.raises(Refused):
        findings.complete(visit, world.user("member"), "Theo phiếu ghi tay")
    blocking = [one.text for one in missing(VisitRecord(fetch_visit(visit.id))) if one.blocks]
    assert blocking == ["Nhận xét: ít nhất một ưu điểm hoặc hạn chế"]


def test_completing_closes_every_field_until_reopened(world: World) -> None:
    visit = world.visit()
    set_milestone(
        kind="findings",
        subject=("visit", visit.id),
        organization=world.organization("Chi bộ ấp 10 Nhơn Trạch"),
        label="Ghi kết quả",
        owner="member",
        rule="3 working days after",
        anchor=date(2024, 3, 7),
    )
    finish(world, visit)
    owed = engine.find("findings", "visit", visit.id)
    assert owed is not None
    assert owed.done_at is not None
    told = db.session.scalars(
        select(Message.text).where(Message.user_id == world.user("planner").id)
    ).all()
    assert any("Đã có kết quả" in text for text in told)
    late = put(visit, "attendance-present", "23", was="22")
    assert (late.status, late.value) == (409, "23")
    assert "đã hoàn thành" in late.error
    with pytest.raises(Refused):
        findings.add_remark(visit, world.user("member"), STRENGTH, None)
    findings.reopen(visit, world.user("planner"))
    again = engine.find("findings", "visit", visit.id)
    assert again is not None
    assert again.done_at is None
    assert put(visit, "attendance-present", "23", was="22").saved
