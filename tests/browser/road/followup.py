"""Part 7: the committee answers what was recommended, until the planner accepts."""

from tests.browser.steps import Road, a_pdf, to_do

RECOMMENDED = "Bổ sung sổ và ghi đủ kết quả từng tháng."


def answer(road: Road) -> None:
    office = road.office
    to_do(office, "Bổ sung sổ")
    office.sees(RECOMMENDED)
    office.fill("Kết quả khắc phục", "Chi ủy đã họp và phân công người ghi sổ.")
    office.page.get_by_label("Tệp kèm theo").set_input_files(a_pdf("bien-ban.pdf"))
    office.press("Gửi trả lời")
    office.sees("bien-ban.pdf")


def send_back(road: Road) -> None:
    """An answer goes back only with a word on what is still to be done."""
    planner = road.planner
    to_do(planner, "Xem trả lời kiến nghị")
    planner.press("Trả lại")
    planner.sees("Trả lại thì phải nêu rõ cần làm thêm gì.")
    planner.fill("Ý kiến", "Gửi thêm bản chụp sổ đã ghi.")
    planner.press("Trả lại")
    planner.sees("Đã trả lại để đơn vị làm tiếp.")


def answer_again(road: Road) -> None:
    office = road.office
    to_do(office, "Bổ sung sổ")
    office.sees("Gửi thêm bản chụp sổ đã ghi.")
    office.fill("Kết quả khắc phục", "Gửi bản chụp sổ đã ghi đủ.")
    office.page.get_by_label("Tệp kèm theo").set_input_files(a_pdf("so-nghi-quyet.pdf"))
    office.press("Gửi trả lời")


def accept(road: Road) -> None:
    planner = road.planner
    to_do(planner, "Xem trả lời kiến nghị")
    planner.sees("so-nghi-quyet.pdf")
    planner.press("Chấp nhận")
    planner.sees("Đã chấp nhận trả lời.")
    planner.go("Kiến nghị")
    planner.sees("Đã xong 1")
