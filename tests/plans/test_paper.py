"""The paper of a plan: what it says of months, rounds, visits and ongoing supervision."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.plans.helpers import compose, fill_gaps, whole_plan
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import tree
from webapp.documents.docx.render import render_docx
from webapp.documents.pdf.render import render_pdf
from webapp.documents.road import services as documents
from webapp.documents.texts import wording
from webapp.documents.tree import plain_text
from webapp.plans import parts, queries
from webapp.plans.kinds import PLAN_PAPER
from webapp.plans.models import Activity, Assignment, ContentGroup, Duty, PlanLine
from webapp.plans.round_models import AgendaStep, Round, Seat, Topic
from webapp.plans.services import assigning
from webapp.plans.services import editing as services


def paper(world: World) -> tree.Paper:
    db.session.expire_all()
    return documents.paper_of(compose(world))


def text(world: World) -> str:
    return tree.plain_text(paper(world))


def without_months(world: World) -> None:
    """Leave the plan its round only, as a plan of one supervision has it."""
    others = list(db.session.scalars(select(Activity).where(Activity.kind != "round")))
    given = select(Assignment).where(Assignment.activity_id.in_([one.id for one in others]))
    for assignment in db.session.scalars(given):
        services.unassign(assignment)
    kinds = parts.KINDS
    for one in others:
        services.remove_row(parts.find(world.plan, kinds["activity"], one.id))
    for group in db.session.scalars(select(ContentGroup)):
        services.remove_row(parts.find(world.plan, kinds["group"], group.id))
    for line in db.session.scalars(select(PlanLine).where(PlanLine.part == "requirement")):
        services.remove_row(line)
    services.change(world.plan, {"reaches_all": False})


def test_a_plan_of_one_round_says_each_thing_in_a_part(world: World, made: RoundWorld) -> None:
    without_months(world)
    found = text(world)
    for words in (
        "I- MỤC ĐÍCH, YÊU CẦU",
        "II- NỘI DUNG THỰC HIỆN",
        "1. Nội dung\n- Công tác phát triển đảng viên.",
        "2. Thời gian\nTừ ngày 11/03/2024 đến ngày 22/03/2024.",
        "3. Thời hiệu giám sát\nTừ ngày 01/01/2023 đến ngày 31/12/2023.",
        "Lúc 09 giờ 00, ngày 20/02/2024 (thứ Ba) tại Phòng họp Ban.",
        "1 | 08 giờ 00, ngày 19/03/2024 (thứ Ba) | Đảng bộ huyện Nhơn Trạch (Hội trường đơn vị)",
        "2 | Ngày 19/03/2024 (thứ Ba), giờ cụ thể thông báo sau | Đảng bộ huyện Tân Phú (Hội",
        "- Báo cáo kết quả (theo đề cương kèm theo).\n- Sổ nghị quyết.\n- Mô hình hay (nếu có).",
        "chậm nhất 17 giờ 00 ngày 08/03/2024.",
        "7. Chương trình làm việc\n- Giới thiệu thành phần (Đơn vị).\n- Kết luận (Trưởng đoàn).",
        "III- PHƯƠNG THỨC TIẾN HÀNH",
        "chậm nhất 05 ngày làm việc trước ngày bắt đầu đợt",
        "IV- TỔ CHỨC THỰC HIỆN\n1. Thành lập Đoàn giám sát",
        "- Đồng chí Người member, Chuyên viên, Trưởng đoàn.",
        "- Kính mời đại diện Ủy ban Kiểm tra tham gia thành viên Đoàn.",
        "- Bí thư chi bộ, từ 02 đến 03 đồng chí.",
        "- Đại diện cấp ủy (bắt buộc mời).",
    ):
        assert words in found
    assert "THÀNH PHẦN DỰ SINH HOẠT" not in found
    assert "V- " not in found.replace("IV- ", "")


def test_without_a_session_the_window_and_the_usual_place_stand(
    world: World, made: RoundWorld
) -> None:
    for visit in made.visits:
        visit.cancelled_at = clock.now()
    db.session.commit()
    window = "Từ ngày 11/03/2024 đến ngày 22/03/2024"
    where = "Đảng bộ huyện Nhơn Trạch (Hội trường Đảng bộ huyện Nhơn Trạch)"
    assert f"1 | {window} | {where}" in text(world)


def test_what_a_plan_does_not_need_is_no_gap(world: World, made: RoundWorld) -> None:
    without_months(world)
    assert tree.gaps(paper(world)) == ("trách nhiệm của các cấp ủy trực thuộc",)
    for seat in db.session.scalars(select(Seat).where(Seat.role == "head")):
        services.remove_row(seat)
    held = db.session.scalars(select(Round)).one()
    services.remove_row(held)
    assert tree.gaps(paper(world)) == (
        "thời gian của Giám sát chuyên đề",
        "Trưởng đoàn",
        "trách nhiệm của các cấp ủy trực thuộc",
    )


def test_the_outline_stands_below_the_signatures(world: World, made: RoundWorld) -> None:
    fill_gaps(world)
    blocks = paper(world).blocks
    above, below = tree.apart(blocks)
    assert below[0] == tree.Appendix(
        "ĐỀ CƯƠNG BÁO CÁO", "Giám sát chuyên đề\n(từ ngày 01/01/2023 đến ngày 31/12/2023)"
    )
    assert tree.Heading(1, "I- KHÁI QUÁT") in below
    assert tree.Heading(2, "1. Đặc điểm tình hình") in below
    assert tree.Heading(2, "4. Nội dung khác (nếu có)") in below
    assert any(isinstance(one, tree.Table) and len(one.columns) == 2 for one in below)
    assert any("Đoàn viên ưu tú (người)" in line for one in below for line in tree.plain_block(one))
    assert not any(isinstance(one, tree.Appendix) for one in above)


def test_the_superior_approves_at_left_in_its_own_style(world: World) -> None:
    services.change(
        world.plan,
        {
            "co_authority": "T/M BAN THƯỜNG VỤ ĐẢNG ỦY KHỐI",
            "co_position": "PHÓ BÍ THƯ",
            "co_signatory": "Lê Thị Mẫu",
            "co_style": "youth",
        },
    )
    left, right = paper(world).signatures
    assert left == tree.Signature(
        "PHÊ DUYỆT\nT/M BAN THƯỜNG VỤ ĐẢNG ỦY KHỐI",
        "PHÓ BÍ THƯ",
        "Lê Thị Mẫu",
        side="left",
        style="youth",
    )
    assert (right.side, right.style, right.name) == ("right", "party", "Trần Văn Mẫu")
    services.change(world.plan, {"co_signatory": ""})
    assert "tên người ký" in tree.gaps(paper(world))


def round_of(world: World, title: str, first: date, last: date, wanted: int | None) -> Activity:
    position = db.session.query(Activity).count() + 1
    activity = add(Activity(plan_id=world.plan.id, position=position, kind="round", title=title))
    add(
        Round(
            activity_id=activity.id,
            topic=f"Nội dung {title}",
            opens_on=first,
            closes_on=last,
            units_wanted=wanted,
        ),
        AgendaStep(activity_id=activity.id, position=1, text="Kết luận"),
        Seat(activity_id=activity.id, position=1, role="head", full_name=f"Đoàn {title}"),
    )
    db.session.commit()
    return activity  # type: ignore[no-any-return]


def test_several_rounds_visits_and_topics_share_one_section(world: World) -> None:
    round_of(world, "Đợt 1", date(2024, 5, 11), date(2024, 5, 22), None)
    round_of(world, "Chuyên đề 1", date(2024, 3, 1), date(2024, 3, 31), 5)
    second = round_of(world, "Chuyên đề 2", date(2024, 9, 1), date(2024, 9, 30), 5)
    visits = add(
        Activity(
            plan_id=world.plan.id,
            position=8,
            kind="grassroots",
            title="Đi cơ sở",
            duties=[
                Duty(
                    kind="notice",
                    owner="unit",
                    label="Gửi lịch",
                    rule="before day 20",
                    anchor="month_before",
                )
            ],
        )
    )
    ongoing = add(Activity(plan_id=world.plan.id, position=9, kind="ongoing", title="Thường xuyên"))
    add(Topic(activity_id=ongoing.id, position=1, text="Tác phong", basis="Chỉ thị số 01"))
    db.session.commit()
    assert "phân công đơn vị cho hoạt động Đi cơ sở" in tree.gaps(paper(world))
    months = [date(2024, month, 1) for month in (2, 3)]
    units = queries.committees(world.plan)
    wanted = [(visits.id, one.id, month) for month in months for one in units]
    assigning.give(world.plan, wanted, world.user("planner"), "Tất cả đơn vị")
    found = text(world)
    for words in (
        "II- NỘI DUNG THỰC HIỆN\n1. Nhóm nội dung 1",
        "3. Đợt 1\nNội dung:\n- Nội dung Đợt 1.\n",
        "Thời gian: Từ ngày 11/05/2024 đến ngày 22/05/2024.",
        "Đơn vị, thời gian, địa điểm: Các đơn vị được chọn sẽ có thông báo riêng.",
        "4. Giám sát theo chuyên đề\nThời gian | Nội dung giám sát | Đơn vị",
        "Tháng 3/2024 | Nội dung Chuyên đề 1 | 05 đơn vị\nTháng 9/2024 | Nội dung Chuyên đề 2",
        "tại 03 đơn vị trực thuộc, từ tháng 2/2024 đến tháng 3/2024.",
        "thời gian, địa điểm) trước ngày 20 của tháng liền trước để tổng hợp",
        "6. Thường xuyên\n- Tác phong (Chỉ thị số 01).",
        "Chương trình làm việc\n- Kết luận.",
        "Thành lập Đoàn giám sát\nĐợt 1:\n- Đồng chí Đoàn Đợt 1, Trưởng đoàn.\nChuyên đề 1:",
    ):
        assert words in found
    assert found.count("- Kết luận.") == 1
    where = world.organization("Đảng bộ huyện Long Thành").id
    services.assign(world.plan, second.id, where, None)
    assert "Nội dung Chuyên đề 2 | Đảng bộ huyện Long Thành" in text(world)


def test_a_number_typed_by_an_office_is_not_doubled(world: World) -> None:
    wording.save(world.issuer.id, PLAN_PAPER, "aims", "III. MỤC TIÊU")
    wording.save(world.issuer.id, PLAN_PAPER, "purpose", "2. Mục đích chính")
    assert "I- MỤC TIÊU\n1. Mục đích chính" in text(world)


def test_a_plan_with_a_round_is_read_with_few_queries(
    world: World, made: RoundWorld, sign_in: Callable[[str], FlaskClient]
) -> None:
    client = sign_in("planner")
    shown = client.get(f"/plans/{world.plan.id}").text
    for words in ("11/03/2024 đến 22/03/2024", "Đại diện Ủy ban Kiểm tra", "Văn bản đã ban hành"):
        assert words in shown
    assert counted(client, f"/plans/{world.plan.id}") <= MOST


def test_the_paper_prints_on_both_printers(world: World, made: RoundWorld) -> None:
    services.change(world.plan, {"co_authority": "T/M ĐẢNG ỦY", "co_signatory": "Lê Thị Mẫu"})
    whole = paper(world)
    assert render_pdf(whole).startswith(b"%PDF")
    assert render_docx(whole).startswith(b"PK")
    assert whole_plan().activities


def test_the_paper_says_the_whole_plan(world: World) -> None:
    plan = whole_plan()
    text = plain_text(documents.paper_of(compose(world)))
    for words in (
        "KẾ HOẠCH",
        plan.title,
        "I- MỤC ĐÍCH, YÊU CẦU",
        "- Nội dung purpose.",
        "- Sổ sách phải xuất trình: Nội dung 2.2.",
        "Tháng 03/2024 | Đảng bộ huyện Nhơn Trạch",
        "tự tổ chức dự, giám sát: Đảng bộ huyện Long Thành.",
        "chậm nhất 30 ngày trước ngày sinh hoạt",
        "chậm nhất ngày 16/12/2024",
        "K/T TRƯỞNG BAN",
        "Trần Văn Mẫu",
        "- Nội dung recipient.",
    ):
        assert words in text


def test_an_empty_part_or_a_forgotten_committee_stops_approval(world: World) -> None:
    services.unassign(world.assignment())
    problems = documents.problems(compose(world))
    assert "Còn thiếu: phân công cho Nhơn Trạch." in problems
    assert "Còn thiếu: thành phần dự của cấp trên." in problems


def test_typed_stars_stay_stars(world: World) -> None:
    services.change(world.plan, {"opening": "Lời **dẫn** [[thiếu: gì]]"})
    db.session.expire_all()
    document = compose(world)
    assert "Lời **dẫn** [[thiếu: gì]]" in plain_text(documents.paper_of(document))
    assert "Còn thiếu: gì." not in documents.problems(document)
