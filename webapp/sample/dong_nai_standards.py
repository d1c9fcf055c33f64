"""What the sample's Board works by: the rubric of points and the bank of phrases."""

from datetime import date

from webapp.core.db import db
from webapp.organizations.models import Issuer
from webapp.rules.scoring import standard_rubric
from webapp.visits.models import Criterion, Phrase, Rubric

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
    rubric = Rubric(
        issuer_id=issuer.id, name="Tiêu chí chất lượng sinh hoạt chi bộ", valid_from=VALID_FROM
    )
    items = [(group, one) for group in standard_rubric().groups for one in group.criteria]
    rubric.criteria = [
        Criterion(
            position=position,
            group_title=group.title,
            title=one.title,
            points=one.points,
            is_conditional=one.conditional,
        )
        for position, (group, one) in enumerate(items, 1)
    ]
    db.session.add(rubric)
    db.session.add_all(
        Phrase(issuer_id=issuer.id, kind=kind, text=text)
        for kind, texts in PHRASES.items()
        for text in texts
    )
    db.session.flush()
