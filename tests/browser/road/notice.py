"""Part 2: the office of a committee tells when its cells meet in March, and amends it."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Person
from tests.browser.steps import BASE, COMMITTEE, NEW_CELL, REGULAR, THEMATIC, TOPIC, Road, to_do


def file(road: Road) -> None:
    office = road.office
    to_do(office, "notice")
    type_regular(office)
    add_and_remove_rows(office)
    add_missing_cell(office)
    type_thematic(office)
    expect(office.page.locator("#tally")).to_contain_text("3 cuộc họp")
    expect(office.page.locator("#tally")).to_contain_text("Có 1 cuộc chuyên đề")
    office.check()
    office.press("Gửi đăng ký")


def row(office: Person, number: int) -> Locator:
    return office.page.locator("fieldset.meeting").nth(number - 1)


def search(office: Person, line: Locator, words: str, name: str) -> None:
    """Find an organization by letters without their marks."""
    line.get_by_role("combobox", name="Tổ chức").press_sequentially(words)
    line.get_by_role("option", name=name).first.click()
    expect(line.get_by_role("combobox", name="Tổ chức")).to_have_value(re.compile(f"^{name} — "))


def type_regular(office: Person) -> None:
    """The row says at once whether the meeting is told in time, and by how much."""
    line = row(office, 1)
    search(office, line, "ap 1 nhon", REGULAR)
    expect(line.get_by_label("Nơi họp")).to_have_value(f"Hội trường {REGULAR}")
    office.fill("Ngày họp", "2024-03-05", line)
    office.fill("Giờ", "08:00", line)
    expect(line.locator(".margin")).to_contain_text("Còn 11 ngày so với hạn 04/02/2024")
    office.fill("Ngày họp", "2024-03-20", line)
    expect(line.locator(".margin")).to_contain_text("Còn 26 ngày")
    office.fill("Ngày họp", "2024-03-05", line)
    office.fill("Người liên hệ", "Đồng chí phụ trách văn phòng", line)
    office.fill("Điện thoại", "0251 000 111", line)


def add_and_remove_rows(office: Person) -> None:
    add = office.page.get_by_role("button", name="Thêm dòng")
    for number in (2, 3):
        add.click()
        expect(row(office, number).get_by_role("combobox", name="Tổ chức")).to_be_focused()
    office.page.get_by_role("button", name="Bỏ dòng 3").click()
    expect(row(office, 3)).to_have_count(0)
    expect(add).to_be_focused()


def add_missing_cell(office: Person) -> None:
    """A cell that the tree lacks is added without leaving the list, and gets its row."""
    page = office.page
    page.get_by_text("Thiếu tổ chức?").click()
    page.get_by_label("Tên tổ chức").fill(NEW_CELL)
    page.get_by_label("Thuộc", exact=True).select_option(label=f"{BASE} — {COMMITTEE}")
    page.get_by_role("button", name="Thêm tổ chức này").click()
    line = page.locator("fieldset.meeting").last
    expect(line.get_by_role("combobox", name="Tổ chức")).to_have_value(
        re.compile(f"^{NEW_CELL} — ")
    )
    office.fill("Ngày họp", "2024-03-21", line)
    office.fill("Giờ", "19:00", line)
    office.fill("Nơi họp", "Nhà văn hóa ấp Bến Cam", line)


def type_thematic(office: Person) -> None:
    line = row(office, 2)
    search(office, line, "AP 10", THEMATIC)
    office.fill("Ngày họp", "2024-03-05", line)
    office.fill("Giờ", "08:30", line)
    office.choose("Loại", "Chuyên đề", line)
    office.fill("Chuyên đề", TOPIC, line)


def receive(road: Road) -> None:
    """The receipt is on the screen and in a PDF."""
    office = road.office
    office.sees("Đã nhận đăng ký. Số biên nhận")
    office.sees("Tất cả đúng hạn")
    office.sees(NEW_CELL)
    office.takes_pdf("Biên nhận PDF")


def amend(road: Road) -> None:
    """Every revision is kept and set against the one before."""
    office = road.office
    office.go("Đăng ký lịch")
    office.follow(f"Sửa tháng 03/2024 của {COMMITTEE}")
    line = row(office, 3)
    office.fill("Nơi họp", "Trường mầm non Bến Cam", line)
    office.press("Gửi bản sửa")
    office.sees("Sửa lần 1")
    office.sees("Từ lần 1 đến lần 2")
    office.sees("Trường mầm non Bến Cam")


def record_paper(road: Road) -> None:
    """The planner types a notice that came on paper; it counts from the day it came."""
    planner = road.planner
    planner.go("Đăng ký lịch")
    planner.follow("Nhập bản giấy tháng 05/2024 của Đảng bộ huyện Tân Phú")
    planner.fill("Ngày nhận bản giấy", "2024-01-29")
    planner.fill("Số, ký hiệu bản giấy", "15-CV/HU")
    line = row(planner, 1)
    search(planner, line, "ap 2", "Chi bộ ấp 2 Tân Phú")
    planner.fill("Ngày họp", "2024-05-06", line)
    planner.fill("Giờ", "18:00", line)
    expect(line.locator(".margin")).to_contain_text("Còn 68 ngày so với hạn 06/04/2024")
    planner.press("Gửi đăng ký")
    planner.sees("15-CV/HU")
    planner.sees("đến ngày 29/01/2024")
