"""What a unit has begun, sent and been asked for in a round, for tests that open every address."""

from datetime import date

from tests.handed_in import pdf
from tests.round_world import RoundWorld
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.files import PDF, store_bytes
from webapp.submissions.models import Submission
from webapp.submissions.paper_models import PaperRequest, UnitPaper


def reported(world: World, held: RoundWorld) -> dict[str, int | str]:
    """Let the round's first unit begin its report, send a paper and be asked for another."""
    assignment, office = held.assignments[0], world.user("office")
    own = {
        "issuer_id": assignment.issuer_id,
        "organization_id": assignment.organization_id,
        "assignment_id": assignment.id,
    }
    add(Submission(**own, saved_at=clock.now()))
    file = store_bytes(pdf(), "c.pdf", PDF, world.organization("Đảng bộ huyện Nhơn Trạch"), office)
    paper = add(
        UnitPaper(
            **own,
            required_id=held.required[0].id,
            file_id=file.id,
            sent_at=clock.now(),
            sent_by_id=office.id,
        )
    )
    request = add(
        PaperRequest(
            **own,
            text="Sổ thu nộp đảng phí",
            due_at=clock.at(date(2024, 3, 15), 17),
            asked_at=clock.now(),
            asked_by_id=world.user("member").id,
        )
    )
    db.session.commit()
    return {
        "round_id": held.activity.id,
        "round_assignment_id": assignment.id,
        "part_id": held.parts[1].id,
        "required_id": held.required[0].id,
        "unit_paper_id": paper.id,
        "request_id": request.id,
    }
