"""What sample papers are made of: the offices they come from, and what they say."""

from dataclasses import dataclass, replace
from datetime import date

from webapp.documents.measures import PARTY, YOUTH
from webapp.documents.tree import Body, Signature

ISSUED_ON = date(2025, 2, 5)


@dataclass(frozen=True)
class Office:
    """Who writes, about whom, and what members and meetings are called there."""

    style: str
    superior: str
    issuer: str
    name: str  # in running text
    code: str
    authority: str
    position: str
    signatory: str
    top: str  # to whom it reports
    committee: str  # above the unit that was visited
    unit: str
    cell: str  # "chi bộ", "chi đoàn"
    member: str
    place: str = "Đồng Nai"


PARTY_OFFICE = Office(
    style=PARTY,
    superior="Tỉnh ủy Đồng Nai",
    issuer="Ban Tổ chức",
    name="Ban Tổ chức Tỉnh ủy",
    code="BTCTU",
    authority="K/T TRƯỞNG BAN",
    position="PHÓ TRƯỞNG BAN",
    signatory="Nguyễn Văn A",
    top="Ban Thường vụ Tỉnh ủy",
    committee="Đảng ủy xã Bình Minh",
    unit="Chi bộ ấp Tân Lập",
    cell="chi bộ",
    member="đảng viên",
)
YOUTH_OFFICE = Office(
    style=YOUTH,
    superior="Tỉnh đoàn Đồng Nai",
    issuer="BCH Đoàn xã Bình Minh",
    name="Ban Thường vụ Đoàn xã",
    code="ĐTN",
    authority="TM. BAN THƯỜNG VỤ",
    position="BÍ THƯ",
    signatory="Trần Thị B",
    top="Ban Thường vụ Tỉnh đoàn",
    committee="Ban Chấp hành Đoàn xã Bình Minh",
    unit="Chi đoàn ấp Tân Lập",
    cell="chi đoàn",
    member="đoàn viên",
    place="Bình Minh",
)
# Who reports on a plan that it ran by itself.
COMMITTEES = {
    PARTY: replace(
        PARTY_OFFICE,
        issuer="Đảng ủy xã Bình Minh",
        name="Đảng ủy xã Bình Minh",
        code="ĐU",
        authority="T/M BAN THƯỜNG VỤ",
        position="PHÓ BÍ THƯ",
        signatory="Lê Văn C",
        place="Bình Minh",
    ),
    YOUTH: YOUTH_OFFICE,
}


@dataclass(frozen=True)
class Sample:
    """What a sample paper says; `office` where it comes from another than was asked.

    A kind without a code has no number; without a day the paper is to be dated by hand.
    """

    number: int
    body: Body
    day: date | None = ISSUED_ON
    office: Office | None = None


def signature(office: Office) -> Signature:
    """Return the signature of who signs for *office*."""
    return Signature(office.authority, office.position, office.signatory, style=office.style)


def kept(office: Office) -> str:
    """Return the last line of the recipients."""
    return f"Lưu {office.code}"
