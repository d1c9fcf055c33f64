"""What the sample's Board works by: the rubric of points and the bank of phrases."""

from dataclasses import dataclass
from datetime import date

from webapp.administration.services.setup import add_standard_rubric
from webapp.attending.models import Phrase
from webapp.core.db import db
from webapp.organizations.models import Issuer

VALID_FROM = date(2019, 2, 13)  # the day of 25-QĐi/TU


@dataclass(frozen=True)
class Strength:
    """A phrase, what it is about, and words of the content that it belongs to."""

    text: str
    about: str
    content: str


@dataclass(frozen=True)
class Shortcoming:
    """A phrase with its cause and remedy; `denies` are the strengths that it speaks against."""

    text: str
    content: str
    cause: str
    remedy: str
    denies: tuple[str, ...]


STRENGTHS = (
    Strength(
        "Sinh hoạt đúng ngày, đúng giờ, đảng viên dự đầy đủ.",
        "attendance",
        "Nội dung các kỳ sinh hoạt",
    ),
    Strength(
        "Nội dung được cấp ủy thống nhất trước và gửi đến đảng viên.",
        "preparing",
        "Chương trình, kế hoạch và nghị quyết",
    ),
    Strength(
        "Nghị quyết có phân công người làm và thời hạn cụ thể.",
        "resolution",
        "Chương trình, kế hoạch và nghị quyết",
    ),
    Strength("Sổ sách ghi chép rõ ràng, cập nhật kịp thời.", "books", "Sổ danh sách đảng viên"),
    Strength(
        "Có kế hoạch bồi dưỡng quần chúng ưu tú và phân công đảng viên giúp đỡ.",
        "growth",
        "Bồi dưỡng quần chúng ưu tú",
    ),
    Strength(
        "Thảo luận dân chủ, nhiều ý kiến sát tình hình đơn vị.",
        "discussion",
        "Chỉ thị số 10-CT/TW",
    ),
    Strength(
        "Đảng viên thẳng thắn tự phê bình, tiếp thu góp ý.",
        "discussion",
        "Lãnh đạo việc tự phê bình",
    ),
    Strength(
        "Nhận xét của nơi cư trú được cấp ủy theo dõi, lưu đầy đủ.",
        "residence",
        "liên hệ với nơi cư trú",
    ),
    Strength("Phòng họp trang nghiêm, cờ Đảng treo đúng quy định.", "hall", "trang trí cờ Đảng"),
)
ABSENCE = Shortcoming(
    "Một số đảng viên đến trễ, vắng chưa báo cáo lý do.",
    "Nội dung các kỳ sinh hoạt",
    "Đảng viên làm việc theo ca, khó sắp xếp thời gian.",
    "Nhắc đảng viên dự đúng giờ; ai vắng phải báo trước với cấp ủy.",
    ("attendance",),
)
SHORTCOMINGS = (  # what may be found at any meeting
    Shortcoming(
        "Dự thảo nghị quyết còn chung, chưa nêu chỉ tiêu.",
        "Chương trình, kế hoạch và nghị quyết",
        "Cấp ủy chưa hội ý trước buổi sinh hoạt.",
        "Nêu chỉ tiêu trong dự thảo nghị quyết và gửi đến đảng viên trước ít nhất 03 ngày.",
        ("resolution", "preparing"),
    ),
    Shortcoming(
        "Ít ý kiến phát biểu; tự phê bình và phê bình còn nể nang.",
        "Lãnh đạo việc tự phê bình",
        "Cấp ủy chưa gợi ý trước nội dung cần thảo luận.",
        "Phân công đảng viên chuẩn bị ý kiến theo từng nội dung.",
        ("discussion",),
    ),
    Shortcoming(
        "Sổ nghị quyết ghi chưa đủ kết quả biểu quyết.",
        "Sổ nghị quyết",
        "Người ghi biên bản mới nhận việc, chưa được hướng dẫn.",
        "Bổ sung sổ sách, ghi đủ kết quả biểu quyết của từng cuộc.",
        ("books",),
    ),
    Shortcoming(
        "Chưa kiểm điểm việc thực hiện nghị quyết tháng trước.",
        "Nội dung các kỳ sinh hoạt",
        "Chương trình sinh hoạt chưa dành thời gian cho việc kiểm điểm.",
        "Đưa việc kiểm điểm nghị quyết tháng trước vào chương trình sinh hoạt.",
        (),
    ),
)
_FOUND = (ABSENCE, *SHORTCOMINGS)
PHRASES = {
    "strength": tuple(one.text for one in STRENGTHS),
    "shortcoming": tuple(one.text for one in _FOUND),
    "cause": tuple(one.cause for one in _FOUND),
    "recommendation": tuple(one.remedy for one in _FOUND),
}


def load_standards(issuer: Issuer) -> None:
    """Add the rubric and the phrases. Flushes, does not commit."""
    add_standard_rubric(issuer, VALID_FROM)
    db.session.add_all(
        Phrase(issuer_id=issuer.id, kind=kind, text=text)
        for kind, texts in PHRASES.items()
        for text in texts
    )
    db.session.flush()
