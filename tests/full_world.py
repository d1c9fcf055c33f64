"""The known world after a year of work: one of everything, for tests that open every address."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from tests.grassroots_world import one_of_everything
from tests.observations.notes import add_observation
from tests.round_world import add_round
from tests.submissions.of_round import reported
from tests.world import World, add
from webapp.attending import letters
from webapp.attending.models import (
    SHORTCOMING,
    Phrase,
    Preparation,
    Recommendation,
    Remark,
    VisitFile,
)
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import commenting, copies, recording
from webapp.documents import services as documents
from webapp.documents.files import PDF, keep_bytes
from webapp.documents.models import Document
from webapp.documents.tree import Signature
from webapp.organizations import changes, history
from webapp.organizations.models import CalendarDay
from webapp.plans.models import BasisPaper, Duty, PlanLine
from webapp.plans.round_models import Seat
from webapp.reports import synthesis_paper
from webapp.rules.reorganizing import Names
from webapp.submissions.models import Submission
from webapp.visits.models import Attendance


def issue(world: World, document: Document) -> Document:
    """Take a draft to its end; its gaps are no matter here."""
    document.approved_at = clock.now()
    documents.issue(document, world.user("planner"))
    return document


def ids(world: World) -> dict[str, int | str]:
    """Fill the world and return the values that the addresses need, by their names."""
    plan_id = world.plan.id
    visit = world.visit()
    assignment = world.assignment()
    own = world.assignment("Long Thành")
    owner = world.organization("Đảng bộ huyện Long Thành")
    item = world.items()[0]
    remark = add(
        Remark(
            visit_id=visit.id,
            item_id=item.id,
            kind=SHORTCOMING,
            text="Sổ ghi chưa đủ",
            author_id=world.user("member").id,
            created_at=clock.now(),
        )
    )
    recommendation = add(
        Recommendation(
            visit_id=visit.id,
            issuer_id=visit.issuer_id,
            organization_id=visit.organization_id,
            remark_id=remark.id,
            text="Bổ sung sổ",
            owner="Chi ủy",
            due_on=clock.today(),
            monitor_id=world.user("member").id,
            created_at=clock.now(),
        )
    )
    add(Preparation(visit_id=visit.id, item_id=item.id))
    attendance = db.session.scalars(select(Attendance).where(Attendance.visit_id == visit.id)).one()
    attendance.members = attendance.present = 20
    visit.held_at = clock.now()
    committee = world.organization("Đảng bộ huyện Nhơn Trạch")
    file = keep_bytes(b"%PDF-1.4", "a.pdf", PDF, committee, world.user("office"))
    kept = add(VisitFile(visit_id=visit.id, item_id=item.id, file_id=file.id, kind="paper"))
    photo = add(VisitFile(visit_id=visit.id, file_id=file.id, kind="photo"))
    report = keep_bytes(b"%PDF-1.4", "b.pdf", PDF, owner, world.user("selfrun"))
    submission = add(
        Submission(
            file_id=report.id,
            issuer_id=own.issuer_id,
            organization_id=own.organization_id,
            assignment_id=own.id,
            saved_at=clock.now(),
            submitted_at=clock.now(),
        )
    )
    basis = add(
        BasisPaper(
            issuer_id=world.issuer.id,
            symbol="12-HD/BTCTW",
            kind="Hướng dẫn",
            issued_on=clock.today(),
            issued_by="Ban Tổ chức Trung ương",
            about="sinh hoạt chi bộ",
        )
    )
    phrase = add(Phrase(issuer_id=world.issuer.id, kind="strength", text="Đúng giờ."))
    day = add(CalendarDay(issuer_id=world.issuer.id, day=date(2024, 5, 2), is_working=False))
    db.session.commit()
    held_round = add_round(world)
    of_round = reported(world, held_round)
    renamed = changes.record(
        world.issuer.id,
        "renamed",
        history.Decision(date(2025, 7, 1), "Quyết định về đổi tên", who_id=world.user("admin").id),
        changes.renaming(committee.id, Names("Đảng bộ khu vực Nhơn Trạch")),
    ).id
    draft = synthesis_paper.compose(world.plan, world.user("planner"))
    letter = issue(world, letters.compose(visit, world.user("planner")))
    letter.scan_id = file.id
    planner, member = world.user("planner"), world.user("member")
    (comment,) = commenting.ask(draft, [member], clock.today(), "", planner)
    commenting.answer(comment, "Đồng ý.", member)
    block = replace(
        copies.block(world.issuer, copies.WHOLE),
        signatures=(Signature("T/L TRƯỞNG BAN", "CHÁNH VĂN PHÒNG", "Lê Thị Mẫu"),),
    )
    copy = copies.make(letter, copies.WHOLE, block, (), (), planner)
    entered = recording.record(
        recording.Entry(
            kind="result_letter",
            number=900,
            day=clock.today(),
            summary="văn bản ghi từ ngoài",
            signatory="Trần Văn Mẫu",
            unit=committee,
            is_shown=False,
            scan=None,
        ),
        world.issuer,
        planner,
    )
    note = add_observation(world)
    grassroots = one_of_everything(world)
    db.session.commit()
    seat = db.session.scalars(select(Seat).where(Seat.body != "")).first()
    assert seat is not None
    line = db.session.scalars(select(PlanLine).order_by(PlanLine.id)).first()
    duty = db.session.scalars(select(Duty).order_by(Duty.id)).first()
    assert line is not None
    assert duty is not None
    return {
        "plan_id": plan_id,
        "activity_id": assignment.activity_id,
        "assignment_id": assignment.id,
        "own_assignment_id": own.id,
        "visit_id": visit.id,
        "session_visit_id": held_round.visits[0].id,
        "round_id": held_round.activity.id,
        "unit_assignment_id": held_round.assignments[0].id,
        "seat_id": seat.id,
        "meeting_id": visit.meeting_id,
        "notice_id": world.meetings_notice(visit.meeting_id),
        "document_id": letter.id,
        "draft_id": draft.id,
        "copy_id": copy.id,
        "entered_id": entered.id,
        "comment_id": comment.id,
        "file_id": file.id,
        "submission_id": submission.id,
        "recommendation_id": recommendation.id,
        "basis_id": basis.id,
        "item_id": item.id,
        "paper_id": kept.id,
        "photo_id": photo.id,
        "phrase_id": phrase.id,
        "day_id": day.id,
        "parent_id": committee.id,
        "row_id": line.id,
        "kind": "line",
        "part": line.part,
        "user_id": world.user("member").id,
        "organization_id": committee.id,
        "observation_id": note.id,
        **of_round,
        "change_id": renamed,
        "level_id": committee.level_id,
        **grassroots,
    }
