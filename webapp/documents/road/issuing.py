"""What is looked over before a paper is issued: number and day, who gets it, what follows."""

from collections.abc import Iterator

from webapp.core import clock
from webapp.core.db import db
from webapp.documents import tree
from webapp.documents.kinds import PAPERS
from webapp.documents.models import Document
from webapp.documents.register import numbers
from webapp.documents.road.drafting import paper_of
from webapp.documents.road.recipients import lines_of
from webapp.organizations.models import Issuer
from webapp.rules.looking_over import LookingOver, some
from webapp.rules.text import short_date

FOR_GOOD = (
    "Bản PDF được giữ nguyên như đã ban hành, không sửa được nữa. "
    "Muốn đổi, phải thu hồi hoặc ban hành văn bản thay thế."
)


def look_over(document: Document, *, is_held: bool = False) -> LookingOver:
    """Return what issuing an approved paper does. Its recipients come with their organizations.

    The number is the one it would get now; *is_held* keeps it from others until this transaction
    ends. Raises `NumberRefused` where none can be given.
    """
    issuer, day = db.session.get_one(Issuer, document.issuer_id), clock.today()
    number, wrong = numbers.next_of(issuer, document.symbol, day, is_held=is_held)
    stands = f"số {number:02d}-{document.symbol} ngày {short_date(day)}"
    printed = [tree.words(line) for line in lines_of(paper_of(document))]
    bodies = sorted(one.organization.name for one in document.recipients if one.organization)
    missing = [
        *([] if printed else ["Văn bản không ghi nơi nhận nào."]),
        *([] if bodies else ["Không đơn vị nào nhận văn bản này ngay trong chương trình."]),
        *([f"Số {wrong.number:02d} đã ghi ngày {short_date(wrong.day)}."] if wrong else []),
    ]
    return LookingOver(
        f"Ban hành {stands}",
        (
            ("Văn bản", [f"{PAPERS[document.kind].name}: {document.summary}"]),
            ("Số và ngày", [stands[:1].upper() + stands[1:]]),
            ("Nơi nhận ghi trên văn bản", some(printed) or ["Không ghi"]),
            ("Nhận ngay trong chương trình", some(bodies) or ["Không đơn vị nào"]),
            ("Sau khi ban hành", list(_then(document))),
        ),
        missing,
        {
            "number": f"ban hành {stands}",
            "printed": f"nơi nhận: {'; '.join(printed) or 'không ghi'}",
            "bodies": f"nhận trong chương trình: {'; '.join(bodies) or 'không đơn vị nào'}",
        },
    )


def _then(document: Document) -> Iterator[str]:
    yield FOR_GOOD
    if document.replaces_id is not None:
        old = db.session.get_one(Document, document.replaces_id)
        yield f"Văn bản {old.number_and_symbol} hết hiệu lực, được thay bằng văn bản này."
    yield "Đơn vị nhận được báo ngay; việc và hạn mà văn bản này giao bắt đầu tính."
