"""Part 1: the planner edits the plan and issues it."""

from playwright.sync_api import expect

from tests.browser.conftest import Person
from tests.browser.steps import COMMITTEE, PHRASE, PLAN, Road, to_do

MISSING = "Trách nhiệm của cơ quan ban hành"


def live_in_training(road: Road) -> None:
    """The administrator sets the training clock, once, on the screen for it."""
    administrator = road.administrator
    administrator.go("Quản trị")
    administrator.follow("Cơ quan")
    administrator.fill("Ngày tập huấn", "2024-01-03")
    administrator.press("Lưu")
    administrator.page.get_by_text("chương trình đang ở ngày 03 tháng 01 năm 2024").wait_for()


def keep_phrase(road: Road) -> None:
    """The administrator keeps a phrase that members will use."""
    administrator = road.administrator
    administrator.follow("Câu mẫu")
    administrator.follow("Thêm câu mẫu")
    administrator.choose("Loại", "Nguyên nhân")
    administrator.fill("Câu mẫu", PHRASE)
    administrator.press("Lưu")
    administrator.sees(PHRASE)


def edit(road: Road) -> None:
    """Lines are added and moved; what the paper cannot do without is filled in."""
    planner = road.planner
    planner.go("Kế hoạch")
    planner.follow(PLAN)
    planner.page.locator("#aims > summary").click()  # filled, so it is folded
    planner.follow("Sửa: Mục đích")
    add_line(planner, "Kịp thời phát hiện cách làm hay để nhân rộng.")
    planner.press("Chuyển lên: Kịp thời")
    planner.follow("Xong")
    planner.sees("Kịp thời phát hiện cách làm hay để nhân rộng.")  # one comes back to where one was
    planner.sees("Chưa có nội dung.")
    planner.follow(f"Sửa: {MISSING}")
    add_line(planner, "Tổng hợp, báo cáo Ban Thường vụ Tỉnh ủy.")
    planner.follow("Xong")
    planner.misses("Chưa có nội dung.")


def see_what_is_missing(road: Road) -> None:
    """A paper with a gap cannot be approved: the leader reads what is wanting."""
    planner, leader = road.planner, road.leader
    planner.go("Kế hoạch")
    planner.follow(PLAN)
    planner.press("Lập văn bản để trình duyệt")
    road.submit(planner)
    to_do(leader, "duyệt")
    leader.sees("Chưa duyệt được: 2 chỗ phải bổ sung")
    expect(leader.page.get_by_role("button", name="Duyệt")).to_have_count(0)
    leader.sees(f"[thiếu: {MISSING.lower()}]")
    leader.page.locator("summary", has_text="Trả lại").click()
    leader.fill("Ý kiến", f"Bổ sung: {MISSING}.")
    leader.press("Trả lại kèm ý kiến")


def add_line(planner: Person, text: str) -> None:
    planner.follow("Thêm dòng")
    planner.fill("Nội dung", text)
    planner.press("Thêm")
    planner.sees(text)


def assign(road: Road) -> None:
    """Every committee is scheduled or self-run; the plan says so, and which is neither."""
    planner = road.planner
    planner.follow("Phân công đơn vị")
    planner.sees("2 chưa có phân công")
    for committee in ("Trảng Bom", "Vĩnh Cửu"):
        planner.follow(f"Phân công {committee}")
        planner.choose("Hoạt động", "Tự giám sát")
        planner.choose("Tháng", "Không theo tháng (đợt, tự giám sát)")
        planner.press("Thêm phân công")
    planner.sees("không đơn vị nào bị bỏ sót")
    planner.follow("Chuyển hoặc bỏ phân công Tân Phú")
    planner.choose("Tháng", "Tháng 05/2024")
    planner.press("Lưu")
    planner.sees("Tháng 05/2024", planner.row("Tân Phú"))


def issue(road: Road) -> None:
    planner = road.planner
    planner.go("Kế hoạch")
    planner.follow(PLAN)
    planner.press("Lập lại văn bản từ kế hoạch")
    planner.sees("Kịp thời phát hiện cách làm hay")
    road.submit(planner)
    road.approve()
    assert len(road.issue("KH")) > 10_000


def see_the_year(road: Road) -> None:
    """The grid of committees and months leads to one committee's month."""
    planner = road.planner
    planner.go("Theo dõi cả năm")
    planner.sees("Theo dõi cả năm 2024")
    planner.follow("Chờ", planner.row("Nhơn Trạch"))
    planner.sees(COMMITTEE)
