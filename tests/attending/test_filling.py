"""The rest rated good in one press; bad ratings asked about; completed unready, with a reason."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.world import World, add, local
from webapp.attending.forms import Name, Typed
from webapp.attending.models import SHORTCOMING, STRENGTH, Completion, Finding
from webapp.attending.queries.checks import Missing, folded, missing
from webapp.attending.queries.completions import despite_words
from webapp.attending.queries.visit import VisitRecord, fetch_visit
from webapp.attending.services import filling, findings
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.models import Document
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]
WHY = "Đơn vị họp sớm hơn giờ báo"


def put(visit: Visit, name: str, text: str, was: str = "") -> int:
    parsed = Name.parse(name)
    assert parsed
    return findings.save(visit, [Typed(parsed, text, was)])[0].status


def ratings(visit: Visit) -> dict[int, str]:
    db.session.expire_all()
    rows = db.session.execute(
        select(Finding.item_id, Finding.assessment).where(Finding.visit_id == visit.id)
    )
    return {row[0]: row[1] for row in rows if row[1]}


def asked(visit: Visit) -> list[str]:
    return [one.text for one in missing(VisitRecord(fetch_visit(visit.id))) if one.asks]


def remark(world: World, visit: Visit, kind: str, item_id: int | None, text: str) -> None:
    row = findings.add_remark(visit, world.user("member"), kind, item_id)
    assert put(visit, f"remark-{row.id}-text", text) == 200


def attended(world: World) -> Visit:
    """Return a visit that lacks nothing without which findings are never completed."""
    visit = world.visit()
    put(visit, "attendance-members", "25")
    put(visit, "attendance-present", "22")
    remark(world, visit, STRENGTH, None, "Sinh hoạt đúng ngày")
    return visit


def announced(world: World, visit: Visit) -> None:
    add(
        Document(
            issuer_id=visit.issuer_id,
            organization_id=visit.organization_id,
            kind="announcement",
            subject_kind="assignment",
            subject_id=visit.assignment_id,
            summary="lịch dự",
            content={},
            created_at=clock.now(),
            author_id=world.user("planner").id,
            symbol="TB/BTCTU",
            number=1,
            issued_at=clock.now(),
            issued_on=clock.today(),
        )
    )
    db.session.commit()


def test_one_press_rates_what_nobody_rated_and_spares_what_is_faulted(world: World) -> None:
    visit, (first, second, *rest) = world.visit(), world.items()
    put(visit, f"finding-{first.id}-assessment", "partly")
    remark(world, visit, SHORTCOMING, second.id, "Chưa ghi sổ")
    assert filling.fill(visit) == len(rest)
    assert ratings(visit) == {first.id: "partly", **{item.id: "good" for item in rest}}
    assert filling.fill(visit) == 0


def test_undoing_lets_stay_what_was_rated_or_written_since(world: World) -> None:
    visit, (first, second, third, *rest) = world.visit(), world.items()
    filling.fill(visit)
    put(visit, f"finding-{first.id}-assessment", "poor", "good")
    put(visit, f"finding-{second.id}-note", "Đã xem sổ")
    remark(world, visit, SHORTCOMING, third.id, "Ghi còn thiếu")
    assert filling.undo(visit) == len(rest)
    assert ratings(visit) == {first.id: "poor", second.id: "good", third.id: "good"}
    assert filling.undo(visit) == 0


def test_a_tablet_that_knew_no_rating_clashes_only_with_another_one(world: World) -> None:
    visit, (first, second, *_) = world.visit(), world.items()
    filling.fill(visit)
    assert put(visit, f"finding-{first.id}-assessment", "good") == 200
    assert put(visit, f"finding-{second.id}-assessment", "poor") == 409


def test_nothing_is_filled_in_completed_findings(world: World) -> None:
    visit = world.visit()
    visit.held_at = clock.now()
    db.session.commit()
    for act in (filling.fill, filling.undo):
        with pytest.raises(Refused):
            act(visit)


def test_filling_and_undoing_by_clicks(world: World, sign_in: SignIn) -> None:
    visit, client = world.visit(), sign_in("member")
    at = f"/visits/{visit.id}/findings"
    assert "Các nội dung còn lại: thực hiện tốt" in client.get(at).text
    assert client.post(f"{at}/fill").status_code == 303
    text = client.get(at).text
    assert f"một lần cho {len(world.items())} nội dung" in text
    assert "Các nội dung còn lại: thực hiện tốt" not in text
    assert client.post(f"{at}/fill/undo").status_code == 303
    assert ratings(visit) == {}
    visit = db.session.get_one(Visit, visit.id)
    visit.held_at = clock.now()
    db.session.commit()
    for act in ("fill", "fill/undo"):
        assert client.post(f"{at}/{act}").status_code == 409


def test_the_page_opens_at_the_first_group_with_something_left(
    world: World, sign_in: SignIn
) -> None:
    visit, client = world.visit(), sign_in("member")
    (first, *_), at = world.items(), f"/visits/{visit.id}/findings"
    text = client.get(at).text
    assert text.count("data-fold open") == 1
    assert 'id="group-1" data-fold open' in text
    assert f'id="next-open" href="#item-{first.id}"' in text
    for item in world.items():
        if item.group_id == first.group_id:
            put(visit, f"finding-{item.id}-assessment", "good")
    text = client.get(at).text
    assert 'id="group-1" data-fold open' not in text
    assert text.count("data-fold open") == 1
    assert 'id="group-1" data-fold open' in client.get(f"{at}?at={first.id}").text
    assert client.get(f"{at}?at=x9").status_code == 200
    # A field that was not saved is shown, wherever it stands.
    name = f"finding-{first.id}-assessment"
    answer = client.post(f"/visits/{visit.id}/field", data={name: "poor", f"was-{name}": "partly"})
    assert answer.status_code == 409
    assert 'id="group-1" data-fold open' in answer.text


def test_who_only_reads_has_every_group_open(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    text = sign_in("reader").get(f"/visits/{visit.id}/findings").text
    assert "data-fold >" not in text
    assert "Các nội dung còn lại" not in text


def test_a_bad_rating_without_a_shortcoming_is_asked_about(world: World) -> None:
    visit, (first, second, third, *_) = world.visit(), world.items()
    filling.fill(visit)
    for item, rating in ((first, "poor"), (second, "partly"), (third, "partly")):
        put(visit, f"finding-{item.id}-assessment", rating, "good")
    remark(world, visit, SHORTCOMING, second.id, "Ghi còn thiếu")
    put(visit, f"finding-{third.id}-why_none", "Đã sửa ngay tại buổi")
    found = [one for one in asked(visit) if "mà chưa ghi hạn chế" in one]
    assert found == [
        f"Đánh giá “Chưa thực hiện” mà chưa ghi hạn chế, cũng chưa nêu vì sao: {first.text}"
    ]


def test_findings_are_not_completed_before_their_hour_without_a_reason(world: World) -> None:
    visit, who = attended(world), world.user("member")
    filling.fill(visit)
    announced(world, visit)
    assert asked(visit) == ["Buổi này chưa đến giờ theo lịch"]
    with pytest.raises(Refused, match="nêu lý do"):
        findings.complete(visit, who)
    findings.complete(visit, who, WHY)
    kept = db.session.scalars(select(Completion)).one()
    assert (kept.lacking, kept.reason) == ("Buổi này chưa đến giờ theo lịch", WHY)


def test_findings_that_lack_nothing_are_completed_without_a_reason(world: World) -> None:
    visit = attended(world)
    filling.fill(visit)
    announced(world, visit)
    with clock.living_on(local(2024, 3, 8)):
        assert asked(visit) == []
        findings.complete(visit, world.user("member"), "Không cần")
    assert db.session.scalars(select(Completion)).all() == []


def test_a_visit_that_nobody_announced_asks_why(world: World) -> None:
    visit = attended(world)
    filling.fill(visit)
    with clock.living_on(local(2024, 3, 8)):
        assert asked(visit) == ["Lịch dự và Tổ công tác chưa được thông báo đến đơn vị"]


def test_the_reason_is_shown_on_the_visit_and_beside_its_letter(
    world: World, sign_in: SignIn
) -> None:
    visit, member = attended(world), sign_in("member")
    at = f"/visits/{visit.id}/findings"
    early = member.post(f"{at}/complete", data={"reason": ""})
    assert early.status_code == 422
    assert "(thiếu thì phải nêu lý do)" in early.text
    assert member.post(f"{at}/complete", data={"reason": "x" * 6000}).status_code == 422
    assert member.post(f"{at}/complete", data={"reason": WHY}).status_code == 303
    assert member.post(f"/visits/{visit.id}/result-letter").status_code == 303
    letter = db.session.scalars(select(Document).where(Document.kind == "result_letter")).one()
    for address in (at, f"/visits/{visit.id}", f"/documents/{letter.id}"):
        text = member.get(address).text
        assert f"Lý do: {WHY} (Người member" in text, address
    assert WHY not in str(letter.content)
    assert WHY not in sign_in("office").get(f"/visits/{visit.id}").text


def test_a_reason_of_before_the_findings_were_reopened_is_past(world: World) -> None:
    visit, who = attended(world), world.user("member")
    findings.complete(visit, who, WHY)
    findings.reopen(visit, world.user("planner"))
    filling.fill(visit)
    announced(world, visit)
    with clock.living_on(local(2024, 3, 8)):
        findings.complete(visit, who)
        assert despite_words(visit) == ""


def test_of_many_unrated_contents_the_rest_folds() -> None:
    unrated = [Missing(f"Chưa đánh giá: {n}", f"item-{n}", is_unrated=True) for n in range(9)]
    other = Missing("Chấm điểm: còn 20 tiêu chí chưa có điểm", "marks")
    assert folded([*unrated, other]) == unrated[4:]
    assert folded([*unrated[:5], other]) == ()
