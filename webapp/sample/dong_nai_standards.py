"""What the sample's Board works by: the rubric of points and the bank of phrases."""

from datetime import date

from webapp.administration.setup import add_standard_rubric
from webapp.core.db import db
from webapp.organizations.models import Issuer
from webapp.visits.models import Phrase

VALID_FROM = date(2019, 2, 13)  # the day of 25-QĐi/TU

PHRASES = {
    "strength": (
        "Sinh hoạt đúng ngày, đúng giờ, đảng viên dự đầy đủ.",
        "Nội dung được chi ủy thống nhất trước và gửi đến đảng viên.",
        "Thảo luận dân chủ, nhiều ý kiến sát tình hình đơn vị.",
        "Sổ sách ghi chép rõ ràng, cập nhật kịp thời.",
        "Nghị quyết có phân công người làm và thời hạn cụ thể.",
    ),
    "shortcoming": (
        "Một số đảng viên đến trễ, vắng chưa báo cáo lý do.",
        "Dự thảo nghị quyết còn chung, chưa nêu chỉ tiêu.",
        "Ít ý kiến phát biểu; tự phê bình và phê bình còn nể nang.",
        "Sổ nghị quyết ghi chưa đủ kết quả biểu quyết.",
        "Chưa kiểm điểm việc thực hiện nghị quyết tháng trước.",
    ),
    "cause": (
        "Chi ủy chưa hội ý trước buổi sinh hoạt.",
        "Người ghi biên bản mới nhận việc, chưa được hướng dẫn.",
        "Đảng viên làm việc theo ca, khó sắp xếp thời gian.",
    ),
    "recommendation": (
        "Gửi dự thảo nghị quyết đến đảng viên trước ít nhất 03 ngày.",
        "Phân công đảng viên chuẩn bị ý kiến theo từng nội dung.",
        "Bổ sung sổ sách, ghi đủ kết quả biểu quyết của từng cuộc.",
        "Đưa việc kiểm điểm nghị quyết tháng trước vào chương trình sinh hoạt.",
    ),
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
