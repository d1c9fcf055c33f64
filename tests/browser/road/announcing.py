"""Part 4: announcement and invitation go out; a meeting moves, and they go out anew."""

from tests.browser.steps import INVITED, REGULAR, THEMATIC, Road, to_do


def announce(road: Road) -> None:
    planner = road.planner
    to_do(planner, "announcement")
    planner.press("Soạn thông báo lịch dự")
    planner.sees(THEMATIC)
    road.submit(planner)
    road.approve()
    road.issue("TB")


def invite(road: Road) -> None:
    planner = road.planner
    open_choice(road)
    planner.press("Soạn giấy mời")
    planner.sees(INVITED)
    road.submit(planner)
    road.approve()
    road.issue("GM")


def open_choice(road: Road) -> None:
    planner = road.planner
    planner.go("Bức tranh năm")
    planner.follow("", planner.row("Nhơn Trạch"))
    planner.follow("lựa chọn")


def read(road: Road) -> None:
    """The office finds the announcement among its papers and says that it has come."""
    office = road.office
    office.go("Việc của tôi")
    office.follow("Thông báo lịch dự số")
    office.press("Xác nhận đã nhận")
    office.takes_pdf("Xem bản PDF")


def move(road: Road) -> None:
    """The unit moves a chosen meeting: the team is told, and the papers no longer hold."""
    office = road.office
    office.go("Đăng ký lịch")
    office.follow("Xem đăng ký tháng 03/2024")
    office.follow("Đổi, hủy", office.row(REGULAR))
    office.fill("Ngày họp", "2024-03-06")
    office.fill("Lý do", "Hội trường đang sửa chữa")
    office.press("Ghi nhận và báo")
    office.sees("Đã ghi nhận thay đổi")
    road.second.go("Việc của tôi")
    road.second.sees(f"Buổi sinh hoạt đã chọn thay đổi: {REGULAR}")


def announce_anew(road: Road) -> None:
    """Both papers are replaced; the old ones lead to the new."""
    planner = road.planner
    planner.go("Việc của tôi")
    planner.follow("Cần thông báo lại, thay cho")
    for paper, code in (("thông báo lịch dự", "TB"), ("giấy mời", "GM")):
        planner.sees("Cần thông báo lại")
        planner.press(f"Soạn {paper}")
        planner.sees("thay thế")
        road.submit(planner)
        road.approve()
        road.issue(code)
        open_choice(road)
    planner.misses("Cần thông báo lại")
    planner.go("Văn bản")
    planner.follow("", planner.row("Đã thay thế"))
    planner.follow("Xem văn bản thay thế")
    planner.sees("Đã ban hành")
