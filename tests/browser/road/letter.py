"""Part 6: the feedback letter, from the findings to the committee's desk."""

import hashlib

from tests.browser.steps import Road, to_do

PRAISE = "Chi bộ chuẩn bị chu đáo."
TIME = "Thời gian chuẩn bị là năm ngày."


def compose(road: Road) -> None:
    """The member composes the letter and makes its wording better."""
    member = road.member
    member.press("Soạn thông báo kết quả")
    member.sees("Nghị quyết ngắn, rõ việc, rõ người.")
    member.sees("Sổ ghi nghị quyết chưa ghi kết quả thực hiện.")
    add_strength(road, PRAISE)
    road.submit(member)


def add_strength(road: Road, words: str) -> None:
    member = road.member
    member.follow("Sửa nội dung")
    praised = member.page.locator("[data-part]", has_text="Nghị quyết ngắn, rõ việc, rõ người.")
    box = praised.get_by_role("textbox")
    box.fill(f"{box.evaluate('one => one.value ?? one.textContent')}\n{words}")
    member.press("Lưu nội dung")
    member.sees(words)


def send_back(road: Road) -> None:
    """The leader sends it back with a comment; the member mends it and submits again."""
    leader, member = road.leader, road.member
    to_do(leader, "duyệt")
    leader.page.locator("summary", has_text="Trả lại").click()
    leader.fill("Ý kiến", "Nêu rõ thời gian chuẩn bị.")
    leader.press("Trả lại kèm ý kiến")
    leader.sees("Dự thảo")
    member.go("Việc của tôi")
    member.follow("Văn bản được trả lại để sửa")
    member.sees("Nêu rõ thời gian chuẩn bị.")
    add_strength(road, TIME)
    road.submit(member)
    road.approve()


def issue(road: Road) -> None:
    """What the page says of the paper is true of the PDF, now and when it is fetched again."""
    planner = road.planner
    paper = road.issue("TB")
    planner.sees(hashlib.sha256(paper).hexdigest())
    assert planner.takes_pdf("Xem bản PDF") == paper


def receive(road: Road) -> None:
    office = road.office
    office.go("Việc của tôi")
    office.follow("Thông báo kết quả")
    office.sees(TIME)
    office.takes_pdf("Xem bản PDF")
    office.press("Xác nhận đã nhận")
    office.sees("Đã nhận")
