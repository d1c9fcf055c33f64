"""The paper of a plan with several rounds: what each asks for, what they have in common."""

from collections.abc import Sequence
from datetime import date, time

from sqlalchemy import select

from tests.plans.helpers import issue
from tests.plans.test_paper import round_of, text
from tests.world import World, add
from webapp.core.db import db
from webapp.documents.road import composing
from webapp.plans.models import Activity, ChecklistItem, ContentGroup, Duty
from webapp.plans.round_models import OutlinePart, RequiredPaper, Round
from webapp.rounds.queries.rounds import fetch_round
from webapp.rounds.services import papers_due


def asking(world: World, title: str, papers: Sequence[str], by: date | None) -> Activity:
    """A round of two contents that asks for papers, and says by when."""
    activity = round_of(world, title, date(2024, 5, 11), date(2024, 5, 22), None)
    add(
        ContentGroup(
            plan_id=world.plan.id,
            activity_id=activity.id,
            position=9,
            title="Công tác Đoàn",
            items=[ChecklistItem(position=1, text="Công tác cán bộ")],
        ),
        ContentGroup(
            plan_id=world.plan.id,
            activity_id=activity.id,
            position=10,
            title="Đoàn vụ",
            items=[ChecklistItem(position=1, text="Đoàn phí")],
        ),
        *(
            RequiredPaper(activity_id=activity.id, position=at, label=label)
            for at, label in enumerate(papers)
        ),
    )
    for kind, anchor, rule, day in (
        ("papers", "fixed", "at 17:00", by),
        ("round_report", "round_end", "7 working days after", None),
    ):
        if kind == "round_report" or by:
            add(
                Duty(
                    activity_id=activity.id,
                    kind=kind,
                    owner="member",
                    label=f"Việc {kind}",
                    rule=rule,
                    anchor=anchor,
                    fixed_on=day,
                )
            )
    db.session.commit()
    return activity


def held(activity: Activity) -> Round:
    return db.session.scalars(select(Round).where(Round.activity_id == activity.id)).one()


def test_each_round_says_what_it_asks_for_and_by_when_the_common_once(world: World) -> None:
    first = asking(world, "Đợt 1", ["Báo cáo", "Sổ đoàn viên"], date(2024, 5, 8))
    held(first).topic = "Công tác năm"
    second = asking(world, "Đợt 2", ["Báo cáo", "Sổ thu đoàn phí"], date(2024, 11, 6))
    held(second).topic = "Công tác năm"
    third = asking(world, "Đợt 3", ["Báo cáo"], date(2024, 11, 6))
    own = Duty.activity_id == third.id, Duty.kind == "round_report"
    db.session.scalars(select(Duty).where(*own)).one().rule = "5 working days after"
    outline = OutlinePart(activity_id=third.id, position=1, title="Khái quát")
    add(outline)
    db.session.commit()
    found = text(world)
    send = "Đơn vị gửi tài liệu qua đồng chí Thư ký Đoàn giám sát chậm nhất 17 giờ 00 ngày"
    assert (
        "Tài liệu gửi Đoàn giám sát\n- Báo cáo.\n"
        f"Đợt 1:\n- Sổ đoàn viên.\n{send} 08/05/2024.\n"
        f"Đợt 2:\n- Sổ thu đoàn phí.\n{send} 06/11/2024.\n"
        f"Đợt 3:\n- Báo cáo kết quả (theo đề cương kèm theo).\n{send} 06/11/2024."
    ) in found
    assert "Đợt 2\nNội dung: Như nội dung Đợt 1.\n" in found
    assert found.count("Công tác cán bộ") == 2, "another topic makes other contents"
    late = "chậm nhất 07 ngày làm việc sau ngày kết thúc đợt"
    assert f"Việc round_report (Tổ công tác), Đợt 1; Đợt 2: {late}" in found
    assert "Việc round_report (Tổ công tác), Đợt 3: chậm nhất 05 ngày làm việc" in found


def test_what_only_one_round_has_is_told_as_its_own(world: World) -> None:
    asking(world, "Đợt 1", ["Báo cáo"], date(2024, 5, 8))
    round_of(world, "Đợt 2", date(2024, 9, 11), date(2024, 9, 22), None)
    found = text(world)
    assert "Tài liệu gửi Đoàn giám sát\nĐợt 1:\n- Báo cáo.\nĐơn vị gửi" in found
    assert "Việc round_report (Tổ công tác), Đợt 1: chậm nhất 07" in found
    assert "Chương trình làm việc\n- Kết luận." in found


def test_rounds_that_ask_for_the_same_by_one_day_say_it_once(world: World) -> None:
    for title in ("Đợt 1", "Đợt 2"):
        asking(world, title, ["Báo cáo"], date(2024, 5, 8))
    found = text(world)
    assert "Tài liệu gửi Đoàn giám sát\n- Báo cáo.\nĐơn vị gửi tài liệu qua" in found
    assert found.count("Đơn vị gửi tài liệu") == found.count("Việc round_report") == 1


def test_a_brief_round_with_contents_of_its_own_is_told_apart(world: World) -> None:
    for title in ("Chuyên đề 1", "Chuyên đề 2"):
        held(asking(world, title, [], None)).units_wanted = 5
    db.session.commit()
    found = text(world)
    assert "Giám sát theo chuyên đề\nThời gian" not in found
    assert "Chuyên đề 1\nNội dung:\n- Nội dung Chuyên đề 1.\nCông tác Đoàn:\n- Công tác" in found


def test_an_issued_plan_is_not_wrong_because_a_notice_said_by_when_papers_come(
    world: World,
) -> None:
    first = asking(world, "Đợt 1", ["Báo cáo"], date(2024, 5, 8))
    second = asking(world, "Đợt 2", ["Báo cáo"], None)
    document = issue(world)
    papers_due.set_due(fetch_round(second.id), date(2024, 11, 6), time(17))
    db.session.expire_all()
    assert not composing.is_stale(document)
    papers_due.set_due(fetch_round(first.id), date(2024, 5, 9), time(17))
    db.session.expire_all()
    assert composing.is_stale(document)
