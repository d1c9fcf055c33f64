"""What the parts of the road share: who walks it, and the steps that every paper takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import FilePayload, Response, expect

from tests.browser.conftest import Person, Site
from tests.handed_in import pdf

PLAN = "Dự, giám sát sinh hoạt thường kỳ của đảng ủy, chi bộ năm 2024"
COMMITTEE = "Đảng bộ huyện Nhơn Trạch"
BASE = "Đảng bộ xã Phú Hội Nhơn Trạch"
INVITED = "Văn phòng Tỉnh ủy"
REGULAR = "Chi bộ ấp 1 Nhơn Trạch"
THEMATIC = "Chi bộ ấp 10 Nhơn Trạch"
NEW_CELL = "Chi bộ ấp Bến Cam"
PHRASE = "Chưa phân công người theo dõi."
TOPIC = "Học tập và làm theo Bác về nêu gương"


@dataclass
class Road:
    """The people of the world, each signed in when first needed."""

    site: Site

    @cached_property
    def planner(self) -> Person:
        return self.site.person("planner")

    @cached_property
    def leader(self) -> Person:
        return self.site.person("leader")

    @cached_property
    def member(self) -> Person:
        return self.site.person("member")

    @cached_property
    def second(self) -> Person:
        return self.site.person("member2")

    @cached_property
    def administrator(self) -> Person:
        return self.site.person("admin")

    @cached_property
    def office(self) -> Person:
        return self.site.person("office")

    def live_on(self, month: int, day: int) -> None:
        self.site.live_on(date(2024, month, day))

    def submit(self, author: Person) -> None:
        """The author, looking at a draft, hands it to the leader."""
        author.press("Trình duyệt")
        author.sees("Chờ duyệt")

    def approve(self) -> None:
        """The leader takes the newest paper from the list of things to do."""
        to_do(self.leader, "duyệt")
        self.leader.press("Duyệt")
        self.leader.sees("Đã duyệt, chờ ban hành")

    def issue(self, code: str) -> bytes:
        """The planner gives an approved paper its number and day; return its PDF."""
        to_do(self.planner, "Ban hành")
        self.planner.follow("Xem lại để ban hành")
        self.planner.press("Ban hành số")
        expect(self.planner.page.get_by_role("heading", level=1)).to_contain_text(f"-{code}/")
        self.planner.sees("Đã ban hành")
        self.planner.sees("SHA-256")
        return self.planner.takes_pdf("Xem bản PDF")


def to_do(person: Person, words: str) -> None:
    """Open what stands in the list of things to do."""
    person.go("Việc của tôi")
    found = person.page.get_by_role("region", name="Việc cần làm")
    if not found.get_by_role("link", name=words).first.is_visible():
        found.locator("summary").click()
    person.follow(words, found)


def a_pdf(name: str) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": pdf()}


def a_photo() -> FilePayload:
    """A picture as a camera takes it: with the place where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (10.0, 43.0, 12.0), 3: "E", 4: (106.0, 53.0, 24.0)})
    out = BytesIO()
    Image.new("RGB", (320, 240), "darkgreen").save(out, "JPEG", exif=exif)
    with Image.open(out) as taken:
        assert taken.getexif().get_ifd(0x8825)
    return {"name": "chup.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


@contextmanager
def answered(person: Person, path: str, field: str = "") -> Iterator[Any]:
    """Do what htmx sends to *path* (of one *field*), and go on when the answer is drawn."""

    def is_meant(answer: Response) -> bool:
        return path in answer.url and field in (answer.request.post_data or "")

    with person.page.expect_response(is_meant) as answer:
        yield answer
    drawing = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
    expect(person.page.locator(drawing)).to_have_count(0)
