"""Parts 8 and 9: committees that ran it themselves report; the Board gathers the year."""

from tests.browser.conftest import Person
from tests.browser.steps import Road, a_pdf, to_do


def report(road: Road) -> None:
    """Long Thành keeps a draft, then sends figures and file before the day."""
    office = road.site.person("selfrun")
    to_do(office, "Báo cáo tự giám sát")
    office.fill("Tóm tắt kết quả", "Đã dự 12 chi bộ, nề nếp sinh hoạt tốt hơn.")
    office.press("Lưu bản nháp")
    office.sees("Báo cáo chưa được gửi.")
    send(office, "12", "4")


def send(office: Person, cells: str, thematic: str) -> None:
    office.fill("Số chi bộ được dự", cells)
    office.fill("Số cuộc chuyên đề", thematic)
    office.page.get_by_label("Tệp báo cáo").set_input_files(a_pdf("bao-cao.pdf"))
    office.press("Gửi báo cáo")
    office.sees("Đã gửi báo cáo.")
    office.takes_pdf("Giấy xác nhận (PDF)")


def report_late(road: Road) -> None:
    """The administrator lets the office of Vĩnh Cửu in; it reports after the day."""
    administrator = road.administrator
    administrator.go("Quản trị")
    administrator.follow("Thêm")
    administrator.fill("Tên đăng nhập", "vinhcuu")
    administrator.fill("Họ và tên", "Văn phòng Vĩnh Cửu")
    administrator.choose("Tổ chức", "Đảng bộ huyện Vĩnh Cửu")
    administrator.page.get_by_label("Văn phòng cấp ủy").check()
    administrator.press("Lưu")
    password = administrator.page.locator(".secret").inner_text()
    office = road.site.visitor()
    office.open("/sign-in")
    office.fill("Tên đăng nhập", "vinhcuu")
    office.fill("Mật khẩu", password)
    office.press("Đăng nhập")
    office.fill("Mật khẩu mới", "một câu của Vĩnh Cửu")
    office.fill("Nhập lại mật khẩu mới", "một câu của Vĩnh Cửu")
    office.press("Đặt mật khẩu")
    to_do(office, "Báo cáo tự giám sát")
    office.fill("Tóm tắt kết quả", "Đã dự 5 chi bộ.")
    send(office, "5", "1")


def see_who_reported(road: Road) -> None:
    """Who is in, late, silent, and the figures of all."""
    planner = road.planner
    planner.go("Theo dõi cả năm")
    planner.follow("Báo cáo tự giám sát")
    for committee, words in (
        ("Long Thành", "Đã gửi"),
        ("Vĩnh Cửu", "trễ"),
        ("Trảng Bom", "Quá hạn"),
    ):
        planner.sees(words, planner.row(committee))
    planner.sees("17", planner.row("Cộng 2 báo cáo đã gửi"))


def gather(road: Road) -> None:
    """The report to the provincial standing committee, as a page and as a paper."""
    planner = road.planner
    planner.go("Theo dõi cả năm")
    planner.follow("Tổng hợp")
    planner.sees("1 kiến nghị")
    planner.sees("Nghị quyết ngắn, rõ việc, rõ người.")
    planner.sees("Gửi trễ hạn", planner.row("Vĩnh Cửu"))
    planner.press("Soạn báo cáo")
    planner.sees("Kết quả")
    road.submit(planner)
    road.approve()
    road.issue("BC")


def see_the_whole_year(road: Road) -> None:
    """The grid says of each what was done, and what was not: one visit was never held."""
    planner = road.planner
    planner.go("Theo dõi cả năm")
    for committee, words in (
        ("Nhơn Trạch", "Trễ thông báo kết quả"),
        ("Tân Phú", "Trễ lựa chọn"),
        ("Long Thành", "Đã báo cáo"),
        ("Trảng Bom", "Chưa báo cáo"),
    ):
        planner.sees(words, planner.row(committee))
