"""The known world after a year of work: one of everything, for tests that open every address."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from tests.dues import set_milestone
from tests.grassroots_world import one_of_everything
from tests.handed_in import pdf
from tests.observations.notes import add_observation
from tests.round_world import add_round
from tests.submissions.of_round import reported
from tests.world import World, add
from webapp.accounts.removed import keep
from webapp.accounts.unsent import TypedField, UnsentForm
from webapp.attending.clash_models import Clash
from webapp.attending.import_models import TabletImport
from webapp.attending.models import (
    SHORTCOMING,
    Phrase,
    Preparation,
    Recommendation,
    Remark,
    VisitFile,
)
from webapp.attending.services import letters
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.copies import services as copies
from webapp.documents.copies.kinds import WHOLE
from webapp.documents.files import PDF, store_bytes
from webapp.documents.models import Document, RegisterTerm
from webapp.documents.register import recording
from webapp.documents.road import commenting
from webapp.documents.road import services as documents
from webapp.documents.tree import Signature
from webapp.milestones import engine
from webapp.milestones.models import Closing
from webapp.observations.views import NOTE
from webapp.organizations import changes, history, letterheads
from webapp.organizations.models import CalendarDay
from webapp.plans.file.kept import as_json
from webapp.plans.file.values import Work
from webapp.plans.models import AssignmentBatch, BasisPaper, CommitteePlan, Duty, PlanLine
from webapp.plans.removed_models import RemovedActivity
from webapp.plans.round_models import RoundTeam, Seat
from webapp.reports import spans
from webapp.reports.papers import synthesis as synthesis_paper
from webapp.rounds.models import Handover
from webapp.rounds.receiving import HandedPaper
from webapp.rounds.services import teams
from webapp.rules.reorganizing import Names
from webapp.submissions.models import Submission
from webapp.visits.attendee_models import Attendee
from webapp.visits.models import Attendance, NoShow, Visit


def issue(world: World, document: Document) -> Document:
    """Take a draft to its end; its gaps are no matter here."""
    document.approved_at = clock.now()
    documents.issue(document, world.user("planner"))
    return document


A_TABLET_FILE = (
    '{"kind": "du-giam-sat/tablet/1", "writer": %d, "changes": [{"key": '
    '"00000000-0000-4000-8000-000000000001", "path": "/visits/%d/field", "label": "Chủ trì", '
    '"age": 0, "body": [{"name": "attendance-chair", "value": "Bí thư"}, '
    '{"name": "was-attendance-chair"}]}]}'
)
Values = dict[str, int | str]  # that addresses need, by their names


def ids(world: World) -> Values:
    """Fill the world; return what the addresses need. The fixture `full` has it built once."""
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
    file = store_bytes(pdf(), "a.pdf", PDF, committee, world.user("office"))
    kept = add(VisitFile(visit_id=visit.id, item_id=item.id, file_id=file.id, kind="paper"))
    photo = add(VisitFile(visit_id=visit.id, file_id=file.id, kind="photo"))
    report = store_bytes(pdf(), "b.pdf", PDF, owner, world.user("selfrun"))
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
        copies.block(world.issuer, WHOLE),
        signatures=(Signature("T/L TRƯỞNG BAN", "CHÁNH VĂN PHÒNG", "Lê Thị Mẫu"),),
    )
    copy = copies.make(letter, WHOLE, block, (), (), planner)
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
    span = spans.ask([world.plan], date(2024, 1, 1), date(2024, 6, 30), "")
    grassroots = one_of_everything(world)
    visited = db.session.get_one(Visit, grassroots["grassroots_visit_id"])
    no_show = add(
        NoShow(
            issuer_id=visited.issuer_id,
            organization_id=visited.organization_id,
            visit_id=visited.id,
            user_id=world.user("member2").id,
            reason="Bận đột xuất",
            replacement_id=world.user("leader").id,  # who was replaced since: it is not undone
            reported_at=clock.now(),
            reported_by_id=world.user("planner").id,
        )
    )
    db.session.commit()
    seat = db.session.scalars(select(Seat).where(Seat.body != "")).first()
    head = letterheads.begin(
        world.issuer, date(2030, 1, 1), letterheads.heads_of(world.issuer)[0].values
    )
    removed = add(
        RemovedActivity(
            plan_id=plan_id,
            position=9,
            title="Hoạt động đã xóa",
            content={"work": as_json(Work({"kind": "self_run", "title": "Đã xóa"})), "notes": []},
            removed_at=clock.now(),
            removed_by_id=planner.id,
        )
    )
    typed = add(
        UnsentForm(
            user_id=planner.id,
            path=f"/plans/{plan_id}/edit",
            fields=(TypedField("title", "Tên kế hoạch đang gõ dở"),),
            file_names=(),
            kept_at=clock.now(),
        )
    )
    batch = add(
        AssignmentBatch(plan_id=plan_id, words="Thử", made_at=clock.now(), made_by_id=planner.id)
    )
    own_plan = add(
        CommitteePlan(
            issuer_id=world.issuer.id,
            plan_id=plan_id,
            organization_id=committee.id,
            symbol="12-KH/HU",
        )
    )
    attendee = add(Attendee(visit_id=visit.id, side="lower", name="Trần Văn Mẫu"))
    db.session.commit()
    owed = set_milestone(
        kind="notice",
        subject=("assignment", assignment.id),
        organization=committee,
        label="Đăng ký lịch",
        owner="unit",
        rule="on the day",
        anchor=date(2024, 2, 1),
    )
    engine.close(owed)
    let_go = add(
        Closing(
            issuer_id=world.issuer.id,
            organization_id=committee.id,
            milestone_id=owed.id,
            closed_at=clock.now(),
            closed_by_id=planner.id,
            reason="Không ai tiếp nhận",
        )
    )
    assert seat is not None
    handover = add(
        Handover(
            activity_id=held_round.activity.id,
            seat_id=seat.id,
            person="Ủy ban Kiểm tra",
            papers=(HandedPaper(0, "Kế hoạch"),),
            handed_on=clock.today(),
            handed_by="Văn thư",
            way="in_person",
            noted_at=clock.now(),
            noted_by_id=planner.id,
        )
    )
    db.session.commit()
    teams.add(held_round.activity.id)
    team = db.session.scalars(select(RoundTeam).order_by(RoundTeam.position.desc())).first()
    assert team is not None
    line = db.session.scalars(select(PlanLine).order_by(PlanLine.id)).first()
    duty = db.session.scalars(select(Duty).order_by(Duty.id)).first()
    assert line is not None
    assert duty is not None
    member = world.user("member")
    clash = add(
        Clash(
            issuer_id=visit.issuer_id,
            organization_id=visit.organization_id,
            visit_id=visit.id,
            name="attendance-chair",
            label="Chủ trì",
            kept="",
            kept_by_id=member.id,
            offered="Phó Bí thư",
            offered_by_id=world.user("member2").id,
            offered_at=clock.now(),
        )
    )
    brought = add(
        TabletImport(
            issuer_id=world.issuer.id,
            writer_id=member.id,
            brought_by_id=world.user("admin").id,
            brought_at=clock.now(),
            content=A_TABLET_FILE % (member.id, visit.id),
        )
    )
    kept_note = keep(NOTE, note, planner)
    db.session.commit()
    return {
        "form_id": typed.id,
        "kept_id": kept_note.id,
        "plan_id": plan_id,
        "activity_id": assignment.activity_id,
        "assignment_id": assignment.id,
        "own_assignment_id": own.id,
        "visit_id": visit.id,
        "session_visit_id": held_round.visits[0].id,
        "round_id": held_round.activity.id,
        "unit_assignment_id": held_round.assignments[0].id,
        "seat_id": seat.id,
        "handover_id": handover.id,
        "team_id": team.id,
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
        "term_id": db.session.scalars(
            select(RegisterTerm.id).where(RegisterTerm.issuer_id == world.issuer.id)
        ).one(),
        "year": 2026,
        "removed_id": removed.id,
        "batch_id": batch.id,
        "attendee_id": attendee.id,
        "side": "lower",
        "committee_plan_id": own_plan.id,
        "head_id": head.id,
        "paper_id": kept.id,
        "photo_id": photo.id,
        "clash_id": clash.id,
        "import_id": brought.id,
        "phrase_id": phrase.id,
        "day_id": day.id,
        "parent_id": committee.id,
        "row_id": line.id,
        "kind": "line",
        "part": line.part,
        "place": "opening",
        "user_id": world.user("member").id,
        "organization_id": committee.id,
        "observation_id": note.id,
        "synthesis_id": span.id,
        **of_round,
        "change_id": renamed,
        "level_id": committee.level_id,
        **grassroots,
        "no_show_id": no_show.id,
        "closing_id": let_go.id,
    }
