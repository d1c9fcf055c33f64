"""Remarks and recommendations that were removed come back to the findings they stood in."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from tests.attending.test_findings_views import form_with
from tests.forms import forms_in
from tests.world import World
from webapp.attending.models import REMARK_KINDS, SHORTCOMING, Recommendation, Remark
from webapp.attending.queries.visit import fetch_visit
from webapp.attending.services import findings
from webapp.attending.views.removed_rows import TOLD
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.models import ChecklistItem
from webapp.visits.models import TeamMember

SignIn = Callable[[str], FlaskClient]
PART = {"HX-Request": "true"}


def shortcoming(world: World, visit_id: int) -> tuple[Remark, Recommendation]:
    """A shortcoming on a content, with a recommendation that answers it."""
    member = world.user("member")
    item_id = db.session.scalars(select(ChecklistItem.id).order_by(ChecklistItem.id)).first()
    weak = Remark(
        visit_id=visit_id,
        item_id=item_id,
        kind=SHORTCOMING,
        text="Sổ ghi sơ sài",
        cause="Thiếu kiểm tra",
        author_id=member.id,
        created_at=clock.now(),
    )
    db.session.add(weak)
    db.session.commit()
    advice = findings.add_recommendation(fetch_visit(visit_id), member, weak.id)
    advice.text, advice.due_on = "Bổ sung sổ", date(2024, 12, 31)
    db.session.commit()
    return weak, advice


def removed_by(client: FlaskClient, visit_id: int, row: Remark | Recommendation) -> str:
    """Remove a row as htmx does; return the address that brings it back."""
    of = "remark" if isinstance(row, Remark) else "recommendation"
    act = {"do": f"remove {of} {row.id}", f"was-{of}-{row.id}-text": row.text}
    answer = client.post(f"/visits/{visit_id}/field", data=act, headers=PART)
    assert answer.status_code == 200
    assert "Hoàn tác" in answer.text
    return answer.text.split('formaction="')[1].split('"')[0]


def test_a_shortcoming_comes_back_with_what_answers_it(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    weak, advice = shortcoming(world, visit_id)
    item_id, client = weak.item_id, sign_in("member")
    undo = removed_by(client, visit_id, weak)
    assert db.session.scalars(select(Recommendation.remark_id)).one() is None
    assert sign_in("member2").post(undo).status_code == 404  # who removed it alone
    back = client.post(undo)
    db.session.expire_all()
    again = db.session.scalars(select(Remark)).one()
    assert back.location == f"/visits/{visit_id}/findings?at={item_id}#row-remark-{again.id}"
    assert (again.text, again.cause, again.item_id) == ("Sổ ghi sơ sài", "Thiếu kiểm tra", item_id)
    assert db.session.get_one(Recommendation, advice.id).remark_id == again.id
    assert f'id="row-remark-{again.id}"' in client.get(back.location).text
    assert client.post(undo).status_code == 404


def test_a_recommendation_that_was_given_to_another_stays_there(
    world: World, sign_in: SignIn
) -> None:
    visit_id = world.visit().id
    weak, advice = shortcoming(world, visit_id)
    client = sign_in("member")
    undo = removed_by(client, visit_id, weak)
    other = findings.add_remark(fetch_visit(visit_id), world.user("member2"), SHORTCOMING, None)
    db.session.get_one(Recommendation, advice.id).remark_id = other.id
    db.session.commit()
    assert client.post(undo).status_code == 303
    db.session.expire_all()
    assert db.session.get_one(Recommendation, advice.id).remark_id == other.id


def test_a_recommendation_comes_back_though_its_shortcoming_is_gone(
    world: World, sign_in: SignIn
) -> None:
    visit_id = world.visit().id
    weak, advice = shortcoming(world, visit_id)
    client = sign_in("member")
    before = (advice.text, advice.due_on, advice.owner, advice.monitor_id)
    undo = removed_by(client, visit_id, advice)
    removed_by(client, visit_id, weak)
    assert client.post(undo).status_code == 303
    db.session.expire_all()
    row = db.session.scalars(select(Recommendation)).one()
    assert (row.text, row.due_on, row.owner, row.monitor_id) == before
    assert row.remark_id is None


def test_without_script_the_page_offers_it(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    weak, _ = shortcoming(world, visit_id)
    client = sign_in("member")
    form = form_with(client, visit_id, f"remark-{weak.id}-text")
    told = client.get(form.send(client, do=f"remove remark {weak.id}").location).text
    assert "Đã xóa hạn chế." in told
    (undo,) = [one.action for one in forms_in(told, "") if one.action.startswith("/removed/")]
    assert client.post(undo).status_code == 303
    assert db.session.scalars(select(Remark.text)).one() == "Sổ ghi sơ sài"


@pytest.mark.parametrize("change", ["completed", "left"])
def test_it_stays_away_where_nothing_may_be_written(
    world: World, sign_in: SignIn, change: str
) -> None:
    visit_id = world.visit().id
    weak, _ = shortcoming(world, visit_id)
    client = sign_in("member")
    undo = removed_by(client, visit_id, weak)
    visit = fetch_visit(visit_id)
    if change == "completed":
        visit.held_at = clock.now()
    else:
        db.session.execute(delete(TeamMember).where(TeamMember.visit_id == visit_id))
    db.session.commit()
    answer = client.post(undo, follow_redirects=True)
    assert answer.status_code == (200 if change == "completed" else 403)
    assert db.session.scalars(select(Remark)).all() == []


def test_every_kind_of_remark_has_its_words() -> None:
    assert set(TOLD) == set(REMARK_KINDS)
