"""Part 6: the feedback letter, from the findings to the committee's desk."""

import hashlib

from tests.browser.steps import Road, to_do

OPENING = "Ban Tổ chức Tỉnh ủy ghi nhận sự chuẩn bị chu đáo của chi bộ."


def compose(road: Road) -> None:
    """The member composes the letter and makes its wording better."""
    member = road.member
    member.press("Soạn thông báo kết quả")
    member.sees("Nghị quyết ngắn, rõ việc, rõ người.")
    member.sees("Sổ ghi nghị quyết chưa ghi kết quả thực hiện.")
    reword(road, "")
    member.sees(OPENING)
    road.submit(member)


def reword(road: Road, more: str) -> None:
    member = road.member
    member.follow("Sửa nội dung")
    text = member.page.get_by_label("Nội dung 1")
    text.fill(f"{OPENING}{more}\n{text.input_value().removeprefix(OPENING)}")
    member.press("Lưu nội dung")


def send_back(road: Road) -> None:
    """The leader sends it back with a comment; the member mends it and submits again."""
    leader, member = road.leader, road.member
    to_do(leader, "duyệt")
    leader.fill("Ý kiến", "Nêu rõ thời gian chuẩn bị.")
    leader.press("Trả lại kèm ý kiến")
    leader.sees("Dự thảo")
    member.go("Việc của tôi")
    member.follow("Văn bản được trả lại để sửa")
    member.sees("Nêu rõ thời gian chuẩn bị.")
    reword(road, " Thời gian chuẩn bị là năm ngày.")
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
    office.sees("Thời gian chuẩn bị là năm ngày.")
    office.takes_pdf("Xem bản PDF")
    office.press("Xác nhận đã nhận")
    office.sees("Đã nhận")
