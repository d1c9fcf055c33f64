"""Part 3: the planner chooses among the meetings, closes the choice, and says who goes."""

from playwright.sync_api import expect

from tests.browser.steps import NEW_CELL, REGULAR, THEMATIC, Road, answered, to_do


def choose(road: Road) -> None:
    """The counter follows every tick; without a thematic one, closing asks for a reason."""
    planner = road.planner
    to_do(planner, "choice")
    counter = planner.page.locator("#counter")
    tick(road, REGULAR)
    expect(counter).to_contain_text("còn thiếu 01 buổi sinh hoạt chuyên đề")
    planner.press("Xem lại để chốt")
    planner.press("Chốt: dự 1 buổi, không dự 2 buổi")
    planner.sees("Chưa chốt được, cần sửa")
    planner.follow("Quay lại chọn tiếp")
    tick(road, THEMATIC)
    expect(counter.locator(".done")).to_be_visible()


def tick(road: Road, cell: str) -> None:
    with answered(road.planner, "/choice"):
        road.planner.page.get_by_role("checkbox", name=f"Chọn {cell}").check()


def filter_and_sort(road: Road) -> None:
    """The list is searched without marks and sorted by its heads."""
    planner = road.planner
    planner.page.get_by_label("Tìm tổ chức, chuyên đề").fill("ben cam")
    expect(planner.page.get_by_role("checkbox", name="Chọn Chi bộ")).to_have_count(1)
    planner.page.get_by_label("Tìm tổ chức, chuyên đề").fill("")
    expect(planner.page.get_by_role("checkbox", name="Chọn Chi bộ")).to_have_count(3)
    planner.press("Ngày, giờ")


def close(road: Road) -> None:
    planner = road.planner
    planner.press("Xem lại để chốt")
    planner.press("Chốt: dự 2 buổi, không dự 1 buổi")
    planner.sees("Các buổi được chọn (2)")
    planner.sees("Không chọn", planner.row(NEW_CELL))


def assign_team(road: Road) -> None:
    """Person by person; whoever cannot be at two places at once is shown, and asks for a tick."""
    planner = road.planner
    planner.follow(f"Tổ công tác dự {REGULAR}")
    planner.choose("Người member2", "Tổ trưởng")
    planner.press("Lưu Tổ công tác")
    planner.follow(f"Tổ công tác dự {THEMATIC}")
    planner.sees("Trùng 90 phút với buổi tại", planner.row("Người member2"))
    planner.choose("Người member", "Tổ trưởng")
    planner.choose("Người member2", "Thành viên")
    planner.press("Lưu Tổ công tác")
    planner.sees("Có người trùng lịch")
    planner.page.get_by_label("Vẫn phân công dù trùng lịch").check()
    planner.press("Lưu Tổ công tác")
    chosen = planner.page.get_by_role("row").filter(
        has=planner.page.get_by_role("link", name=THEMATIC, exact=True)
    )
    planner.sees("Người member, tổ trưởng", chosen)
    planner.sees("Vướng lịch", chosen)


def see_the_answer(road: Road) -> None:
    """The office reads which of its meetings are attended, and why the other is not."""
    office = road.office
    office.go("Đăng ký lịch")
    office.follow("Xem đăng ký tháng 03/2024")
    office.sees("Đã chốt lựa chọn")
