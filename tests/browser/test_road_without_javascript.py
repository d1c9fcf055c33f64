"""The three busiest pages in a browser that runs no scripts: every step is a plain form."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.browser.steps import NEW_CELL, REGULAR, THEMATIC, TOPIC
from tests.world import World

pytestmark = pytest.mark.parametrize("site", ["desktop"], indirect=True)


def test_file_a_notice(site: Site) -> None:
    site.live_on(date(2024, 1, 24))
    office = site.person("office", scripts=False)
    office.go("Đăng ký lịch")
    office.follow("Gửi đăng ký")
    rows = office.page.locator("fieldset.meeting")
    office.fill("Tổ chức", REGULAR, rows.nth(0))
    office.fill("Ngày họp", "2024-03-05", rows.nth(0))
    office.fill("Giờ", "08:00", rows.nth(0))
    office.press("Thêm dòng")
    office.press("Thêm dòng")
    office.press("Bỏ dòng 3")
    assert rows.count() == 2
    office.page.get_by_text("Thiếu tổ chức?").click()
    office.fill("Tên tổ chức", NEW_CELL)
    office.page.locator("#new_superior").select_option(index=1)
    office.press("Thêm tổ chức này")
    office.fill("Ngày họp", "2024-03-21", rows.nth(2))
    office.fill("Nơi họp", "Nhà văn hóa ấp Bến Cam", rows.nth(2))
    office.choose("Loại", "Chuyên đề", rows.nth(2))
    office.press("Gửi đăng ký")
    office.sees("Sinh hoạt chuyên đề phải ghi rõ chuyên đề.")
    office.fill("Chuyên đề", TOPIC, rows.nth(2))
    office.press("Kiểm tra hạn")
    office.sees("Còn 11 ngày so với hạn 04/02/2024", rows.nth(0))
    office.press("Gửi đăng ký")
    office.sees("Đã nhận đăng ký. Số biên nhận")
    office.sees(NEW_CELL)


def test_close_a_choice(site: Site) -> None:
    with site.app.app_context():
        World().notice()
        assignment_id = World().assignment().id
    site.live_on(date(2024, 1, 24))
    planner = site.person("planner", scripts=False)
    planner.open(f"/assignments/{assignment_id}/choice")
    planner.page.get_by_label("Chọn Chi bộ ấp 1 Nhơn Trạch").check()
    planner.press("Lưu lựa chọn của trang này")
    planner.sees("còn thiếu 01 buổi sinh hoạt chuyên đề")
    planner.press("Xem lại để chốt")
    planner.press("Chốt: dự 1 buổi, không dự 2 buổi")
    planner.sees("Chưa chốt được, cần sửa")
    planner.fill("Lý do khi chưa đủ chỉ tiêu", "Tháng này chi bộ hoãn sinh hoạt chuyên đề.")
    planner.press("Chốt: dự 1 buổi, không dự 2 buổi")
    planner.sees("Các buổi được chọn (1)")
    planner.sees("Không chọn", planner.row(THEMATIC))


def test_save_findings(site: Site) -> None:
    with site.app.app_context():
        visit_id = World().visit().id
    site.live_on(date(2024, 3, 8))
    member = site.person("member", scripts=False)
    member.open(f"/visits/{visit_id}/findings")
    main = member.page.locator("main")
    attendance = main.locator("#attendance")
    for label, text in (("Tổng số đảng viên", "24"), ("Có mặt", "21"), ("Vắng có lý do", "ba")):
        member.fill(label, text, attendance)
    member.press("Lưu phần này", attendance)
    member.sees("Có ô chưa lưu được")
    member.fill("Vắng có lý do", "3", attendance)
    member.press("Lưu phần này", attendance)
    member.sees("Đã lưu lúc")
    contents = main.locator("#contents")
    content = contents.get_by_role("region", name="Nội dung 1.1", exact=True)
    content.get_by_label("Thực hiện tốt").check()
    member.press("Ưu điểm", content)
    member.fill("Ưu điểm", "Đúng giờ, đúng nội dung.", content)
    member.press("Lưu phần này", contents)
    member.open(f"/visits/{visit_id}/findings")
    assert attendance.get_by_label("Tổng số đảng viên").input_value() == "24"
    assert content.get_by_label("Thực hiện tốt").is_checked()
    assert content.get_by_label("Ưu điểm").input_value() == "Đúng giờ, đúng nội dung."
    member.press("Hoàn thành kết quả")
    member.sees("Chưa hoàn thành: còn nội dung chưa đủ điều kiện")
    member.press("Các nội dung còn lại: thực hiện tốt")
    member.sees("Đã ghi “Thực hiện tốt” cho")
    member.fill("Lý do vẫn hoàn thành", "Đoàn đến theo lịch báo qua điện thoại")
    member.press("Hoàn thành kết quả")
    member.sees("Đã dự, đã có kết quả")


def test_ticks_outlive_a_filter_and_an_order(site: Site) -> None:
    with site.app.app_context():
        World().notice()
        assignment_id = World().assignment().id
    site.live_on(date(2024, 1, 24))
    planner = site.person("planner", scripts=False)
    page = planner.page
    planner.open(f"/assignments/{assignment_id}/choice")
    boxes = page.get_by_role("checkbox", name="Chọn Chi bộ")
    page.get_by_label("Chọn Chi bộ ấp 1 Nhơn Trạch").check()
    planner.fill("Tìm tổ chức, chuyên đề", "ap 2")
    planner.press("Lọc")
    expect(boxes).to_have_count(1)
    boxes.check()
    planner.press("Ngày, giờ")
    planner.fill("Tìm tổ chức, chuyên đề", "khong co")
    planner.press("Lọc")
    planner.sees("Không có buổi nào khớp.")
    planner.fill("Tìm tổ chức, chuyên đề", "")
    page.get_by_label("Chỉ buổi đã chọn").check()
    planner.press("Lọc")
    expect(boxes).to_have_count(2)
    for box in boxes.all():
        expect(box).to_be_checked()
    planner.sees("Đã chọn 02 buổi")
