"""The offices that the sample papers come from, and the words in which the two differ."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from webapp.documents.kinds import KINDS
from webapp.documents.measures import PARTY, YOUTH
from webapp.documents.tree import Block, Paper, Signature

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


def paper(
    office: Office,
    kind: str,
    number: int,
    summary: str,
    blocks: Sequence[Block],
    *,
    signatures: Sequence[Signature] | None = None,
    recipients: Sequence[str] = (),
    copied: Sequence[str] = (),
    addressee: str | None = None,
    urgency: str = "",
    day: date = ISSUED_ON,
    sent: bool = True,
) -> Paper:
    """Return an issued paper of *office*, signed by the one who signs there."""
    code = KINDS[kind].code
    return Paper(
        style=office.style,
        superior=office.superior,
        issuer=office.issuer,
        number=number if code else None,
        symbol=f"{code}/{office.code}" if code else "",
        place=office.place,
        day=day,
        kind=KINDS[kind].title,
        summary=summary,
        addressee=addressee,
        blocks=tuple(blocks),
        signatures=(signature(office),) if signatures is None else tuple(signatures),
        recipients=tuple(recipients),
        copied=tuple(copied),
        urgency=urgency,
        sent=sent,
    )


def signature(office: Office) -> Signature:
    """Return the signature of who signs for *office*."""
    return Signature(office.authority, office.position, office.signatory, style=office.style)


def kept(office: Office) -> str:
    """Return the last line of the recipients."""
    return f"Lưu {office.code}"
