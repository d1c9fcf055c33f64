"""What the two committees wrote under the outline, in words of our own; all figures are invented.

Texts go by the title of the part, rows by the title of the table, figures by their label.
"""

from dataclasses import dataclass

from webapp.sample.ho_chi_minh import texts

TABLES = ("Các văn bản lãnh đạo, chỉ đạo đã ban hành", "Văn bản thành lập Nhóm Tu dưỡng rèn luyện")
_HELP = "Theo dõi, giúp đỡ đoàn viên ưu tú thành cảm tình Đảng, cảm tình Đảng thành đảng viên"


@dataclass(frozen=True)
class Report:
    """All that one unit wrote."""

    words: dict[str, str]
    rows: dict[str, list[list[str]]]
    figures: dict[str, int]


TOURISM = Report(
    words={
        "Đặc điểm, tình hình đơn vị": (
            "Đảng bộ có 04 chi bộ trực thuộc với 86 đảng viên, trong đó 31 đảng viên trong độ tuổi "
            "thanh niên."
        ),
        "Nhân sự, hoạt động của Ban Chấp hành Đoàn cơ sở và các chi đoàn": (
            "Ban Chấp hành có 07 ủy viên; 04 chi đoàn với 63 đoàn viên, sinh hoạt hằng tháng."
        ),
        "Vai trò, trách nhiệm của Đoàn cơ sở và các chi đoàn": (
            "Đoàn cơ sở rà soát nguồn mỗi quý, giới thiệu đoàn viên ưu tú với chi bộ và phân công "
            "đảng viên trẻ kèm cặp."
        ),
        texts.CONTENTS[0]: (
            "Đảng ủy quán triệt Hướng dẫn tại hội nghị quý IV năm 2022; 04 chi bộ triển khai trong "
            "sinh hoạt tháng 12."
        ),
        texts.CONTENTS[1]: (
            "Mỗi quý các chi đoàn bình chọn bằng phiếu từ đoàn viên hoàn thành xuất sắc nhiệm vụ; "
            "chi bộ xem xét, Đảng ủy công nhận."
        ),
        texts.CONTENTS[3]: (
            "Nhóm sinh hoạt mỗi tháng một lần, học chuyên đề và nhận việc của chi bộ giao."
        ),
        _HELP: (
            "Phân công hai đảng viên giúp đỡ mỗi cảm tình Đảng; ba tháng một lần chi ủy nhận xét."
        ),
        texts.CONTENTS[5]: (
            "“Tour nguồn”: đoàn viên ưu tú dẫn khách tham quan địa chỉ đỏ, viết bài cảm nhận và "
            "được chi bộ nhận xét."
        ),
        "Thuận lợi (mặt được), nguyên nhân": (
            "Cấp ủy quan tâm, có chỉ tiêu từng năm; đoàn viên có việc cụ thể để phấn đấu."
        ),
        "Khó khăn (hạn chế), nguyên nhân": (
            "Hồ sơ thẩm tra lý lịch còn kéo dài do người thân ở nhiều tỉnh, thành."
        ),
        "Đề xuất, kiến nghị": "Mở thêm lớp nhận thức về Đảng vào buổi tối.",
    },
    rows={
        TABLES[0]: [
            ["Kế hoạch phát triển đảng viên", "12-KH/ĐU", "15/11/2022", "Chỉ tiêu và phân công"],
            ["Công văn về rà soát nguồn", "47-CV/ĐU", "20/02/2023", "Rà soát đoàn viên ưu tú"],
        ],
        TABLES[1]: [
            ["Quyết định thành lập Nhóm", "09-QĐ/ĐU", "05/01/2023", "Một nhóm, 12 thành viên"],
        ],
    },
    figures={
        "Đoàn viên ưu tú": 21,
        "Cảm tình Đảng": 11,
        "Đảng viên phát triển từ đoàn viên ưu tú": 5,
        "Nhóm Tu dưỡng rèn luyện": 1,
        "Thành viên tham gia": 12,
    },
)
LABOUR = Report(
    words={
        "Đặc điểm, tình hình đơn vị": (
            "Đảng bộ có 06 chi bộ với 112 đảng viên; phóng viên thường trú ở nhiều tỉnh nên sinh "
            "hoạt có lúc trực tuyến."
        ),
        "Nhân sự, hoạt động của Ban Chấp hành Đoàn cơ sở và các chi đoàn": (
            "Ban Chấp hành có 05 ủy viên; 04 chi đoàn với 48 đoàn viên."
        ),
        "Vai trò, trách nhiệm của Đoàn cơ sở và các chi đoàn": (
            "Các chi đoàn giới thiệu nguồn sáu tháng một lần, Đoàn cơ sở theo dõi bằng sổ riêng."
        ),
        texts.CONTENTS[0]: (
            "Đảng ủy gửi văn bản đến các chi bộ và nhắc lại trong giao ban hằng quý."
        ),
        texts.CONTENTS[1]: (
            "Bình chọn hai lần một năm, gắn với giải thưởng nghiệp vụ của phóng viên trẻ."
        ),
        texts.CONTENTS[3]: "Nhóm sinh hoạt hai tháng một lần, có tháng không đủ thành viên.",
        _HELP: "Chi bộ phân công đảng viên hướng dẫn; nhận xét khi kết thúc từng giai đoạn.",
        texts.CONTENTS[5]: (
            "“Trang viết đầu tay”: đảng viên kèm phóng viên trẻ viết về người tốt, việc tốt."
        ),
        "Thuận lợi (mặt được), nguyên nhân": "Đội ngũ trẻ, có năng lực, muốn được cống hiến.",
        "Khó khăn (hạn chế), nguyên nhân": (
            "Phóng viên đi công tác dài ngày nên khó dự lớp bồi dưỡng nhận thức về Đảng."
        ),
    },
    rows={
        TABLES[0]: [
            ["Nghị quyết chuyên đề", "05-NQ/ĐU", "10/3/2023", "Phát triển đảng viên trẻ"],
        ],
        TABLES[1]: [
            ["Quyết định thành lập Nhóm", "11-QĐ/ĐU", "22/02/2023", "Một nhóm, 08 thành viên"],
        ],
    },
    figures={
        "Đoàn viên ưu tú": 14,
        "Cảm tình Đảng": 6,
        "Đảng viên phát triển từ đoàn viên ưu tú": 2,
        "Nhóm Tu dưỡng rèn luyện": 1,
        "Thành viên tham gia": 8,
    },
)
