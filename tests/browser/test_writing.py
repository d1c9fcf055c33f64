"""A paper is written in as it looks: by keys and buttons with scripts, in plain boxes without."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.documents.papers import draft
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import services
from webapp.documents.tree import Block, Heading, Item, Paragraph, Table

OWN = "Đoạn riêng."


@pytest.fixture
def draft_id(site: Site) -> int:
    with site.app.app_context():
        return draft(World()).id


def body_of(site: Site, document_id: int) -> list[Block]:
    with site.app.app_context():
        document = db.session.get_one(Document, document_id)
        return [*services.paper_of(document).blocks]


def order(page: Page) -> list[str]:
    return page.eval_on_selector_all("#writing [data-part]", "all => all.map(e => e.dataset.part)")


@pytest.mark.parametrize("site", ["desktop", "tablet", "telephone"], indirect=True)
def test_a_paper_is_written_in_where_it_stands(site: Site, draft_id: int) -> None:
    planner = site.person("planner")
    page = planner.page
    planner.open(f"/documents/{draft_id}")
    planner.follow("Sửa nội dung")
    planner.sees("Chưa sửa gì.")
    text = page.get_by_role("textbox", name="Đoạn 2")
    expect(text).to_have_text("Chi bộ sinh hoạt đúng ngày.")
    expect(page.locator("#writing textarea.source:visible")).to_have_count(0)

    # Bold by key, italic by button; what was typed is given back.
    text.click()
    text.press("Home")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+b")
    expect(text.locator("strong")).to_have_text("Chi bộ")
    planner.sees("Có chỗ sửa chưa lưu.")
    text.press("End")
    page.get_by_role("button", name="Chữ nghiêng").click()
    page.keyboard.press("Escape")
    expect(text.locator("strong, em")).to_have_count(0)
    planner.sees("Chưa sửa gì.")
    expect(page.locator("#announce")).to_have_text("Đã trả lại như trước.")
    text.press("Home")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+i")

    # A paragraph is divided, its other half becomes an item and moves up.
    text.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type(OWN)
    assert order(page) == ["text_0", "text_1", "text_4", "text_2", "table_0", "text_3"]
    page.get_by_label("Kiểu của đoạn mới").select_option(label="Ý liệt kê")
    made = page.get_by_role("textbox", name="Đoạn mới")
    made.press("Alt+ArrowUp")
    expect(made).to_be_focused()
    assert order(page) == ["text_0", "text_4", "text_1", "text_2", "table_0", "text_3"]

    # One is taken out, taken back, and taken out again; a cell is mended.
    page.get_by_role("textbox", name="Đoạn 4").click()
    part = page.locator("[data-part=text_3]")
    for _ in range(3):
        part.get_by_label("Bỏ đoạn này").click()
    page.get_by_role("textbox", name="Bảng 1, dòng 1, cột “Nội dung”").fill("Sổ biên bản")
    planner.check()
    planner.press("Lưu nội dung")
    planner.sees("Đã lưu nội dung văn bản.")
    body = body_of(site, draft_id)
    assert body[:4] == [
        Heading(1, "I- Ưu điểm"),
        Item(OWN),
        Paragraph("*Chi bộ* sinh hoạt đúng ngày."),
        Item("Đảng viên dự đủ."),
    ]
    assert isinstance(body[4], Table)
    assert body[4].rows == (("Sổ biên bản",),)
    assert len(body) == 5


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_it_is_written_in_without_javascript(site: Site, draft_id: int) -> None:
    planner = site.person("planner", scripts=False)
    page = planner.page
    planner.open(f"/documents/{draft_id}/edit")
    planner.sees("Chữ đậm viết giữa hai dấu sao")
    page.get_by_label("Đoạn 2", exact=True).fill("Chi bộ sinh hoạt **đúng** ngày.")
    planner.press("Thêm đoạn dưới Đoạn 3")
    expect(page.get_by_label("Đoạn 4", exact=True)).to_be_focused()
    page.get_by_label("Đoạn 4", exact=True).fill(OWN)
    planner.press("Đưa lên: Đoạn 4")
    page.get_by_label("Kiểu của đoạn 3").select_option(label="Đề mục vừa (1, 2)")
    page.locator("[data-part=text_3]").get_by_label("Bỏ đoạn này").check()
    planner.press("Lưu nội dung")
    planner.sees("Đã lưu nội dung văn bản.")
    body = body_of(site, draft_id)
    assert [one for one in body if not isinstance(one, Table)] == [
        Heading(1, "I- Ưu điểm"),
        Paragraph("Chi bộ sinh hoạt **đúng** ngày."),
        Heading(2, OWN),
        Item("Đảng viên dự đủ."),
    ]


@pytest.mark.parametrize("site", ["desktop", "tablet", "telephone"], indirect=True)
def test_returning_stands_beside_approving(site: Site, draft_id: int) -> None:
    with site.app.app_context():
        services.submit(db.session.get_one(Document, draft_id), World().user("planner"))
    leader = site.person("leader")
    page = leader.page
    leader.open(f"/documents/{draft_id}")
    bar = page.locator(".deciding")
    height = site.size[1]
    for where in ("0", "document.body.scrollHeight / 2"):
        page.evaluate(f"window.scrollTo(0, {where})")
        for words in ("Duyệt", "Sửa nội dung", "Trả lại"):
            box = bar.get_by_text(words, exact=True).bounding_box()
            assert box
            assert 0 <= box["y"] <= height - box["height"], words
            assert box["height"] >= 20
    bar.locator("summary").press("Enter")
    leader.fill("Ý kiến", "Nêu rõ thời gian.")
    leader.check()
    leader.press("Trả lại kèm ý kiến")
    leader.sees("Đã trả lại văn bản để sửa.")
