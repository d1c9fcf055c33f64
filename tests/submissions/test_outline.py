"""A unit fills the planner's outline part by part, several people at once, and sends it."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask.testing import FlaskClient
from sqlalchemy import delete, select

from tests.forms import forms_in, looked_over
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.submissions.helpers import (
    address,
    answers,
    fill_all,
    form_of,
    save,
    the_report,
    whole_form,
)
from tests.world import World, add
from webapp.core.db import db
from webapp.plans.models import ActivityFigure, Duty
from webapp.plans.round_models import OutlinePart
from webapp.submissions.models import FigureValue

SignIn = Callable[[str], FlaskClient]


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
    assert [row.cells["0"] for row in answers()[table.id].rows] == [
        f"Văn bản {number}" for number in range(3)
    ]
    save(client, url, table, do=f"drop-{table.id}-1")
    assert [row.cells for row in answers()[table.id].rows] == [
        {"0": "Văn bản 0", "1": ""},
        {"0": "Văn bản 2", "1": ""},
    ]
    save(client, url, table, do=f"drop-{table.id}-99")
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
    again = next(form for form in forms_in(clash.text, url) if form.action == url)
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
    save(first, url, table, **{f"cell_{table.id}_0_0": "Nghị quyết"})
    stale = form_of(second, url, table)
    save(first, url, table, **{f"cell_{table.id}_0_0": "Nghị quyết A"})
    clash = stale.send(second, **{"do": None, f"cell_{table.id}_0_0": "Kế hoạch B"})
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
    looked_over(client, f"{url}/sending")
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


def test_pages_ask_few_questions(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    fill_all(client, held)
    looked_over(client, f"{url}/sending")
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


def test_one_press_saves_what_was_typed_in_every_part(held: RoundWorld, sign_in: SignIn) -> None:
    """Without a script a button sends the whole page: nothing typed elsewhere is lost."""
    client, url = sign_in("office"), address(held)
    _, text, table, figures, free = held.parts
    typed = {
        f"text_{text.id}": "Đơn vị có 120 đoàn viên",
        f"cell_{table.id}_0_0": "Nghị quyết",
        f"figure_{held.figure.id}": "15",
    }
    answer = whole_form(client, url).send(client, **typed, do=f"add-{table.id}")
    assert answer.location == f"{url}?at={table.id}#part-{table.id}"
    assert set(answers()) == {text.id, table.id, figures.id}  # where nothing was typed nothing is
    assert db.session.scalars(select(FigureValue.value)).one() == 15
    versions = {key: row.version for key, row in answers().items()}
    answer = whole_form(client, url).send(
        client, **{"do": f"drop-{table.id}-0", f"cell_{free.id}_0_0": "Câu lạc bộ"}
    )
    assert answer.status_code == 303
    assert answers()[table.id].rows == ()
    assert answers()[free.id].rows[0].cells["0"] == "Câu lạc bộ"
    assert answers()[text.id].version == versions[text.id]
    assert answers()[figures.id].version == versions[figures.id]


def test_a_part_that_is_refused_keeps_its_text_and_the_others_are_saved(
    held: RoundWorld, sign_in: SignIn
) -> None:
    client, url = sign_in("office"), address(held)
    text, figures = held.parts[1], held.parts[3]
    typed = {f"text_{text.id}": "Tình hình", f"figure_{held.figure.id}": "nhiều lắm"}
    answer = whole_form(client, url).send(client, **typed)
    assert answer.status_code == 422
    assert "Phải là một số" in answer.text
    assert "nhiều lắm" in answer.text
    assert set(answers()) == {text.id}
    again = next(form for form in forms_in(answer.text, url) if form.action == url)
    assert again.send(client, **{f"figure_{held.figure.id}": "7"}).status_code == 303
    assert set(answers()) == {text.id, figures.id}


def test_parts_of_one_page_clash_each_for_itself(held: RoundWorld, sign_in: SignIn) -> None:
    """A colleague changed two parts meanwhile: one that I touched, too, and one that I did not."""
    first, second, url = sign_in("office"), sign_in("colleague"), address(held)
    _, text, table, figures, _ = held.parts
    fill_all(first, held)
    stale = whole_form(second, url)
    save(first, url, text, **{f"text_{text.id}": "Của người thứ nhất"})
    save(first, url, figures, **{f"figure_{held.figure.id}": "20"})
    typed = {f"text_{text.id}": "Của người thứ hai", f"cell_{table.id}_0_1": "13-NQ/HU"}
    clash = stale.send(second, **typed)
    assert clash.status_code == 409
    assert "Của người thứ nhất" in clash.text
    assert "Của người thứ hai" in clash.text
    assert clash.text.count("Có người vừa sửa nội dung này") == 1
    assert answers()[text.id].text == "Của người thứ nhất"
    assert answers()[table.id].rows[0].cells["1"] == "13-NQ/HU"
    assert db.session.scalars(select(FigureValue.value)).one() == 20
    again = next(form for form in forms_in(clash.text, url) if form.action == url)
    assert again.send(second).status_code == 303
    assert answers()[text.id].text == "Của người thứ hai"
    assert db.session.scalars(select(FigureValue.value)).one() == 20


def test_a_page_sent_as_it_came_changes_nothing(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    fill_all(client, held)
    client.post(f"{url}/submit")
    before = {key: row.version for key, row in answers().items()}
    moment = the_report().saved_at
    answer = whole_form(client, url).send(client, do="save-x")
    assert answer.location == url
    assert {key: row.version for key, row in answers().items()} == before
    assert the_report().saved_at == moment
    assert the_report().is_amended is False


def test_chapters_fold_and_the_next_to_fill_is_open(held: RoundWorld, sign_in: SignIn) -> None:
    client, url = sign_in("office"), address(held)
    head, text, table, figures, _ = held.parts
    extra = OutlinePart(
        activity_id=held.activity.id, position=6, level=1, kind="text", title="KIẾN NGHỊ"
    )
    add(extra)
    extra.is_optional = True
    db.session.commit()

    def opened(query: str = "") -> list[int]:
        page = client.get(url + query).text
        return [int(one) for one in re.findall(r'id="chapter-(\d+)"[^>]*\bopen\b', page)]

    assert opened() == [head.id]
    assert opened(f"?at={extra.id}&at=x") == [head.id, extra.id]
    page = client.get(url).text
    assert f'id="next-open" href="#part-{text.id}"' in page
    assert "Đã có 0/3</span>" in page
    sent = form_of(client, url, text).values | {f"text_{text.id}": "Tình hình"}
    answer = client.post(f"{url}/{text.id}", data=sent, headers={"HX-Request": "true"}).text
    assert f'id="next-open" href="#part-{table.id}"' in answer
    assert re.search(rf'id="count-{head.id}"\s+hx-swap-oob="true">Đã có 1/3<', answer)
    fill_all(client, held)
    assert 'id="next-open"' not in client.get(url).text
    assert opened() == []
    assert opened(f"?at={figures.id}") == [head.id]
