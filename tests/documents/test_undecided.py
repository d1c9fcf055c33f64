"""Words that leave something open are found where they stand for the thing, and nowhere else."""

from dataclasses import replace

import pytest

from tests.documents.papers import approved, draft
from tests.world import World
from webapp.documents import tree
from webapp.documents.kinds import PAPERS, PaperKind
from webapp.documents.measures import STYLES
from webapp.documents.road import services
from webapp.documents.samples.printing import sample_paper
from webapp.documents.tree.undecided import left_open, open_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Giờ chưa định, thứ Ba, 19/03/2024", ["Giờ chưa định"]),
        ("Thời gian: giờ chưa định, thứ Ba", ["giờ chưa định"]),
        ("Địa điểm: chưa rõ.", ["chưa rõ"]),
        ("Địa điểm (chưa rõ); chủ trì: chưa xác định", ["(chưa rõ)", "chưa xác định"]),
        ("Thời hạn: sẽ bổ sung sau.", ["sẽ bổ sung sau"]),
        ("Hội nghị lúc … giờ, ngày … tháng 3", ["lúc …", "ngày …"]),
        ("Có ...... đồng chí dự", ["......"]),
        ("Số đảng viên: ____", ["____"]),
    ],
)
def test_what_is_left_open_is_found(text: str, found: list[str]) -> None:
    assert open_words(text) == found


@pytest.mark.parametrize("text", ["chưa rõ", "Chưa xác định.", "…", "...", "???", "Giờ chưa định"])
def test_a_whole_cell_that_says_nothing_is_open(text: str) -> None:
    assert open_words(text, is_cell=True) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Phân công người theo dõi chưa rõ, thời hạn chưa cụ thể.",
        "Nghị quyết chưa xác định rõ thời gian hoàn thành.",
        "Thứ Ba, 19/03/2024, giờ cụ thể thông báo sau",
        "Hoãn, sẽ thông báo sau. Lý do: bão",
        "Sổ nghị quyết, sổ đảng phí…",
        "Chi bộ ấp 1, ấp 2, … ấp 9",
        "Chưa có nhận xét nào được thông báo.",
        "Vắng nhiều do trực; chưa có lịch sinh hoạt bù",
        "Kết luận: chưa đạt yêu cầu",
        "từ 08 giờ 00 đến 10 giờ 30, ngày 05 tháng 3 năm 2024",
    ],
)
def test_what_is_found_of_others_is_left_alone(text: str) -> None:
    assert open_words(text) == []
    assert open_words(text, is_cell=True) == []


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "kind", [one for one in PAPERS if one.code and not one.is_copy], ids=lambda kind: kind.key
)
def test_no_sample_leaves_anything_open(kind: PaperKind, style: str) -> None:
    assert left_open(sample_paper(kind, style)) == ()


def test_an_outline_is_there_to_be_filled_in() -> None:
    blocks = (tree.Paragraph("Như sau."), tree.Appendix("Đề cương"), tree.Item("Số: ………"))
    assert left_open(replace(sample_paper(PAPERS["plan"]), blocks=blocks)) == ()


def test_what_a_hand_leaves_open_stops_approval(world: World) -> None:
    document = draft(world)
    paper = services.paper_of(document)
    block = tree.Paragraph("Thời gian: giờ chưa định, thứ Ba, 05/03/2024.")
    services.rewrite(document, replace(paper, blocks=(*paper.blocks, block)), world.user("planner"))
    services.submit(document, world.user("planner"))
    with pytest.raises(services.NotReady, match="Còn bỏ ngỏ: “giờ chưa định”"):
        services.approve(document, world.user("leader"))
    assert approved(world, subject=2).state == "approved"
