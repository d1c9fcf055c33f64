"""Part 5: the unit prepares; two members write what they see, at once, on one page."""

import re
from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Person
from tests.browser.steps import PHRASE, THEMATIC, TOPIC, Road, a_pdf, a_photo, answered, to_do

GOOD, PARTLY = "Thực hiện tốt", "Còn hạn chế"
SAVED = re.compile(r"Đã lưu lúc \d\d:\d\d:\d\d")


def prepare(road: Road) -> None:
    """The office ticks what is ready, uploads a paper, and says that the unit is ready."""
    office = road.office
    office.go("Buổi dự")
    office.follow(THEMATIC)
    office.follow("Chuẩn bị tài liệu")
    for number in ("1.1", "1.2", "2.1", "2.2"):
        content = part(office, f"Nội dung {number}")
        content.get_by_label("Đã chuẩn bị").check()
        expect(content.get_by_text("Đã lưu")).to_be_visible()
    expect(office.page.locator("#saved-at")).to_have_text(SAVED)
    first = part(office, "Nội dung 1.1")
    first.get_by_label("Tài liệu kèm theo").set_input_files(a_pdf("nghi-quyet.pdf"))
    office.press("Tải tài liệu lên", within=first)
    office.sees("nghi-quyet.pdf")
    office.sees("Đã chuẩn bị xong")


def part(person: Person, name: str) -> Locator:
    """Return the place of a content; its group unfolds where it is folded."""
    found = person.page.get_by_role("region", name=name, exact=True, include_hidden=True)
    folded = person.page.locator("details.fold:not([open])", has=found)
    if folded.count():
        folded.locator("summary").first.click()
    return found


def open_findings(road: Road) -> None:
    """Head and member open the same page, each in a browser of their own."""
    to_do(road.member, "findings")
    road.second.go("Buổi dự")
    road.second.follow(THEMATIC)
    road.second.sees("nghi-quyet.pdf")
    road.second.follow("Ghi nhận")
    road.second.sees(TOPIC)


def write(person: Person, label: str, text: str, within: Locator | None = None) -> None:
    """Fill a field and leave it: it is saved by itself, and the page says when."""
    whole = re.compile(rf"^{re.escape(label)}( ·|$)")  # a field of a content carries its name, too
    field = (within or person.page).get_by_label(whole).first
    assert send(person, field, text) == 200
    expect(person.page.locator("#saved-at")).to_have_text(SAVED)
    expect(person.page.locator("#saved-at")).to_be_in_viewport()


def send(person: Person, field: Locator, text: str) -> int:
    """Type into a field and leave it; return what the server answered."""
    with answered(person, "/field", field.get_attribute("name") or "?") as answer:
        field.fill(text)
        field.blur()
    return int(answer.value.status)


def count_who_came(road: Road) -> None:
    for label, text in (
        ("Tổng số đảng viên", "24"),
        ("Trong đó dự bị", "2"),
        ("Có mặt", "21"),
        ("Miễn sinh hoạt", "1"),
        ("Vắng có lý do", "1"),
        ("Vắng không lý do", "1"),
        ("Khai mạc lúc", "08:30"),
        ("Kết thúc lúc", "10:15"),
        ("Chủ trì", "Đồng chí bí thư chi bộ"),
    ):
        write(road.member, label, text)


def assess(road: Road) -> None:
    """Each content gets its assessment, the record book too; strengths and shortcomings follow."""
    member = road.member
    for number, words in (("1.1", GOOD), ("1.2", GOOD), ("2.1", GOOD), ("2.2", PARTLY)):
        choice = part(member, f"Nội dung {number}").get_by_role("radio", name=words)
        with answered(member, "/field"):
            choice.check()
    first = part(member, "Nội dung 1.1")
    add(member, first, "Ưu điểm")
    write(member, "Ưu điểm", "Nghị quyết ngắn, rõ việc, rõ người.", first)
    book = part(member, "Nội dung 2.2")
    add(member, book, "Hạn chế")
    write(member, "Hạn chế, tồn tại", "Sổ ghi nghị quyết chưa ghi kết quả thực hiện.", book)
    use_phrase(member, book)


def use_phrase(member: Person, within: Locator) -> None:
    """A phrase of the bank spares the typing."""
    within.get_by_role("button", name="Câu mẫu").last.click()
    with answered(member, "/field"):
        within.get_by_role("button", name=PHRASE).last.click()
    expect(within.get_by_label("Nguyên nhân")).to_have_value(PHRASE)


def add(person: Person, within: Locator, words: str) -> None:
    with answered(person, "/field"):
        within.get_by_role("button", name=words, exact=True).click()
    # A new row is there at once, and goes by its number when the server has told it.
    expect(within.locator("[id^='row-'][id*='-t']")).to_have_count(0)


def recommend(road: Road) -> None:
    """A recommendation answers a shortcoming and has owner, day and monitor."""
    member = road.member
    book = part(member, "Nội dung 2.2")
    member.sees("Hạn chế này chưa có kiến nghị.", book)
    add(member, book, "Kiến nghị")
    write(member, "Kiến nghị", "Bổ sung sổ và ghi đủ kết quả từng tháng.", book)
    write(member, "Người, đơn vị thực hiện", "Chi ủy chi bộ", book)
    write(member, "Thời hạn", "2024-04-15", book)
    monitor = book.get_by_label("Người theo dõi").locator("option:checked")
    expect(monitor).to_have_text("Người member")  # who added it, until somebody says otherwise
    member.check()


def score(road: Road) -> None:
    """The mark and its rank follow every point."""
    member = road.member
    for group in member.page.locator("#marks details.fold:not([open]) > summary").all()[::-1]:
        group.click()
    fields = member.page.locator("#marks .marks").get_by_role("textbox")
    for field in fields.all():
        most = re.search(r"tối đa ([\d,]+)", field.get_attribute("aria-label") or label_of(field))
        assert most
        assert send(member, field, most[1]) == 200
    expect(member.page.locator("#score")).to_contain_text("Xếp loại Tốt")


def label_of(field: Locator) -> str:
    return str(field.evaluate("field => field.labels[0].textContent"))


def photograph(road: Road) -> None:
    """A photo loses the place where it was taken."""
    member = road.member
    member.page.get_by_label("Chọn ảnh có sẵn").set_input_files(a_photo())
    link = member.page.locator("#photo-list").get_by_role("link").first
    expect(link).to_be_visible()
    answer = member.page.request.get(link.get_attribute("href") or "")
    with Image.open(BytesIO(answer.body())) as kept:
        assert kept.size == (320, 240)
        assert not kept.getexif()
    write(member, "Chú thích ảnh", "Quang cảnh buổi sinh hoạt")


def write_together(road: Road) -> None:
    """What a second member wrote elsewhere is kept; in the same field both texts are shown."""
    head, second = road.member, road.second
    write(second, "Diễn biến buổi sinh hoạt", "Thảo luận 45 phút, 12 lượt ý kiến.")
    write(second, "Ghi nhận", "Đã xem nghị quyết tháng 2.", part(second, "Nội dung 1.1"))

    field = second.page.get_by_label("Chủ trì", exact=True)
    assert send(second, field, "Đồng chí phó bí thư") == 409
    second.sees("Có người vừa sửa ô này.")
    second.sees("Đồng chí bí thư chi bộ")
    expect(field).to_have_value("Đồng chí phó bí thư")
    second.check()
    with answered(second, "/field"):
        second.page.get_by_role("button", name="Giữ bản kia").click()
    expect(second.page.get_by_label("Chủ trì", exact=True)).to_have_value("Đồng chí bí thư chi bộ")

    head.page.reload()
    for kept in ("Thảo luận 45 phút, 12 lượt ý kiến.", "Đã xem nghị quyết tháng 2."):
        boxes = head.page.get_by_role("textbox", include_hidden=True)  # its group may be folded
        expect(boxes.filter(has_text=kept)).to_have_count(1)
    expect(head.page.get_by_label("Tổng số đảng viên")).to_have_value("24")


def complete(road: Road) -> None:
    member = road.member
    member.sees("Đã ghi đủ các nội dung")
    member.press("Hoàn thành kết quả")
    member.sees("Đã dự, đã có kết quả")
