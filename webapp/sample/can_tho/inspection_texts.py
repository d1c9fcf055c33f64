"""What the teams found at the units of the rounds that were held, in words of our own."""

from webapp.attending.models import GOOD_MODEL, OPINION, PROPOSAL, SHORTCOMING, STRENGTH
from webapp.sample.can_tho.plan import FIRST, MARCH, SEPTEMBER

# Kind of remark, words, cause, the recommendation that answers it.
Found = tuple[tuple[str, str, str, str], ...]

_LATE = (
    SHORTCOMING,
    "Kế hoạch năm triển khai đến chi đoàn chậm hơn một tháng.",
    "Ban Chấp hành kiêm nhiệm, chưa phân công người theo dõi.",
    "Phân công ủy viên phụ trách và triển khai kế hoạch đến chi đoàn trong 15 ngày.",
)
_BOOKS = (
    SHORTCOMING,
    "Sổ đoàn viên chưa cập nhật đoàn viên chuyển đến, chuyển đi.",
    "Người giữ sổ mới nhận nhiệm vụ.",
    "Cập nhật sổ đoàn viên và đối chiếu với danh sách đoàn phí.",
)
_STAFF = (
    SHORTCOMING,
    "Quy trình bổ sung ủy viên Ban Chấp hành còn thiếu biên bản giới thiệu.",
    "Chưa nắm chắc Quy chế cán bộ Đoàn.",
    "Bổ sung hồ sơ và tập huấn Quy chế cán bộ Đoàn cho Ban Chấp hành.",
)

FOUND: dict[str, list[Found]] = {
    MARCH: [
        (
            (STRENGTH, "Tuyên truyền về Đại hội Đảng bằng bản tin hằng tuần.", "", ""),
            (GOOD_MODEL, "“Mỗi chi đoàn một ý kiến góp vào văn kiện Đại hội”.", "", ""),
        ),
        (
            (STRENGTH, "Có chuyên trang về Đại hội Đảng các cấp do đoàn viên thực hiện.", "", ""),
            (OPINION, "Phóng viên trẻ mong được đi thực tế cơ sở nhiều hơn.", "", ""),
        ),
        ((STRENGTH, "Đăng ký công trình chào mừng Đại hội, có tiến độ từng tuần.", "", ""), _LATE),
        (
            (STRENGTH, "Giới thiệu 06 đoàn viên ưu tú cho Đảng.", "", ""),
            (PROPOSAL, "Kiến nghị tổ chức thi tìm hiểu về Đảng trong toàn Khối.", "", ""),
        ),
        ((STRENGTH, "Góp ý văn kiện có chất lượng, gắn với ngành.", "", ""), _BOOKS),
    ],
    FIRST: [
        (
            (STRENGTH, "Chương trình năm cụ thể, mỗi quý có sơ kết.", "", ""),
            (GOOD_MODEL, "“Thứ Bảy tư pháp”: tư vấn pháp luật miễn phí cho thanh niên.", "", ""),
        ),
        (
            (STRENGTH, "Công tác cán bộ đúng quy trình, có quy hoạch.", "", ""),
            _BOOKS,
            (OPINION, "Đoàn viên trực nhiều nên mong sinh hoạt theo ca.", "", ""),
        ),
        ((STRENGTH, "Phong trào hướng về cơ sở, có địa chỉ cụ thể.", "", ""), _LATE),
        (
            (STRENGTH, "Thực hiện tốt rèn luyện tác phong của cán bộ Đoàn.", "", ""),
            _STAFF,
            (PROPOSAL, "Kiến nghị mở lớp nghiệp vụ kiểm tra cho cơ sở.", "", ""),
        ),
    ],
    SEPTEMBER: [],
}
