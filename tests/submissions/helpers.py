"""What the tests of this room share: a round whose report is owed, and how a unit fills it."""

from io import BytesIO
from typing import Any

import pdfplumber
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.dues import set_milestone
from tests.forms import FormOnPage, forms_of
from tests.round_world import RoundWorld
from tests.world import World, local
from webapp.core.db import db
from webapp.plans.round_models import OutlinePart
from webapp.submissions.models import Submission
from webapp.submissions.paper_models import OutlineAnswer

DUE = local(2024, 3, 8, 17, 0)


def require_step(world: World, found: RoundWorld, number: int = 0) -> None:
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
    """What the page's form holds now, to be sent for one part, as its button does by a script."""
    whole = whole_form(client, url)
    return FormOnPage(f"{url}/{part.id}", whole.method, whole.controls)


def whole_form(client: FlaskClient, url: str) -> FormOnPage:
    """The one form of all parts, as a browser without scripts sends it."""
    (whole,) = (form for form in forms_of(client, url) if form.action == url)
    return whole


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
