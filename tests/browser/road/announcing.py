"""Part 4: announcement and invitation go out, are amended when a meeting moves, go out anew."""

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
    planner.go("Theo dõi cả năm")
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
    """The unit moves a chosen meeting: the team is told."""
    _change(road, "Ngày họp", "2024-03-06")
    road.second.go("Việc của tôi")
    road.second.sees(f"Buổi sinh hoạt đã chọn thay đổi: {REGULAR}")


def move_again(road: Road) -> None:
    """The unit moves it once more, to another place."""
    _change(road, "Nơi họp", "Nhà văn hóa xã")


def _change(road: Road, what: str, now: str) -> None:
    office = road.office
    office.go("Đăng ký lịch")
    office.follow("Xem đăng ký tháng 03/2024")
    office.follow("Đổi, hủy", office.row(REGULAR))
    office.fill(what, now)
    office.fill("Lý do", "Hội trường đang sửa chữa")
    office.press("Ghi nhận và báo")
    office.sees("Đã ghi nhận thay đổi")


def amend(road: Road) -> None:
    """A short notice tells what changed; the papers stay in force."""
    planner = road.planner
    planner.go("Việc của tôi")
    planner.follow("Cần ban hành thông báo điều chỉnh")
    planner.sees("vẫn có hiệu lực")
    planner.press("Soạn thông báo điều chỉnh")
    planner.sees("Điều chỉnh thành")
    road.submit(planner)
    road.approve()
    road.issue("TB")
    open_choice(road)
    planner.misses("Cần thông báo")


def read_as_amended(road: Road) -> None:
    """The office reads the two papers together."""
    office = road.office
    office.go("Buổi dự")
    office.follow(REGULAR)
    office.sees("ngày 06/03/2024")
    office.sees("Thông báo điều chỉnh")
    office.follow("Thông báo lịch dự")
    office.sees("Đã được điều chỉnh")


def announce_anew(road: Road) -> None:
    """All papers are replaced by new ones, once these are issued; the old ones lead to them."""
    planner = road.planner
    open_choice(road)
    planner.press("Thông báo lại toàn bộ")
    for code in ("TB", "GM"):
        planner.sees("thay thế")
        road.submit(planner)
        road.approve()
        road.issue(code)
        open_choice(road)
        if code == "TB":
            planner.sees("Cần thông báo điều chỉnh")
            planner.press("Soạn giấy mời thay thế")
    planner.misses("Cần thông báo")
    planner.go("Văn bản")
    planner.follow("", planner.row("Đã thay thế"))
    planner.follow("Xem văn bản thay thế")
    planner.sees("Đã ban hành")
