"""A unit fills the planner's outline part by part, several people at once, and sends it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import BytesIO
from threading import Barrier
from typing import Any

import pdfplumber
import pytest
from docx import Document as WordFile
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from tests.forms import FormOnPage, forms_in, forms_of
from tests.queries import MOST, counted
from tests.round_world import RoundWorld, add_round
from tests.world import World, add, local
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.models import Message
from webapp.milestones.services import find, set_milestone
from webapp.plans.models import ActivityFigure, Duty
from webapp.plans.round_models import OutlinePart
from webapp.submissions import queries
from webapp.submissions.models import FigureValue, Submission
from webapp.submissions.outline_forms import NEEDED
from webapp.submissions.paper_models import Handing, OutlineAnswer

SignIn = Callable[[str], FlaskClient]
DUE = local(2024, 3, 8, 17, 0)


@pytest.fixture
def held(world: World) -> RoundWorld:
    """The round, its report due from Nhơn Trạch by 17:00 on 8 March."""
    found = add_round(world)
    owe(world, found)
    return found


def owe(world: World, found: RoundWorld, number: int = 0) -> None:
    assignment = found.assignments[number]
    set_milestone(
        kind="self_report",
        subject=("assignment", assignment.id),
        organization=world.organization(
            ("Đảng bộ huyện Nhơn Trạch", "Đảng bộ huyện Tân Phú")[number]
        ),
        label="Báo cáo theo đề cương",
        owner="unit",
        rule="at 17:00",
        anchor=DUE.date(),
        plan_id=world.plan.id,
    )
    db.session.commit()


def address(found: RoundWorld, number: int = 0) -> str:
    return f"/assignments/{found.assignments[number].id}/outline"


def form_of(client: FlaskClient, url: str, part: OutlinePart) -> FormOnPage:
    """The form of one part, as it stands on the page now."""
    return next(form for form in forms_of(client, url) if form.action == f"{url}/{part.id}")


def save(client: FlaskClient, url: str, part: OutlinePart, **typed: Any) -> Any:
    # The button that saves has no name; "do" is that of the others.
    answer = form_of(client, url, part).send(client, **{"do": None} | typed)
    assert answer.status_code == 303, answer.text
    return answer


def fill_all(client: FlaskClient, found: RoundWorld, number: int = 0) -> None:
    """Fill every required part."""
    url = address(found, number)
    _, text, table, figures, _ = found.parts
    save(client, url, text, **{f"text_{text.id}": "Đơn vị có 120 đoàn viên.\n- Nam 70\n- Nữ 50"})
    cells = {f"cell_{table.id}_0_0": "Nghị quyết", f"cell_{table.id}_0_1": "12-NQ/HU"}
    save(client, url, table, **cells)
    save(client, url, figures, **{f"figure_{found.figure.id}": "15"})


def the_report() -> Submission:
    db.session.expire_all()
    return db.session.scalars(select(Submission)).one()


def answers() -> dict[int, OutlineAnswer]:
    db.session.expire_all()
    return {row.part_id: row for row in db.session.scalars(select(OutlineAnswer))}


def test_each_part_is_saved_on_its_own(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    text = held.parts[1]
    answer = save(client, url, text, **{f"text_{text.id}": "Đơn vị  có 120 đoàn viên"})
    assert answer.location == f"{url}#part-{text.id}"
    assert set(answers()) == {text.id}
    page = client.get(url).text
    assert "Đã có 1/3 mục bắt buộc" in page
    assert "Người office lưu 09:00 ngày 15/01/2024" in page
    assert the_report().submitted_at is None


def test_rows_are_added_and_taken_out(held: RoundWorld, sign_in: SignIn) -> None:
    client, url, table = sign_in("office"), address(held), held.parts[2]
    for number in range(3):
        cells = {f"cell_{table.id}_{number}_0": f"Văn bản {number}"}
        save(client, url, table, do="add", **cells)
    assert [row["cells"][0] for row in answers()[table.id].rows] == [
        f"Văn bản {number}" for number in range(3)
    ]
    save(client, url, table, do="drop-1")
    assert [row["cells"] for row in answers()[table.id].rows] == [
        ["Văn bản 0", ""],
        ["Văn bản 2", ""],
    ]
    save(client, url, table, do="drop-99")
    assert len(answers()[table.id].rows) == 2


def test_free_additions_have_headings_of_their_own(held: RoundWorld, sign_in: SignIn) -> None:
    client, url, free = sign_in("office"), address(held), held.parts[4]
    typed = {f"cell_{free.id}_0_0": "Câu lạc bộ", f"cell_{free.id}_0_1": "Lập hai câu lạc bộ."}
    save(client, url, free, **typed)
    page = client.get(url).text
    assert "Lập hai câu lạc bộ." in page
    assert page.count(f'name="cell_{free.id}_') == 4  # what is kept, and one empty
    assert "Nội dung khác <span" in page.replace("\n", "")
    assert "(nếu có)" in page


def test_several_people_at_once(held: RoundWorld, sign_in: SignIn) -> None:
    """Two write different parts without noticing each other; at one part both texts are shown."""
    url, text, figures = address(held), held.parts[1], held.parts[3]
    first, second = sign_in("office"), sign_in("colleague")
    hers, his = form_of(first, url, text), form_of(second, url, text)
    others = form_of(second, url, figures)
    assert hers.send(first, **{f"text_{text.id}": "Của người thứ nhất"}).status_code == 303
    assert others.send(second, **{f"figure_{held.figure.id}": "7"}).status_code == 303
    clash = his.send(second, **{f"text_{text.id}": "Của người thứ hai"})
    assert clash.status_code == 409
    assert "Của người thứ nhất" in clash.text
    assert "Của người thứ hai" in clash.text
    assert answers()[text.id].text == "Của người thứ nhất"
    again = next(form for form in forms_in(clash.text, url) if form.action == f"{url}/{text.id}")
    assert again.send(second).status_code == 303
    assert answers()[text.id].text == "Của người thứ hai"


def test_two_who_begin_a_part_at_the_same_moment(held: RoundWorld, sign_in: SignIn) -> None:
    """There is no row yet whose version could tell them apart: they take turns."""
    url, text = address(held), held.parts[1]
    part_id = text.id
    clients = [sign_in("office"), sign_in("colleague")]
    forms = [form_of(client, url, text).values for client in clients]
    start = Barrier(len(clients))

    def write(number: int) -> int:
        start.wait(10)
        sent = forms[number] | {f"text_{part_id}": f"Của người thứ {number}"}
        return clients[number].post(f"{url}/{part_id}", data=sent).status_code

    db.session.rollback()
    with ThreadPoolExecutor() as people:
        assert sorted(people.map(write, range(len(clients)))) == [303, 409]
    assert len(answers()) == 1


def test_a_clash_of_rows_shows_the_cells_that_differ(held: RoundWorld, sign_in: SignIn) -> None:
    url, table = address(held), held.parts[2]
    first, second = sign_in("office"), sign_in("colleague")
    stale = form_of(second, url, table)
    save(first, url, table, **{f"cell_{table.id}_0_0": "Nghị quyết A"})
    clash = stale.send(second, **{f"cell_{table.id}_0_0": "Kế hoạch B"})
    assert clash.status_code == 409
    assert "Tên văn bản, dòng 1" in clash.text
    assert "Nghị quyết A" in clash.text
    assert "Kế hoạch B" in clash.text


def test_only_figures_changed_is_still_a_change(held: RoundWorld, sign_in: SignIn) -> None:
    client, url, figures = sign_in("office"), address(held), held.parts[3]
    key = f"figure_{held.figure.id}"
    save(client, url, figures, **{key: "7"})
    stale = form_of(client, url, figures)
    save(client, url, figures, **{key: "8"})
    assert stale.send(client, **{key: "9"}).status_code == 409
    assert db.session.scalars(select(FigureValue.value)).one() == 8


def test_htmx_gets_the_part_and_the_contents(held: RoundWorld, sign_in: SignIn) -> None:
    client, url, text = sign_in("office"), address(held), held.parts[1]
    sent = form_of(client, url, text).values | {f"text_{text.id}": "Tình hình"}
    answer = client.post(f"{url}/{text.id}", data=sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert f'id="part-{text.id}"' in answer.text
    assert 'hx-swap-oob="true"' in answer.text
    assert "Đã có 1/3 mục bắt buộc" in answer.text
    assert "<h1" not in answer.text
    clash = client.post(f"{url}/{text.id}", data=sent, headers={"HX-Request": "true"})
    assert clash.status_code == 409
    assert "Có người vừa sửa nội dung này" in clash.text


def test_what_cannot_be_read_is_told_and_kept(held: RoundWorld, sign_in: SignIn) -> None:
    client, url, figures = sign_in("office"), address(held), held.parts[3]
    typed = {f"figure_{held.figure.id}": "nhiều lắm"}
    answer = form_of(client, url, figures).send(client, **typed)
    assert answer.status_code == 422
    assert "Phải là một số" in answer.text
    assert "nhiều lắm" in answer.text
    assert answers() == {}


def test_sending_names_what_is_missing(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    save(client, url, held.parts[1], **{f"text_{held.parts[1].id}": "Tình hình"})
    answer = client.post(f"{url}/submit")
    assert answer.status_code == 422
    problem = answer.text.partition('class="problem"')[2].partition("</section>")[0]
    for part in (held.parts[2], held.parts[3]):
        assert f'href="#part-{part.id}"' in problem
        assert part.title in problem
    assert held.parts[1].title not in problem
    assert held.parts[4].title not in problem  # a free addition is never asked for
    assert the_report().submitted_at is None


def test_sending_ends_the_debt_and_tells_the_team(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    client = sign_in("office")
    fill_all(client, held)
    answer = client.post(f"{address(held)}/submit")
    report = the_report()
    assert answer.location == f"/submissions/{report.id}"
    page = client.get(answer.location).text
    assert "Đã gửi đúng hạn" in page
    assert "Đơn vị có 120 đoàn viên." in page
    assert "12-NQ/HU" in page
    milestone = find("self_report", "assignment", report.assignment_id)
    assert milestone is not None
    assert milestone.done_at == report.submitted_at
    told = set(db.session.scalars(select(Message.user_id).where(Message.href == answer.location)))
    assert told == {world.user(name).id for name in ("planner", "member", "member2")}
    handed = set(db.session.scalars(select(Handing.user_id)))
    assert handed == {world.user(name).id for name in ("member", "member2")}
    receipt = client.get(f"{answer.location}/receipt.pdf").data
    assert "Đã nhận báo cáo của Đảng bộ huyện Nhơn Trạch" in printed(receipt)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (DUE, "Đã gửi đúng hạn"),
        (DUE + timedelta(seconds=59), "Đã gửi đúng hạn"),
        (DUE + timedelta(seconds=60), "Đã gửi, trễ 1 phút"),
        (DUE + timedelta(minutes=2, seconds=30), "Đã gửi, trễ 2 phút"),
        (DUE + timedelta(hours=3), "Đã gửi, trễ 3 giờ"),
        (DUE + timedelta(days=2), "Đã gửi, trễ 2 ngày"),
    ],
)
def test_late_by_a_minute_is_late(
    held: RoundWorld, sign_in: SignIn, moment: datetime, told: str
) -> None:
    """By 17:00 runs to 17:00:59; what comes at 17:01 is late, and is taken (65-KH/ĐTN, II.5)."""
    client = sign_in("office")
    fill_all(client, held)
    with clock.living_on(moment):
        answer = client.post(f"{address(held)}/submit")
        assert answer.status_code == 303
        assert told in client.get(answer.location).text


def test_an_amended_report_keeps_its_first_time(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    client, url, text = sign_in("office"), address(held), held.parts[1]
    fill_all(client, held)
    client.post(f"{url}/submit")
    first = the_report().submitted_at
    with clock.living_on(local(2024, 3, 12, 10)):
        for words in ("Bản sửa một", "Bản sửa hai"):
            save(client, url, text, **{f"text_{text.id}": words})
        page = sign_in("planner").get(f"/submissions/{the_report().id}").text
    assert "Đã gửi đúng hạn" in page
    assert "Bản sửa gửi lúc" in page
    assert "10:00 ngày 12/03/2024" in page
    assert "Bản sửa hai" in page
    assert the_report().submitted_at == first
    planner = Message.user_id == world.user("planner").id
    told = db.session.scalars(select(Message.text).where(planner)).all()
    assert sum("đã sửa báo cáo sau khi gửi" in line for line in told) == 1  # until it is read


def test_a_sent_report_cannot_be_emptied(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    fill_all(client, held)
    client.post(f"{url}/submit")
    text, table = held.parts[1], held.parts[2]
    for part, typed in ((text, {f"text_{text.id}": ""}), (table, {"do": "drop-0"})):
        answer = form_of(client, url, part).send(client, **typed)
        assert answer.status_code == 422
        assert NEEDED in answer.text
    assert answers()[text.id].text
    assert answers()[table.id].rows


def test_a_draft_is_the_units_own(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    fill_all(client, held)
    report = the_report().id
    for person in ("planner", "member", "reader"):
        board = sign_in(person)
        assert board.get(url).status_code == 403
        assert board.get(f"/submissions/{report}").status_code == 404
        assert board.get(f"{url}.pdf").status_code == 404
    assert sign_in("other").get(url).status_code == 404
    assert sign_in("other").get(f"{url}.pdf").status_code == 404
    client.post(f"{url}/submit")
    assert sign_in("member").get(f"/submissions/{report}").status_code == 200
    assert sign_in("member").get(f"{url}.pdf").status_code == 200
    assert sign_in("other").get(f"/submissions/{report}").status_code == 404


def test_only_what_an_outline_asks_can_be_saved(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    assert client.post(f"{url}/{held.parts[0].id}", data={}).status_code == 404  # a heading
    assert client.post(f"{url}/{'9' * 12}", data={}).status_code == 404
    own = client.get(f"/assignments/{held.assignments[0].id}/self-report")
    assert own.status_code == 303
    assert own.location == url


def test_a_round_without_an_outline_reports_plainly(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    """An activity asks for a report by a duty as well; without either there is none."""
    db.session.execute(
        ActivityFigure.__table__.update().values(part_id=None)  # type: ignore[attr-defined]
    )
    db.session.execute(delete(OutlinePart))
    db.session.commit()
    client, assignment = sign_in("office"), held.assignments[0]
    plain = f"/assignments/{assignment.id}/self-report"
    page = client.get(plain)
    assert page.status_code == 200
    assert "<h1>Báo cáo</h1>" in page.text
    assert client.get(address(held)).status_code == 404
    db.session.execute(delete(Duty).where(Duty.activity_id == held.activity.id))
    db.session.commit()
    assert client.get(plain).status_code == 404


def test_the_draft_prints_as_the_units_own_paper(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    text = held.parts[1]
    save(client, url, text, **{f"text_{text.id}": "Tình hình **sao** 😀"})
    content = client.get(f"{url}.pdf").data
    assert is_marked_a_draft(content)
    paper = printed(content)
    assert "ĐẢNG BỘ HUYỆN NHƠN\nTRẠCH" in paper
    assert "TỈNH ỦY ĐỒNG NAI" in paper
    assert "“Công tác phát triển đảng viên”" in paper
    period = "(từ ngày 01 tháng 01 năm 2023 đến ngày 31 tháng 12 năm 2023)"
    assert period in " ".join(paper.split())
    assert "Tình hình **sao** ?" in paper
    assert "[thiếu: Văn bản đã ban hành]" in paper
    assert "T/M CẤP ỦY ĐƠN VỊ" in paper
    assert "Nội dung khác" not in paper  # optional, and left empty


def test_the_sent_report_prints_whole(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    fill_all(client, held)
    free = held.parts[4]
    save(client, url, free, **{f"cell_{free.id}_0_0": "Câu lạc bộ", f"cell_{free.id}_0_1": "Hai."})
    client.post(f"{url}/submit")
    answer = client.get(f"{url}.pdf")
    assert answer.mimetype == "application/pdf"
    paper = printed(answer.data)
    for words in ("I- KHÁI QUÁT", "1. Đặc điểm", "12-NQ/HU", "Đoàn viên ưu tú", "Câu lạc bộ"):
        assert words in paper
    assert "thiếu" not in paper
    assert not is_marked_a_draft(answer.data)
    assert "ngày 15 tháng 01 năm 2024" in paper
    word = WordFile(BytesIO(client.get(f"{url}.docx").data))
    assert any("Đặc điểm tình hình" in line.text for line in word.paragraphs)


def printed(content: bytes) -> str:
    """What a paper says, without the watermark that stands askew across it."""
    with pdfplumber.open(BytesIO(content)) as paper:
        upright = [page.filter(lambda one: not _is_askew(one)) for page in paper.pages]
        return "\n".join(page.extract_text() for page in upright)


def is_marked_a_draft(content: bytes) -> bool:
    with pdfplumber.open(BytesIO(content)) as paper:
        return all(any(map(_is_askew, page.chars)) for page in paper.pages)


def _is_askew(letter: dict[str, Any]) -> bool:
    return letter.get("matrix", (1, 0))[1] != 0


def test_pages_ask_few_questions(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    fill_all(client, held)
    client.post(f"{url}/submit")
    report = f"/submissions/{the_report().id}"
    for person, page in (("office", url), ("office", report), ("member", report)):
        assert counted(sign_in(person), page) <= MOST, page


def test_a_figure_without_a_part_stands_with_the_other_figures(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    loose = add(ActivityFigure(activity_id=held.activity.id, position=2, label="Số chi đoàn"))
    db.session.commit()
    page = sign_in("office").get(address(held)).text
    section = page.partition(f'id="part-{held.parts[3].id}"')[2].partition("</section>")[0]
    assert f'name="figure_{loose.id}"' in section


def test_standing_without_a_due_moment_is_never_late() -> None:
    assert queries.Standing(None, local(2024, 3, 8), True).shown == ("Đã gửi đúng hạn", "done")
