"""From the letter to the remedy: answers, decisions, what is owed, who is told (R7)."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from tests.followup.conftest import letter_of, recommend
from tests.handed_in import pdf
from tests.world import World, local
from webapp.attending.models import Recommendation
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import StoredFile
from webapp.followup import services
from webapp.followup.models import Answer
from webapp.milestones.engine import find
from webapp.milestones.models import Message, Milestone
from webapp.milestones.services import due_for

SignIn = Callable[[str], FlaskClient]
Version = Callable[[], str]


def path(row: Recommendation) -> str:
    return f"/recommendations/{row.id}"


def owed(kind: str, row: Recommendation) -> Milestone:
    db.session.expire_all()
    found = find(kind, "recommendation", row.id)
    assert found is not None
    return found


def told_to(world: World, username: str) -> list[str]:
    who = world.user(username).id
    return list(
        db.session.scalars(select(Message.text).where(Message.user_id == who).order_by(Message.id))
    )


def state(row: Recommendation) -> str:
    return services.states_of([row.id])[row.id]


def test_a_unit_sees_nothing_before_the_letter_is_issued(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    row = recommend(world, visit)
    for username in ("office", "planner"):
        assert sign_in(username).get(path(row)).status_code == 404
        assert row.text not in sign_in(username).get("/recommendations").text
    letter_of(world, visit)
    for username in ("office", "planner"):
        assert sign_in(username).get(path(row)).status_code == 200
        assert row.text in sign_in(username).get("/recommendations").text


def test_the_issued_letter_makes_the_unit_owe_the_remedy(
    world: World, told: Recommendation, sign_in: SignIn
) -> None:
    remedy = owed("remedy", told)
    assert clock.local(remedy.due_at).date() == date(2024, 2, 14)
    for words in (f'href="{path(told)}"', "Ghi đủ sổ nghị quyết</strong>"):
        assert words in sign_in("office").get("/").text
        assert words not in sign_in("other").get("/").text
    assert remedy.plan_id == world.plan.id


def test_a_remedy_due_before_its_letter_is_marked_impossible(world: World) -> None:
    visit = world.visit()
    row = recommend(world, visit, due=date(2024, 1, 10))
    letter_of(world, visit)
    assert owed("remedy", row).is_impossible


def test_a_page_shows_what_is_answered_by_whom_until_when(
    told: Recommendation, sign_in: SignIn
) -> None:
    text = sign_in("office").get(path(told)).text
    for words in (
        "Ghi đủ sổ nghị quyết",
        "Sổ nghị quyết còn bỏ trống",
        "Chưa phân công người ghi",
        "Chi ủy chi bộ",
        "14/02/2024",
        "Người member",
        "Đơn vị chưa trả lời.",
        "Gửi trả lời",
    ):
        assert words in text, words
    assert "Chấp nhận" not in text


def test_answer_return_answer_accept(
    world: World, told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    office, planner = sign_in("office"), sign_in("planner")
    files = [(BytesIO(pdf("a")), "so-1.pdf"), (BytesIO(pdf("b")), "so-2.pdf")]
    data = {"version": version(), "text": "Đã ghi đủ", "files": files}
    assert office.post(f"{path(told)}/answers", data=data).status_code == 303
    assert state(told) == "answered"
    assert owed("remedy", told).done_at is not None
    review = owed("answer_review", told)
    assert clock.local(review.due_at).date() == date(2024, 1, 22)
    assert review in due_for(world.user("planner"))
    for username in ("planner", "member"):
        assert "đã trả lời kiến nghị: Ghi đủ sổ nghị quyết" in told_to(world, username)[-1]
    page = planner.get(path(told)).text
    assert "so-1.pdf" in page
    assert "so-2.pdf" in page

    back = {"version": version(), "note": "Chưa thấy sổ đảng phí", "send_back": "1"}
    assert planner.post(f"{path(told)}/decision", data=back).status_code == 303
    assert state(told) == "returned"
    assert owed("remedy", told).done_at is None
    assert owed("answer_review", told).done_at is not None
    assert "bị trả lại" in told_to(world, "office")[-1]
    assert "bị trả lại" in told_to(world, "colleague")[-1]
    assert "Chưa thấy sổ đảng phí" in office.get(path(told)).text

    with clock.living_on(local(2024, 1, 20)):
        data = {"version": version(), "text": "Đã bổ sung"}
        assert office.post(f"{path(told)}/answers", data=data).status_code == 303
    assert owed("answer_review", told).done_at is None
    with clock.living_on(local(2024, 3, 1)):
        yes = {"version": version(), "accept": "1"}
        assert planner.post(f"{path(told)}/decision", data=yes).status_code == 303
    assert state(told) == "mended"
    remedy = owed("remedy", told)
    assert not remedy.is_late, "the unit answered in time; the planner was slow"
    assert clock.local(remedy.done_at).date() == date(2024, 1, 20)
    text = office.get(path(told)).text
    assert "Đã xong" in text
    assert "Gửi trả lời" not in text
    late = office.post(f"{path(told)}/answers", data={"version": version(), "text": "Thêm"})
    assert late.status_code == 422
    assert "đã xong" in late.text


def test_an_answer_that_waits_may_be_added_to(
    told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    office = sign_in("office")
    for text in ("Trả lời một", "Trả lời hai"):
        office.post(f"{path(told)}/answers", data={"version": version(), "text": text})
    page = sign_in("planner").get(path(told)).text
    assert page.count("Chờ duyệt trả lời") == 2  # the state on top, and the last answer
    sign_in("planner").post(f"{path(told)}/decision", data={"version": version(), "accept": "1"})
    assert state(told) == "mended"
    decisions = db.session.scalars(select(Answer.decision).order_by(Answer.id)).all()
    assert decisions == ["", "accepted"]


def test_overdue_is_told_by_word_and_sorted_first(
    world: World, told: Recommendation, sign_in: SignIn
) -> None:
    with clock.living_on(local(2024, 2, 14, 23)):
        assert state(told) == "open"
    with clock.living_on(local(2024, 2, 15, 0, 1)):
        assert state(told) == "overdue"
        text = sign_in("office").get("/recommendations").text
        assert "Quá hạn 1" in text
        assert text.count("state late") == 2


def test_two_colleagues_answer_at_once_and_lose_nothing(
    told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    stale = version()
    first = {"version": stale, "text": "Của người thứ nhất"}
    second = {"version": stale, "text": "Của người thứ hai", "files": (BytesIO(b"x"), "a.pdf")}
    assert sign_in("office").post(f"{path(told)}/answers", data=first).status_code == 303
    answer = sign_in("colleague").post(f"{path(told)}/answers", data=second)
    assert answer.status_code == 409
    assert "Của người thứ nhất" in answer.text
    assert answer.text.count("Của người thứ hai") == 2
    assert "hãy chọn lại" in answer.text
    assert db.session.scalars(select(Answer.text)).all() == ["Của người thứ nhất"]
    again = {"version": version(), "text": "Của người thứ hai"}
    assert sign_in("colleague").post(f"{path(told)}/answers", data=again).status_code == 303


def test_a_decision_on_what_one_has_not_read_is_stopped(
    told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    office = sign_in("office")
    office.post(f"{path(told)}/answers", data={"version": version(), "text": "Bản đầu"})
    seen = version()
    office.post(f"{path(told)}/answers", data={"version": seen, "text": "Bản sau"})
    answer = sign_in("planner").post(
        f"{path(told)}/decision", data={"version": seen, "accept": "1", "note": "Tốt"}
    )
    assert answer.status_code == 409
    assert "Bản sau" in answer.text
    assert state(told) == "answered"


def test_sending_back_needs_a_word_and_deciding_needs_an_answer(
    told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    planner = sign_in("planner")
    answer = planner.post(f"{path(told)}/decision", data={"version": version(), "accept": "1"})
    assert answer.status_code == 422
    assert "Chưa có trả lời nào đang chờ duyệt." in answer.text
    sign_in("office").post(f"{path(told)}/answers", data={"version": version(), "text": "Xong"})
    for data in ({"send_back": "1"}, {"note": "Không bấm nút nào"}):
        answer = planner.post(f"{path(told)}/decision", data={"version": version(), **data})
        assert answer.status_code == 422
        assert "phải nêu rõ" in answer.text
    assert state(told) == "answered"


def test_the_monitor_decides_and_another_member_does_not(
    told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    sign_in("office").post(f"{path(told)}/answers", data={"version": version(), "text": "Xong"})
    yes = {"version": version(), "accept": "1"}
    assert sign_in("member2").post(f"{path(told)}/decision", data=yes).status_code == 403
    assert "Chấp nhận" not in sign_in("member2").get(path(told)).text
    assert sign_in("member").post(f"{path(told)}/decision", data=yes).status_code == 303
    assert state(told) == "mended"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Không được để trống."),
        ("\u200b \u202e", "Không được để trống."),
        ("a" * 100_000, "5000"),
    ],
)
def test_bad_answers_are_told_beside_the_field(
    told: Recommendation, sign_in: SignIn, version: Version, text: str, words: str
) -> None:
    answer = sign_in("office").post(
        f"{path(told)}/answers", data={"version": version(), "text": text}
    )
    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.scalars(select(Answer)).all() == []


def test_one_bad_file_of_three_is_named_and_the_others_are_sent(
    told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    files = [
        (BytesIO(pdf()), "tot.pdf"),
        (BytesIO(b""), "rỗng.pdf"),
        (BytesIO(pdf("b")), "hai.pdf"),
    ]
    data = {"version": version(), "text": "Kèm ba tệp", "files": files}
    office = sign_in("office")
    answer = office.post(f"{path(told)}/answers", data=data)
    assert answer.status_code == 422
    assert "Đã gửi trả lời. Đã nhận tot.pdf, hai.pdf. Chưa nhận “rỗng.pdf”: Tệp rỗng" in answer.text
    assert db.session.scalars(select(StoredFile.name)).all() == ["tot.pdf", "hai.pdf"]
    more = {
        "version": version(),
        "text": "Bổ sung tệp",
        "files": (BytesIO(pdf("c")), "ba.pdf"),
    }
    assert office.post(f"{path(told)}/answers", data=more).status_code == 303
    assert db.session.scalars(select(Answer.text)).all() == ["Kèm ba tệp", "Bổ sung tệp"]


def test_two_bad_files_keep_nothing(
    told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    files = [(BytesIO(b"MZ"), "mot.pdf"), (BytesIO(b""), "rong.pdf")]
    data = {"version": version(), "text": "Kèm hai tệp", "files": files}
    answer = sign_in("office").post(f"{path(told)}/answers", data=data)
    assert answer.status_code == 422
    assert "“mot.pdf”: Loại tệp này không nhận" in answer.text
    assert "“rong.pdf”: Tệp rỗng" in answer.text
    assert "Kèm hai tệp" in answer.text
    assert db.session.scalars(select(StoredFile)).all() == []


def test_html_is_text_and_decomposed_letters_are_composed(
    told: Recommendation, sign_in: SignIn, version: Version
) -> None:
    data = {"version": version(), "text": "<script>alert(1)</script> Chi bo\u0302\u0323"}
    sign_in("office").post(f"{path(told)}/answers", data=data)
    text = sign_in("planner").get(path(told)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Chi bộ" in text


def test_who_may_do_what(told: Recommendation, sign_in: SignIn, version: Version) -> None:
    data = {"version": version(), "text": "Trả lời"}
    for username, see, wording, judge in (
        ("office", 200, 303, 403),
        ("other", 404, 404, 403),
        ("selfrun", 404, 404, 403),
        ("leader", 200, 403, 403),
        ("reader", 200, 403, 403),
        ("stranger", 404, 403, 404),
    ):
        client = sign_in(username)
        assert client.get(path(told)).status_code == see, username
        assert client.post(f"{path(told)}/answers", data=data).status_code == wording, username
        assert client.post(f"{path(told)}/decision", data=data).status_code == judge, username
    assert sign_in("office").get(f"{path(told)}/answers").status_code == 405
    assert sign_in("office").get("/recommendations/99999999999").status_code == 404


def test_a_withdrawn_letter_suspends_its_recommendations(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    row = recommend(world, visit)
    letter = letter_of(world, visit)
    letter.withdrawn_at = clock.now()
    db.session.commit()
    page = sign_in("office").get(path(row))
    assert page.status_code == 200
    assert "tạm dừng" in page.text
    assert row.text not in page.text
    data = {"version": str(row.version), "text": "Trả lời"}
    assert sign_in("office").post(f"{path(row)}/answers", data=data).status_code == 409
    assert row.text not in sign_in("office").get("/recommendations").text


def test_what_was_left_empty_is_in_no_letter(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    row = recommend(world, visit, text="")
    letter_of(world, visit)
    assert sign_in("planner").get(path(row)).status_code == 404
    assert "Chưa có kiến nghị nào" in sign_in("planner").get("/recommendations").text


def test_what_a_recommendation_lacks_is_warned_of(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    row = recommend(world, visit)
    row.remark_id = row.due_on = row.monitor_id = None
    row.owner = ""
    letter_of(world, visit)
    text = sign_in("planner").get(path(row)).text
    for words in ("Chưa gắn với hạn chế nào", "Chưa giao", "Chưa định", "Chưa có người theo dõi"):
        assert words in text
    assert state(row) == "open"
    assert find("remedy", "recommendation", row.id) is None


def test_a_page_asks_few_questions(told: Recommendation, sign_in: SignIn, version: Version) -> None:
    client = sign_in("office")
    for number in range(6):
        files = [(BytesIO(pdf("a")), f"so-{number}.pdf")]
        data = {"version": version(), "text": f"Lần {number}", "files": files}
        client.post(f"{path(told)}/answers", data=data)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    assert "so-5.pdf" in client.get(path(told)).text
    assert 5 < len(asked) <= 12, asked
