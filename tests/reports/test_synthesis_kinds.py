"""The synthesis speaks of every kind of activity that the plan has, and of no other."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.observations.notes import TOPICS, add_observation
from tests.queries import MOST, counted
from tests.reports.test_year import visited
from tests.reports.units import add_units
from tests.round_world import RoundWorld, add_round
from tests.world import World, add, local
from webapp.attending.models import GOOD_MODEL, OPINION, PROPOSAL, STRENGTH, Remark
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import tree
from webapp.documents.pdf.render import render_pdf
from webapp.documents.road import services as documents
from webapp.reports import services as synthesis
from webapp.reports.papers import synthesis as synthesis_paper
from webapp.reports.queries.heard import Voice, heard_in
from webapp.visits.models import NoShow

SignIn = Callable[[str], FlaskClient]


def everything(world: World) -> RoundWorld:
    """A plan of every kind, each with something to tell."""
    visited(world)
    add_units(world, 4)
    found = add_round(world)
    add_observation(world, "Họp đúng kỳ.")
    session = found.visits[0]
    session.held_at = clock.now()
    for kind, text in (
        (GOOD_MODEL, "Chi bộ điện tử"),
        (PROPOSAL, "Đề nghị tập huấn"),
        (OPINION, "Mong đổi mới sinh hoạt"),
        (STRENGTH, "Hồ sơ đầy đủ"),
    ):
        add(
            Remark(
                visit_id=session.id,
                kind=kind,
                text=text,
                author_id=world.user("member").id,
                created_at=clock.now(),
            )
        )
    add(
        NoShow(
            issuer_id=session.issuer_id,
            organization_id=session.organization_id,
            visit_id=session.id,
            user_id=world.user("member2").id,
            reason="Đi công tác đột xuất",
            replacement_id=world.user("planner").id,
            reported_at=clock.now(),
            reported_by_id=world.user("planner").id,
        )
    )
    db.session.commit()
    return found


def composed(world: World) -> str:
    document = synthesis_paper.compose(world.plan, world.user("planner"))
    assert documents.problems(document) == []
    render_pdf(documents.paper_of(document))
    return tree.plain_text(documents.paper_of(document))


def test_the_paper_tells_every_kind_numbered_in_order(world: World) -> None:
    everything(world)
    text = composed(world)
    for said in (
        "I- KẾT QUẢ THỰC HIỆN",
        "Giám sát chuyên đề | 11/03/2024 – 22/03/2024 | 02 | 01",
        "đã gửi 02 lượt lịch sinh hoạt, trong đó 01 lượt trễ hạn; 01 lượt quá hạn chưa gửi",
        "Nhận xét chung",
        "Ưu điểm: Hồ sơ đầy đủ",
        "III- GIÁM SÁT THƯỜNG XUYÊN",
        "Ưu điểm: Họp đúng kỳ (Nhơn Trạch).",
        f"2. {TOPICS[1]}",
        "Chưa ghi nhận vấn đề gì.",
        "IV- MÔ HÌNH, CÁCH LÀM HAY",
        "- Chi bộ điện tử (Đảng bộ huyện Nhơn Trạch).",
        "Đề nghị tập huấn",
        "Mong đổi mới sinh hoạt",
        "Đi công tác đột xuất | Người planner",
        "Gửi trễ 1 tháng",
        "Không gửi 1 tháng",
        "(để báo cáo);",
    ):
        assert said in text, said


def test_the_paper_is_silent_on_what_the_plan_has_not(world: World) -> None:
    text = composed(world)
    for unsaid in ("đợt", "Đi cơ sở", "GIÁM SÁT THƯỜNG XUYÊN", "MÔ HÌNH", "Ý KIẾN", "KHÔNG THAM"):
        assert unsaid not in text, unsaid
    assert "III- VIỆC KHẮC PHỤC KIẾN NGHỊ" in text


def test_the_report_goes_to_the_body_above(world: World) -> None:
    above = world.organization("Ban Tổ chức Tỉnh ủy").parent_id
    assert above is not None
    assert "- Ban Thường vụ Tỉnh ủy Đồng Nai (để báo cáo);" in composed(world)


def test_remarks_of_a_visit_without_a_letter_wait_until_it_is_held(world: World) -> None:
    found = everything(world)
    found.visits[0].held_at = None
    db.session.commit()
    assert "Nhận xét chung" not in [one.title for one in synthesis.gather(world.plan).remarks]
    assert heard_in(world.plan).voices[GOOD_MODEL] == []


def test_what_is_heard_in_many_places_is_told_once() -> None:
    at = clock.now()
    assert Voice("x", ["A"], at).where == "A"
    assert Voice("x", ["A", "B", "C"], at).where == "A; B; C"
    assert Voice("x", ["A", "B", "C", "D", "E"], at).where == "A; B; C và 2 nơi khác"


def test_the_same_words_of_two_units_are_one_voice(world: World) -> None:
    found = everything(world)
    second = found.visits[1]
    second.held_at = clock.now()
    add(
        Remark(
            visit_id=second.id,
            kind=GOOD_MODEL,
            text="Chi bộ điện tử",
            author_id=world.user("member").id,
            created_at=clock.now(),
        )
    )
    db.session.commit()
    (voice,) = heard_in(world.plan).voices[GOOD_MODEL]
    assert sorted(voice.units) == ["Đảng bộ huyện Nhơn Trạch", "Đảng bộ huyện Tân Phú"]


def test_the_pages_show_every_kind_in_few_queries(world: World, sign_in: SignIn) -> None:
    everything(world)
    client, at = sign_in("reader"), f"/plans/{world.plan.id}/synthesis"
    with clock.living_on(local(2024, 3, 20)):
        page = client.get(at).text
        for said in ("Giám sát chuyên đề", "Đi cơ sở hằng tháng", "Không gửi 1 tháng"):
            assert said in page, said
        heard = client.get(f"{at}/heard").text
        for said in ("Họp đúng kỳ.", "Chi bộ điện tử", "Đề nghị tập huấn", "Đi công tác đột xuất"):
            assert said in heard, said
        assert counted(client, at) <= MOST
        assert counted(client, f"{at}/heard") <= MOST
