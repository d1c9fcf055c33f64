"""A plan begun from another, or from a model, keeps in mind what still speaks of another year."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import String, select

from tests.forms import forms_of
from tests.plans.test_copying import copied
from tests.plans.test_files import whole_plan
from tests.queries import MOST, counted
from tests.round_world import RoundWorld, add_round
from tests.world import World, add
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road import services as documents
from webapp.plans import texts
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import (
    Activity,
    BasisPaper,
    ChecklistItem,
    ContentGroup,
    Duty,
    LookedAt,
    Plan,
    PlanBasis,
    PlanLine,
)
from webapp.plans.old_words import marks_of
from webapp.plans.paper import composition
from webapp.plans.round_models import OutlinePart, Round, Seat, Topic
from webapp.plans.services import copying, looking
from webapp.plans.services import editing as services

SignIn = Callable[[str], FlaskClient]
CODED = {  # columns whose values the program knows, not texts
    "kind", "part", "owner", "rule", "anchor", "role", "co_style", "begun_from", "search_key",
    "own_plan_rule",
}  # fmt: skip


@pytest.fixture
def made(world: World) -> RoundWorld:
    """A plan of 2024 that names its year, a day, a symbol in every place that people write in."""
    found = add_round(world)
    plan, activity = world.plan, found.activity.id
    plan.opening = "Căn cứ Kế hoạch số 73-KH/BTCTU,"
    plan.closing = "Báo cáo chậm nhất ngày 16/12/2024."
    db.session.query(ContentGroup).first().title = "Chỉ thị 05-CT/TW"
    db.session.query(ChecklistItem).first().text = "Nghị quyết năm 2024"
    db.session.query(Round).one().topic = "Phát triển đảng viên năm 2024"
    duty = db.session.query(Duty).filter_by(kind="self_report", activity_id=activity).one()
    duty.label = "Gửi trước 05/01/2025"
    db.session.query(Seat).filter_by(body="Ủy ban Kiểm tra").one().title = "Phó Bí thư 2020 - 2023"
    found.groups[0].label = "Cấp ủy khóa 2024"
    found.steps[0].text = "Thứ Ba, ngày 19/3: khai mạc"
    found.required[0].label = "Sổ nghị quyết 2024"
    found.parts[1].hint = "Từ 01/01/2024"
    found.figure.label = "Số đảng viên cuối 2024"
    basis = add(
        BasisPaper(
            issuer_id=plan.issuer_id,
            symbol="12-HD/BTCTW",
            kind="Hướng dẫn",
            issued_on=date(2018, 7, 6),
            issued_by="Ban Tổ chức Trung ương",
            about="về sinh hoạt chi bộ",
        )
    )
    watching = next(kind.key for kind in ACTIVITIES if kind.has_topics)
    ongoing = add(Activity(plan_id=plan.id, position=9, kind=watching, title="Thường xuyên"))
    add(
        PlanLine(plan_id=plan.id, part="purpose", position=9, text="Sinh hoạt năm 2024 tốt"),
        PlanLine(plan_id=plan.id, part="purpose", position=10, text="Nhiệm kỳ 2020 - 2025"),
        PlanLine(plan_id=plan.id, part="duty_board", position=9, text="Tổng kết tháng 01/2025"),
        Topic(activity_id=ongoing.id, position=1, text="Chuyên đề", basis="Kết luận 21-KL/TW"),
        PlanBasis(plan_id=plan.id, basis_id=basis.id),
    )
    db.session.commit()
    return found


@pytest.fixture
def copy(world: World, made: RoundWorld) -> Plan:
    return copied(world)[0]


@pytest.mark.parametrize("model", copying.models(), ids=lambda model: model.key)
def test_no_day_of_a_model_is_held_against_words_beside_it(
    world: World, model: copying.Model
) -> None:
    """ "Chuyên đề thứ hai" is the second topic, whatever weekday its round opens on."""
    who = world.user("planner")
    for year in range(2022, 2029):
        plan = copying.begin(copying.FROM_MODEL + model.key, None, who, year, "Mới")
        assert [one.of.whole for one in marks_of(plan.id).found] == [], year


def said(plan: Plan) -> dict[str, list[str]]:
    """What is to be read again: by what the place is called, the words."""
    db.session.expire_all()
    found: dict[str, list[str]] = {}
    for mark in marks_of(plan.id).found:
        found.setdefault(mark.of.where, []).extend(one.words for one in mark.mentions)
    return found


def test_every_text_of_a_plan_is_looked_at() -> None:
    """A column for people's words that is added later is looked at, or is named here."""
    for table, names in {**texts.FIELDS, Plan: tuple(texts.HEAD)}.items():
        columns = table.__table__.columns
        written = {one.name for one in columns if isinstance(one.type, String)} - CODED
        written |= {one.name for one in columns if one.name == "columns"}
        assert written == set(names), table.__name__


def test_what_still_speaks_of_another_year_is_found_in_every_place(copy: Plan) -> None:
    found = said(copy)
    title = "Giám sát chuyên đề: "
    assert found == {
        "Lời dẫn": ["73-KH/BTCTU"],
        "Lời kết": ["16/12/2024"],
        "Văn bản căn cứ": ["12-HD/BTCTW ngày 06/07/2018"],
        "Mục đích": ["2024"],
        "Trách nhiệm của cơ quan ban hành": ["2025"],  # was meant for the year after 2024
        "Nội dung giám sát": ["05-CT/TW", "2024"],
        f"{title}thời gian, nội dung của đợt": ["2024"],
        f"{title}thành viên đoàn": ["2020 - 2023"],
        f"{title}thành phần mời": ["2024"],
        f"{title}bước làm việc": ["Thứ Ba, ngày 19/3"],
        f"{title}tài liệu phải gửi": ["2024"],
        f"{title}đề cương báo cáo": ["01/01/2024"],
        "Thường xuyên: nội dung giám sát thường xuyên": ["21-KL/TW"],
        f"{title}số liệu": ["cuối 2024".removeprefix("cuối ")],
        f"{title}việc và thời hạn": ["2025"],
    }


def test_a_plan_begun_empty_is_not_asked(world: World, made: RoundWorld) -> None:
    assert said(world.plan) == {}


def test_from_a_model_too_and_nothing_is_called_old(world: World, sign_in: SignIn) -> None:
    model = copying.models()[0]
    planner = sign_in("planner")
    answer = planner.post(
        "/plans/new",
        data={"begin_from": copying.FROM_MODEL + model.key, "year": "2026", "title": "Năm 2025"},
    )
    shown = planner.get(answer.headers["Location"]).text
    assert "kế hoạch cũ" not in shown
    assert "được lập theo mẫu" in shown
    plan = db.session.scalars(select(Plan).where(Plan.year == 2026)).one()
    assert said(plan)["Trích yếu"] == ["2025"]
    listed = planner.get(f"/plans/{plan.id}/old-words").text
    assert "được lập theo mẫu" in listed
    assert "kế hoạch cũ" not in listed


def test_changed_or_kept_it_is_no_longer_asked_until_it_changes_again(
    world: World, copy: Plan
) -> None:
    who = world.user("planner")
    services.change(db.session.get_one(Plan, copy.id), {"closing": "Báo cáo trước 16/12/2025."})
    assert "Lời kết" not in said(copy)
    for mark in marks_of(copy.id).found:
        looking.keep(copy, mark.of, who)
    assert said(copy) == {}
    line = db.session.scalars(
        select(PlanLine).where(PlanLine.plan_id == copy.id, PlanLine.text.contains("2024"))
    ).one()
    services.change(line, {"text": "Sinh hoạt năm 2023 tốt"})
    assert said(copy) == {"Mục đích": ["2023"]}
    services.change(line, {"text": "Sinh hoạt tốt"})
    assert said(copy) == {}
    row = db.session.scalars(select(LookedAt).where(LookedAt.place == f"line-{line.id}")).one()
    assert row.confirmed_by_id == who.id
    services.change(line, {"text": "Sinh hoạt năm 2024 tốt"})  # as it was when it was let stay
    assert said(copy) == {}


def test_what_was_taken_over_and_changed_names_the_new_year_freely(copy: Plan) -> None:
    line = db.session.scalars(
        select(PlanLine).where(PlanLine.plan_id == copy.id, PlanLine.text.contains("01/2025"))
    ).one()
    services.change(line, {"text": "Tổng kết tháng 12/2025"})
    assert "Trách nhiệm của cơ quan ban hành" not in said(copy)


def draft_of(world: World, plan: Plan) -> Document:
    return composition.compose(whole_plan(plan.id), world.user("planner"))


def test_the_paper_is_neither_submitted_nor_approved_before(
    world: World, copy: Plan, sign_in: SignIn
) -> None:
    draft, planner = draft_of(world, copy), world.user("planner")
    count = len(marks_of(copy.id))
    with pytest.raises(documents.NotReady, match=rf"Chưa trình được\. Còn {count} chỗ"):
        documents.submit(draft, planner)
    page = sign_in("planner").get(f"/documents/{draft.id}").text
    assert f'href="/plans/{copy.id}/old-words">Còn {count} chỗ' in page
    for mark in marks_of(copy.id).found:
        looking.keep(copy, mark.of, planner)
    db.session.expire_all()
    documents.submit(draft, planner)
    closing = {"closing": "Xong trước 2023."}
    services.change(db.session.get_one(Plan, copy.id), closing)
    composing.recompose(draft, planner)
    with pytest.raises(documents.NotReady, match=r"Chưa duyệt được\. Còn 1 chỗ"):
        documents.approve(draft, world.user("leader"))


def test_it_is_marked_in_place_and_kept_by_a_press(
    world: World, copy: Plan, sign_in: SignIn
) -> None:
    planner, leader = sign_in("planner"), sign_in("leader")
    base = f"/plans/{copy.id}"
    places = [mark.of.place for mark in marks_of(copy.id).found]
    shown = planner.get(base).text
    assert [place for place in places if f'id="mark-{place}"' not in shown] == []
    assert "Giữ nguyên" in shown
    assert "không thuộc năm 2025" in leader.get(base).text
    assert "Giữ nguyên" not in leader.get(base).text
    own = db.session.scalars(select(Activity.id).where(Activity.plan_id == copy.id)).all()
    on_pages = "".join(
        planner.get(base + page).text
        for page in (
            "/lines/purpose", "/lines/duty_board", "/contents", "/bases",
            *(f"/activities/{one}" for one in own),
        )
    )  # fmt: skip
    rest = [place for place in places if f'id="mark-{place}"' not in on_pages]
    assert rest == ["opening", "closing"]
    form = forms_with_keep(planner, f"{base}/old-words", "closing")
    assert (
        planner.post(form, data={"text": "Báo cáo chậm nhất ngày 16/12/2024."}).status_code == 303
    )
    assert "closing" not in [mark.of.place for mark in marks_of(copy.id).found]


def test_its_pages_ask_little(world: World, copy: Plan, sign_in: SignIn) -> None:
    planner, base = sign_in("planner"), f"/plans/{copy.id}"
    draft = draft_of(world, copy).id
    for page in (base, f"{base}/old-words", f"{base}/bases", f"{base}/contents"):
        assert counted(planner, page) <= MOST, page
    asked = counted(planner, f"/documents/{draft}")
    assert asked <= 2 * MOST + 4  # compared, and the plan read again for its texts


def forms_with_keep(client: FlaskClient, page: str, place: str) -> str:
    return next(
        form.action for form in forms_of(client, page) if form.action.endswith(f"{place}/keep")
    )


def test_what_a_colleague_changed_is_not_kept_unseen(copy: Plan, sign_in: SignIn) -> None:
    planner = sign_in("planner")
    address = f"/plans/{copy.id}/old-words/closing/keep"
    answer = planner.post(address, data={"text": "Báo cáo chậm nhất ngày 15/12/2023."})
    assert answer.status_code == 409
    assert "15/12/2023" in answer.text
    assert "16/12/2024" in answer.text
    assert "closing" in [mark.of.place for mark in marks_of(copy.id).found]
    sent = {"text": "Báo cáo chậm nhất ngày 16/12/2024.", "back": "shown"}
    assert planner.post(address, data=sent).headers["Location"].endswith(f"/plans/{copy.id}")
    assert planner.post(address, data=sent).status_code == 303  # a second press asks nothing


def test_whom_it_does_not_concern(copy: Plan, sign_in: SignIn) -> None:
    base = f"/plans/{copy.id}/old-words"
    assert sign_in("office").get(base).status_code == 403
    assert sign_in("stranger").get(base).status_code == 404
    assert sign_in("leader").get(base).status_code == 200
    assert sign_in("leader").post(f"{base}/closing/keep").status_code == 403


def test_outline_parts_with_columns_are_read(copy: Plan) -> None:
    found = db.session.scalars(select(OutlinePart).order_by(OutlinePart.id.desc()))
    part = next(one for one in found if one.columns)
    services.change(part, {"columns": ["Năm 2022", "Năm 2025"]})
    assert [
        one.words
        for mark in marks_of(copy.id).found
        if mark.of.row is part
        for one in mark.mentions
    ] == ["2022"]
