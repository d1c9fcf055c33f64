"""What lists say on paper: whose they are, what was asked for, the day, the page; no tools."""

from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from tests.browser.conftest import Person, Site
from tests.grassroots_world import add_grassroots, meetings_in
from tests.world import World
from webapp.core.db import db
from webapp.grassroots.services.dues import lock_calendar

pytestmark = pytest.mark.parametrize("site", ["desktop"], indirect=True)
TOOLS = (
    "Danh mục chính",
    "Việc của tôi",
    "Đăng xuất",
    "Lọc",
    "Bấm vào ô",
    "Không nhập số căn cước",
)


def printed(person: Person, address: str) -> tuple[list[str], bool]:
    """Print a page: the text of each sheet of paper, and whether it lies on its long side."""
    person.open(address)
    data = person.page.pdf(prefer_css_page_size=True)
    with pdfplumber.open(BytesIO(data)) as paper:
        sheets = [" ".join((one.extract_text() or "").split()) for one in paper.pages]
        return sheets, paper.pages[0].width > paper.pages[0].height


@pytest.mark.parametrize(
    ("address", "title", "says", "lies"),
    [
        (
            "/notices?state=silent",
            "Đăng ký lịch sinh hoạt",
            "Tình trạng: Chưa gửi",
            0,
        ),
        ("/notices?q=Nhơn", "Đăng ký lịch sinh hoạt", "Đơn vị: Nhơn", 0),
        ("/visits?state=coming", "Buổi dự, giám sát", "Tình trạng: Sắp dự", 0),
        ("/recommendations?state=overdue", "Kiến nghị", "Tình trạng: Quá hạn", 0),
        ("/plans/1/year", "Theo dõi cả năm 2024", "T1 T2 T3", 1),
    ],
)
def test_a_printed_list_says_whose_it_is_and_what_it_shows(
    site: Site, address: str, title: str, says: str, lies: bool
) -> None:
    with site.app.app_context():
        issuer = World().issuer.name.upper()
    site.live_on(date(2024, 2, 25))
    sheets, is_wide = printed(site.person("planner"), address)
    first = sheets[0]
    assert first.startswith(f"{issuer} In ngày 25/02/2024 {title}")
    assert says in first
    assert [one for one in TOOLS if one in " ".join(sheets)] == []
    numbers = [f"Trang {number}/{len(sheets)}" for number in range(1, len(sheets) + 1)]
    assert [sheet[-len(words) :] for sheet, words in zip(sheets, numbers, strict=True)] == numbers
    assert is_wide == lies


def test_a_filter_that_is_not_used_is_not_said(site: Site) -> None:
    sheets, _ = printed(site.person("planner"), "/notices")
    assert "Đơn vị:" not in sheets[0]
    assert "Tất cả" not in sheets[0]


def test_a_month_is_printed_as_a_grid(site: Site) -> None:
    with site.app.app_context():
        world = World()
        held = add_grassroots(world)
        meetings_in(world, held, "Nhơn Trạch", (5, 8), (20, 8))
        lock_calendar(held.activity, date(2024, 3, 1))
        db.session.commit()
        address = f"/grassroots/{held.activity_id}?month=2024-03"
    sheets, is_wide = printed(site.person("planner"), address)
    whole = " ".join(sheets)
    assert is_wide
    assert "Thứ Hai Thứ Ba Thứ Tư Thứ Năm Thứ Sáu Thứ Bảy Chủ nhật" in whole
    assert "Tháng: Tháng 03/2024" in whole
    assert "Đề xuất phân công" not in whole
    assert "Cần quyết định" not in whole
