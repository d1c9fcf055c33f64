"""In a real browser: a list that is typed is kept, leaving asks, cells of Excel become rows."""

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.conftest import Site
from tests.notices.helpers import CELL
from tests.world import World

TABLE = (
    f"{CELL.format(1)}\t05/03/2024\t08:00\tNhà văn hóa\n{CELL.format(2)}\t6/3/2024\t14:00\tTrụ sở"
)


def address(site: Site) -> str:
    with site.app.app_context():
        return f"/assignments/{World().assignment().id}/notice"


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_a_list_is_kept_while_it_is_typed_and_offered_again(site: Site) -> None:
    office = site.person("office")
    page = office.page
    office.open(address(site))
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.get_by_label("Nơi họp").first.click()
    page.keyboard.type("Nhà văn hóa xã")
    page.evaluate("location.assign('/')")
    page.wait_for_url("**/")
    assert asked == ["beforeunload"]
    office.open(address(site))
    page.get_by_label("Nơi họp").first.click()
    page.keyboard.type("Nhà văn hóa xã")
    expect(page.locator("#draft")).to_contain_text("Đã giữ nháp lúc")
    office.open("/")
    assert asked == ["beforeunload"]
    office.follow("Tiếp tục danh sách tháng 03/2024, 1 dòng")
    expect(page.get_by_label("Nơi họp").first).to_have_value("Nhà văn hóa xã")
    office.check()


def test_cells_pasted_into_a_row_become_rows(site: Site) -> None:
    office = site.person("office")
    page = office.page
    office.open(address(site))
    page.get_by_label("Tổ chức", exact=True).first.focus()
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true,
                                                     cancelable: true});
          document.activeElement.dispatchEvent(event);
        }""",
        TABLE,
    )
    office.sees("Đã đưa 2 dòng vào danh sách.")
    expect(page.get_by_label("Nơi họp").nth(1)).to_have_value("Trụ sở")
    office.check()


def test_without_javascript_a_button_keeps_and_a_box_takes_cells(site: Site) -> None:
    office = site.person("office", scripts=False)
    page = office.page
    office.open(address(site))
    page.get_by_text("Dán từ Excel").click()
    office.fill("Các ô chép từ Excel", TABLE)
    office.press("Đưa vào danh sách")
    office.sees("Đã đưa 2 dòng vào danh sách.")
    office.press("Lưu nháp")
    office.sees("Đang tiếp tục danh sách nhập dở, chưa gửi:")
    expect(page.get_by_label("Nơi họp").first).to_have_value("Nhà văn hóa")
