"""Papers are numbered by term from today on, and a number against the days gets a word."""

import pytest

from tests.browser.conftest import Site


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_the_register_goes_on_by_term(site: Site) -> None:
    admin = site.person("admin")
    page = admin.page
    admin.open("/administration/register")
    admin.check()
    admin.follow("Thêm nhiệm kỳ")
    page.get_by_label("Nhiệm kỳ", exact=True).fill("2025-2030")
    page.get_by_label("Ngày đầu").fill("2025-09-01")
    admin.press("Lưu")
    admin.sees("Trùng ngày với nhiệm kỳ 2020-2025")
    admin.check()
    page.get_by_label("Ngày đầu").fill("2025-10-01")
    admin.press("Lưu")
    admin.follow("Chuyển sang đánh số theo nhiệm kỳ")
    admin.check()
    page.get_by_label("Số cuối đã cấp, KH/BTCTU").fill("80")
    admin.press("Đánh số theo nhiệm kỳ")
    admin.sees("81-KH/BTCTU")


def test_a_number_against_the_days_and_a_confirmed_year(site: Site) -> None:
    planner = site.person("planner")
    for number, day in (("21", "2024-01-09"), ("22", "2024-01-01")):
        planner.open("/documents/on-paper")
        planner.page.get_by_label("Loại văn bản").select_option("result_letter")
        for label, text in (
            ("Số", number),
            ("Ngày ban hành", day),
            ("Trích yếu", "kết quả dự tại xã Phú Hội"),
            ("Đơn vị nhận hoặc liên quan", "Đảng bộ huyện Nhơn Trạch"),
        ):
            planner.page.get_by_label(label, exact=True).fill(text)
        planner.press("Ghi vào sổ")
    planner.sees("thứ tự số và ngày không khớp")
    planner.check()
    planner.open("/documents/open-numbers")
    planner.sees("01–20")
    planner.check()
    admin = site.person("admin")
    admin.open("/administration/calendar?year=2026")
    admin.follow("Xác nhận năm 2026")
    admin.check()
    admin.page.get_by_label("Căn cứ").fill("Thông báo số 1")
    admin.press("Xác nhận năm 2026")
    admin.sees("Đã xác nhận lịch làm việc năm 2026")
    admin.check()
