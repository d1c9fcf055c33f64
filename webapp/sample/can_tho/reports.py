"""What members of the bloc's committees reported of the meetings they attended."""

from datetime import timedelta
from random import Random

from webapp.attending.models import GOOD_MODEL, OPINION, PROPOSAL, SHORTCOMING, STRENGTH
from webapp.core import clock
from webapp.notices.models import Meeting

TOLD = {  # kind of remark: what was told
    STRENGTH: (
        "Chi đoàn sinh hoạt đúng lịch, nội dung gắn với nhiệm vụ chuyên môn.",
        "Đoàn viên phát biểu sôi nổi, có nhiều ý kiến thiết thực.",
        "Bí thư chi đoàn chuẩn bị kỹ, điều hành gọn.",
        "Sổ chi đoàn ghi chép đầy đủ, cập nhật đúng tháng.",
    ),
    SHORTCOMING: (
        "Nội dung sinh hoạt còn dàn trải, chưa chọn việc trọng tâm.",
        "Một số đoàn viên đến trễ, ít tham gia ý kiến.",
        "Chưa kiểm điểm việc thực hiện nghị quyết tháng trước.",
    ),
    GOOD_MODEL: (
        "“Ngày thứ Sáu xanh”: mỗi thứ Sáu dọn vệ sinh, trồng cây quanh trụ sở.",
        "“Mỗi tuần một thủ tục”: đoàn viên tự rút ngắn thời gian giải quyết một thủ tục cho dân.",
        "“Tủ sách chi đoàn” luân chuyển giữa các phòng, mỗi tháng giới thiệu một quyển.",
        "“Giờ thứ chín”: tổ tình nguyện hướng dẫn người dân nộp hồ sơ trực tuyến sau giờ làm việc.",
        "Nhóm đoàn viên kèm cặp người mới vào ngành trong ba tháng đầu.",
    ),
    OPINION: (
        "Đoàn viên mong có thêm lớp bồi dưỡng kỹ năng nghiệp vụ buổi tối.",
        "Đề nghị cấp ủy giới thiệu thêm đoàn viên ưu tú học lớp cảm tình Đảng.",
        "Đoàn viên trẻ lo kinh phí hoạt động còn ít, phải tự đóng góp.",
        "Nhiều đoàn viên đi công tác dài ngày nên khó sinh hoạt đủ.",
    ),
    PROPOSAL: (
        "Kiến nghị hỗ trợ kinh phí cho công trình thanh niên của đơn vị.",
        "Kiến nghị Đoàn Khối tổ chức sinh hoạt liên chi đoàn theo cụm.",
    ),
}


def attendance_of(meeting: Meeting, chance: Random) -> dict[str, object]:
    """Return what was counted at a meeting, by the columns of its attendance."""
    members = chance.randint(12, 34)
    excused, unexcused = chance.randint(0, 3), chance.choice((0, 0, 0, 1))
    opened = clock.local(meeting.starts_at)
    minutes = chance.choice((45, 60, 60, 75, 90))
    return {
        "opened_at": f"{opened:%H:%M}",
        "closed_at": f"{opened + timedelta(minutes=minutes):%H:%M}",
        "chair": "Bí thư chi đoàn",
        "members": members,
        "present": members - excused - unexcused,
        "excused": excused,
        "unexcused": unexcused,
        "reasons": "Đi công tác" if excused else "",
        "composition": chance.choice(
            (
                "Toàn thể đoàn viên",
                "Toàn thể đoàn viên, đại diện chi ủy",
                "Đoàn viên và Ban Chấp hành",
            )
        ),
    }


def remarks_of(chance: Random) -> list[tuple[str, str]]:
    """Return the remarks on one meeting, kind and words: good models and opinions now and then."""
    found = [(STRENGTH, chance.choice(TOLD[STRENGTH]))]
    for kind, share in ((SHORTCOMING, 0.3), (GOOD_MODEL, 0.15), (OPINION, 0.3), (PROPOSAL, 0.1)):
        if chance.random() < share:
            found.append((kind, chance.choice(TOLD[kind])))
    return found
