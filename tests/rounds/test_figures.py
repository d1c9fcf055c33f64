"""The report of a round takes over the figures that its units gave by the outline."""

from decimal import Decimal

import pytest

from tests.dues import set_milestone
from tests.round_world import UNITS, RoundWorld
from tests.rounds.test_papers import found, of
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import tree
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road import services as documents
from webapp.documents.texts.wording import wording_for
from webapp.documents.tree import Table, plain_block
from webapp.milestones import engine
from webapp.plans.models import ActivityFigure
from webapp.rounds.kinds import ROUND_REPORT
from webapp.rounds.papers.figures import Figure, Reported, figures
from webapp.rounds.services import reporting
from webapp.submissions.kinds import SELF_REPORT_DUE
from webapp.submissions.models import FigureValue, Submission


def text_of(document: Document) -> str:
    return tree.plain_text(documents.paper_of(document))


def report_of(held: RoundWorld, number: int, value: str, *, sent: bool = True) -> FigureValue:
    """What a unit gave for the one figure of the outline."""
    assignment = held.assignments[number]
    submission = add(
        Submission(
            assignment_id=assignment.id,
            issuer_id=assignment.issuer_id,
            organization_id=assignment.organization_id,
            saved_at=clock.now(),
            submitted_at=clock.now() if sent else None,
        )
    )
    given = add(
        FigureValue(submission_id=submission.id, figure_id=held.figure.id, value=Decimal(value))
    )
    db.session.commit()
    return given  # type: ignore[no-any-return]


def test_of_a_unit_whose_report_was_closed_with_a_reason_none_is_awaited(
    world: World, held: RoundWorld
) -> None:
    found(world, held, 0)
    report_of(held, 0, "1200.5")
    owed = set_milestone(
        kind=SELF_REPORT_DUE.key,
        subject=("assignment", held.assignments[1].id),
        organization=world.organization(UNITS[1]),
        label="Báo cáo theo đề cương",
        owner="unit",
        rule="on the day",
        anchor=clock.today(),
    )
    engine.close(owed)
    db.session.commit()
    said = text_of(reporting.compose(of(held), world.user("member2")))
    assert f"Không còn phải gửi báo cáo, do đã kết thúc hoạt động: {UNITS[1]}." in said
    assert "Chưa gửi báo cáo theo đề cương" not in said


def test_figures_of_the_units_stand_in_the_report(world: World, held: RoundWorld) -> None:
    found(world, held, 0)
    found(world, held, 1)
    report_of(held, 0, "1200.5")
    given = report_of(held, 1, "3")
    draft = reporting.compose(of(held), world.user("member2"))
    said = text_of(draft)
    assert f"TT | Số liệu | {UNITS[0]} | {UNITS[1]} | Cộng" in said
    assert "1 | Đoàn viên ưu tú (người) | 1.200,5 | 3 | 1.203,5" in said
    assert "Chưa gửi báo cáo theo đề cương" not in said
    assert tree.gaps(documents.paper_of(draft)) == ()
    given.value = Decimal(4)
    db.session.commit()
    assert composing.is_stale(draft), "a figure that was amended is taken over again"


def test_who_sent_no_figures_is_named(world: World, held: RoundWorld) -> None:
    found(world, held, 0)
    report_of(held, 0, "12")
    report_of(held, 1, "5", sent=False)
    said = text_of(reporting.compose(of(held), world.user("member2")))
    assert "1 | Đoàn viên ưu tú (người) | 12 | – | 12" in said
    assert f"Chưa gửi báo cáo theo đề cương: {UNITS[1]}." in said


def test_without_any_report_there_is_no_table(world: World, held: RoundWorld) -> None:
    found(world, held, 0)
    said = text_of(reporting.compose(of(held), world.user("member2")))
    assert "Số liệu các đơn vị báo cáo theo đề cương" not in said
    assert f"Chưa gửi báo cáo theo đề cương: {'; '.join(UNITS)}." in said


def test_a_rate_is_not_added_up(world: World, held: RoundWorld) -> None:
    found(world, held, 0)
    row = db.session.get_one(ActivityFigure, held.figure.id)
    row.label, row.unit = "Tỷ lệ tham gia", "%"
    db.session.commit()
    report_of(held, 0, "80")
    report_of(held, 1, "90")
    said = text_of(reporting.compose(of(held), world.user("member2")))
    assert "1 | Tỷ lệ tham gia (%) | 80 | 90 | –" in said


@pytest.mark.parametrize("count", [5, 6])
def test_many_units_are_told_by_their_sum(world: World, count: int) -> None:
    names = [f"Đơn vị {number}" for number in range(count)]
    told = Reported(names, [Figure("Đoàn viên", "", [Decimal(1)] * count, Decimal(count))])
    _, table = figures(told, wording_for(world.issuer.id, ROUND_REPORT))
    assert isinstance(table, Table)
    assert (names[0] in " ".join(plain_block(table))) is (count == 5)
    assert table.rows[0][-1] == str(count)
