"""Required papers, further requests, and who of the team has received and opened what."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from tests.forms import looked_over
from tests.handed_in import pdf
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.submissions.helpers import DUE, address, fill_all, the_report
from tests.world import World, add, local
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import StoredFile
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.plans.models import Activity
from webapp.plans.round_models import RequiredPaper, Seat
from webapp.submissions.paper_models import Handing, PaperRequest, UnitPaper

SignIn = Callable[[str], FlaskClient]
PDF = pdf("a paper")


def page_of(found: RoundWorld) -> str:
    return f"/assignments/{found.assignments[0].id}/papers"


def send(client: FlaskClient, found: RoundWorld, number: int = 0, *names: str) -> Any:
    """Send files for one of the required papers."""
    files = [("files", (BytesIO(PDF), name)) for name in names or ("so-nghi-quyet.pdf",)]
    url = f"{page_of(found)}/{found.required[number].id}"
    return client.post(url, data=MultiDict(files))


def papers() -> list[UnitPaper]:
    db.session.expire_all()
    return list(db.session.scalars(select(UnitPaper).order_by(UnitPaper.id)))


def ask(client: FlaskClient, found: RoundWorld, **changed: str) -> Any:
    data = {"text": "Sổ thu nộp đảng phí", "due_on": "2024-03-14", "due_time": "17:00"} | changed
    url = f"/assignments/{found.assignments[0].id}/paper-requests"
    return client.post(url, data=data)


def the_request() -> PaperRequest:
    db.session.expire_all()
    return db.session.scalars(select(PaperRequest)).one()


def test_one_page_says_what_the_unit_owes(held: RoundWorld, sign_in: SignIn) -> None:
    page = sign_in("office").get(page_of(held)).text
    assert "hạn gửi 17:00 ngày 08/03/2024" in page
    assert "Gửi qua Thư ký Đoàn: đồng chí Người member2" in page
    assert "Còn thiếu 1 tài liệu" in page
    assert "Sổ nghị quyết." in page
    assert "Không bắt buộc" in page  # the other one
    assert address(held) in page
    home = sign_in("office").get("/").text
    assert page_of(held) in home
    assert "17:00 ngày 08/03/2024" in home


def test_papers_are_sent_and_every_file_is_kept(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    client = sign_in("office")
    assert send(client, held, 0, "a.pdf", "b.pdf").status_code == 303
    send(client, held, 0, "c.pdf")
    page = client.get(page_of(held)).text
    assert all(name in page for name in ("a.pdf", "b.pdf", "c.pdf"))
    assert "Còn thiếu" not in page
    assert "Đã gửi đúng hạn" in page
    told = db.session.scalars(
        select(Message.user_id).where(Message.text.contains("đã gửi tài liệu: Sổ nghị quyết"))
    ).all()
    people = [world.user(name).id for name in ("planner", "member", "member2")]
    assert sorted(told) == sorted(people * 2)  # once for each time that something came
    assert len(db.session.scalars(select(Handing.id)).all()) == 3 * 2


def test_a_paper_that_is_late_is_marked(held: RoundWorld, sign_in: SignIn) -> None:
    with clock.living_on(DUE + timedelta(minutes=1)):
        assert send(sign_in("office"), held).status_code == 303
        assert "Đã gửi, trễ 1 phút" in sign_in("planner").get(page_of(held)).text


def test_a_bad_file_is_told_beside_its_field(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), f"{page_of(held)}/{held.required[0].id}"
    for data in (MultiDict(), MultiDict([("files", (BytesIO(b"MZ"), "x.pdf"))])):
        answer = client.post(url, data=data)
        assert answer.status_code == 422
        assert f'id="files-{held.required[0].id}-error"' in answer.text
    many = MultiDict([("files", (BytesIO(PDF), f"{n}.pdf")) for n in range(21)])
    assert "không quá 20 tệp" in client.post(url, data=many).text
    assert papers() == []
    assert db.session.scalars(select(StoredFile)).all() == []
    mixed = MultiDict([("files", (BytesIO(PDF), "a.pdf")), ("files", (BytesIO(b"MZ"), "x.pdf"))])
    answer = client.post(url, data=mixed)
    assert answer.status_code == 422
    assert "Đã nhận a.pdf. Chưa nhận “x.pdf”: Loại tệp này không nhận" in answer.text
    assert db.session.scalars(select(StoredFile.name)).all() == ["a.pdf"]


def test_one_takes_back_ones_own_until_it_is_due(held: RoundWorld, sign_in: SignIn) -> None:
    client = sign_in("office")
    send(client, held)
    back = f"/unit-papers/{papers()[0].id}/take-back"
    assert sign_in("colleague").post(back).status_code == 409
    with clock.living_on(DUE + timedelta(minutes=1)):
        assert client.post(back).status_code == 409
        assert "Rút lại" not in client.get(page_of(held)).text
    with clock.living_on(DUE):
        assert client.post(back).status_code == 303
    assert papers() == []
    assert db.session.scalars(select(Handing)).all() == []
    assert db.session.scalars(select(StoredFile)).all() == []


def test_papers_of_another_activity_are_not_of_this_unit(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    other = add(RequiredPaper(activity_id=world.assignment().activity_id, position=1, label="Khác"))
    db.session.commit()
    client = sign_in("office")
    files = MultiDict([("files", (BytesIO(PDF), "a.pdf"))])
    assert client.post(f"{page_of(held)}/{other.id}", data=files).status_code == 404
    assert client.post(f"{page_of(held)}/{'9' * 12}").status_code == 404
    # A month has its page as soon as papers are asked for in its activity.
    month = f"/assignments/{world.assignment().id}/papers"
    assert "Khác" in client.get(month).text


def test_a_plain_report_alone_needs_no_page_between(world: World, sign_in: SignIn) -> None:
    own = world.assignment("Long Thành").id
    answer = sign_in("selfrun").get(f"/assignments/{own}/papers")
    assert answer.status_code == 303
    assert answer.location == f"/assignments/{own}/self-report"
    assert sign_in("planner").get(f"/assignments/{own}/papers").status_code == 200


def test_who_opened_what_is_seen(world: World, held: RoundWorld, sign_in: SignIn) -> None:
    client = sign_in("office")
    fill_all(client, held)
    looked_over(client, f"{address(held)}/sending")
    send(client, held)
    page = sign_in("planner").get(page_of(held)).text
    assert page.count("Đã nhận 09:00 ngày 15/01/2024, chưa mở") == 4
    with clock.living_on(local(2024, 1, 16, 10, 30)):
        member = sign_in("member")
        assert member.get(f"/submissions/{the_report().id}").status_code == 200
        opened = member.get(f"/unit-papers/{papers()[0].id}")
    assert opened.data == PDF
    with clock.living_on(local(2024, 1, 17)):
        member.get(f"/submissions/{the_report().id}")  # the first time counts
    page = sign_in("member2").get(page_of(held)).text  # the secretary sees it, too
    assert page.count("Đã mở 10:30 ngày 16/01/2024") == 2
    assert page.count("chưa mở") == 2
    # The planner has no seat: that she reads is nobody's hand-over.
    sign_in("planner").get(f"/submissions/{the_report().id}")
    assert len(db.session.scalars(select(Handing.id)).all()) == 4


def test_only_the_leading_seats_see_who_opened(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    send(sign_in("office"), held)
    for person, sees in (
        ("planner", True),
        ("member", True),
        ("reader", False),
        ("leader", False),
        ("office", False),
    ):
        assert ("Ai đã nhận, ai đã mở" in sign_in(person).get(page_of(held)).text) is sees, person
    seat = db.session.scalars(select(Seat).where(Seat.role == "head")).one()
    seat.role = "member"
    db.session.commit()
    assert "Ai đã nhận" not in sign_in("member").get(page_of(held)).text


def test_who_joins_later_gets_what_is_there(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    send(sign_in("office"), held)
    add(
        Seat(
            activity_id=held.activity.id,
            position=9,
            role="member",
            user_id=world.user("leader").id,
        )
    )
    db.session.commit()
    assert "Có trong hồ sơ, chưa mở" in sign_in("planner").get(page_of(held)).text
    with clock.living_on(local(2024, 1, 20, 8)):
        sign_in("leader").get(f"/unit-papers/{papers()[0].id}")
    assert "Đã mở 08:00 ngày 20/01/2024" in sign_in("planner").get(page_of(held)).text


def test_the_team_asks_and_the_unit_answers(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    assert ask(sign_in("member"), held).status_code == 303
    request = the_request()
    assert clock.local(request.due_at).strftime("%H:%M:%S %d/%m/%Y") == "17:00:59 14/03/2024"
    office = sign_in("office")
    home = office.get("/").text
    assert "Cung cấp thêm tài liệu: Sổ thu nộp đảng phí" in home
    assert f"/paper-requests/{request.id}" in home
    data = {"version": str(request.version), "answer": "Gửi kèm sổ."}
    files = MultiDict([*data.items(), ("files", (BytesIO(PDF), "so-thu.pdf"))])
    assert office.post(f"/paper-requests/{request.id}", data=files).status_code == 303
    shown = sign_in("member").get(f"/paper-requests/{request.id}").text
    assert "Gửi kèm sổ." in shown
    assert "so-thu.pdf" in shown
    assert "Đã trả lời đúng hạn" in shown
    owed = find("paper_request", "paper_request", request.id)
    assert owed is not None
    assert owed.done_at is not None
    member = Message.user_id == world.user("member").id
    told = db.session.scalars(select(Message.text).where(member)).all()
    assert "Đảng bộ huyện Nhơn Trạch đã trả lời yêu cầu: Sổ thu nộp đảng phí" in told
    assert len(db.session.scalars(select(Handing.id)).all()) == 2


def test_an_answer_at_the_next_minute_is_late(held: RoundWorld, sign_in: SignIn) -> None:
    ask(sign_in("planner"), held)
    request = the_request()
    office, url = sign_in("office"), f"/paper-requests/{request.id}"
    with clock.living_on(local(2024, 3, 14, 17, 1)):
        assert "Chưa trả lời, quá hạn 1 phút" in office.get(url).text
        office.post(url, data={"version": str(request.version), "answer": "Không có."})
        assert "Đã trả lời, trễ 1 phút" in office.get(url).text


def test_an_answer_is_added_to_and_asked_for_again(held: RoundWorld, sign_in: SignIn) -> None:
    member, office = sign_in("member"), sign_in("office")
    ask(member, held)
    url = f"/paper-requests/{the_request().id}"
    assert "Yêu cầu lại" not in member.get(url).text
    office.post(url, data={"version": "1", "answer": "Lần một"})
    first = the_request().answered_at
    with clock.living_on(local(2024, 3, 20)):
        stale = office.post(url, data={"version": "1", "answer": "Lần hai"})
        assert stale.status_code == 409
        assert "Lần một" in stale.text
        again = office.post(url, data={"version": "2", "answer": "Lần hai"})
    assert again.status_code == 303
    assert the_request().answered_at == first
    assert the_request().answer == "Lần hai"
    link = f"{page_of(held)}?again={the_request().id}"
    assert f'href="{link}#ask"' in member.get(url).text
    assert "Sổ thu nộp đảng phí</textarea>" in member.get(link).text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": " "}, "Không được để trống."),
        ({"due_on": "2024-01-15", "due_time": "09:00"}, "Thời hạn phải sau lúc này."),
        ({"due_on": "hôm qua"}, "Ngày không hợp lệ"),
        ({"due_time": ""}, "Không được để trống."),
    ],
)
def test_a_request_that_cannot_be_met_is_refused(
    held: RoundWorld, sign_in: SignIn, changed: dict[str, str], told: str
) -> None:
    answer = ask(sign_in("planner"), held, **changed)
    assert answer.status_code == 422
    assert told in answer.text
    assert db.session.scalars(select(PaperRequest)).all() == []


def test_who_may_ask_and_answer(held: RoundWorld, sign_in: SignIn) -> None:
    assert ask(sign_in("leader"), held).status_code == 403  # has no seat in the team
    assert ask(sign_in("office"), held).status_code == 403
    assert ask(sign_in("stranger"), held).status_code == 404
    ask(sign_in("member"), held)
    url = f"/paper-requests/{the_request().id}"
    assert sign_in("member").post(url, data={"answer": "x"}).status_code == 403
    assert sign_in("other").get(url).status_code == 404
    bad = MultiDict([("version", "1"), ("answer", "Gửi kèm"), ("files", (BytesIO(b"MZ"), "x.exe"))])
    answer = sign_in("office").post(url, data=bad)
    assert answer.status_code == 422
    assert "Loại tệp này không nhận" in answer.text
    assert the_request().answered_at is None
    files = [("files", (BytesIO(b"MZ"), "x.exe")), ("files", (BytesIO(pdf()), "y.pdf"))]
    some = MultiDict([("version", "1"), ("answer", "Gửi kèm"), *files])
    answer = sign_in("office").post(url, data=some)
    assert answer.status_code == 422
    assert "Đã nhận y.pdf. Chưa nhận “x.exe”: Loại tệp này không nhận" in answer.text
    assert "Gửi kèm" in answer.text
    assert the_request().answered_at is not None


def test_pages_ask_few_questions(world: World, held: RoundWorld, sign_in: SignIn) -> None:
    office = sign_in("office")
    fill_all(office, held)
    looked_over(office, f"{address(held)}/sending")
    for _ in range(3):
        send(office, held, 0, "a.pdf", "b.pdf")
        ask(sign_in("member"), held)
    request = db.session.scalars(select(PaperRequest.id)).first()
    for person in ("office", "planner", "member"):
        client = sign_in(person)
        for page in (page_of(held), f"/paper-requests/{request}"):
            assert counted(client, page) <= MOST, (person, page)
    assert counted(sign_in("member"), f"/unit-papers/{papers()[0].id}") <= MOST


def test_an_activity_without_a_team_takes_papers_all_the_same(
    world: World, sign_in: SignIn
) -> None:
    own = world.assignment("Long Thành")
    activity = db.session.get_one(Activity, own.activity_id)
    required = add(RequiredPaper(activity_id=activity.id, position=1, label="Kế hoạch riêng"))
    db.session.commit()
    client = sign_in("selfrun")
    url = f"/assignments/{own.id}/papers"
    assert "Kế hoạch riêng" in client.get(url).text
    files = MultiDict([("files", (BytesIO(PDF), "a.pdf"))])
    assert client.post(f"{url}/{required.id}", data=files).status_code == 303
    planner = Message.user_id == world.user("planner").id
    assert "Kế hoạch riêng" in (db.session.scalars(select(Message.text).where(planner)).one())
    assert "Ai đã nhận" not in sign_in("planner").get(url).text
