"""What the plan 46-KH/ĐTN says, in words of our own."""

from datetime import date

TITLE = "Kiểm tra, giám sát và đi cơ sở của Ban Thường vụ Đoàn Khối năm 2020"
OPENING = (
    "Căn cứ Chương trình công tác Đoàn và phong trào thanh niên năm 2020 của Ban Chấp hành Đoàn "
    "Khối, Ban Thường vụ Đoàn Khối cơ quan Dân Chính Đảng thành phố Cần Thơ lập kế hoạch kiểm "
    "tra, giám sát và đi cơ sở trong năm như sau:"
)
CLOSING = (
    "Ban Thường vụ Đoàn Khối mong Ban Chấp hành các tổ chức cơ sở đoàn thực hiện kế hoạch đúng "
    "nội dung, đúng hạn và có kết quả."
)
LINES = {
    "purpose": (
        "Giúp cán bộ đoàn, đoàn viên và tổ chức cơ sở đoàn thực hiện tốt hơn nghị quyết và Điều lệ "
        "Đoàn, qua đó sinh hoạt đoàn ở từng đơn vị có chất lượng hơn.",
        "Nghe kiến nghị, đề xuất của cơ sở và tâm tư của đoàn viên để chương trình công tác từng "
        "giai đoạn sát với thực tế.",
        "Để cán bộ phụ trách kiểm tra ở cơ sở làm đúng vai trò của mình; tìm ra và nhân rộng "
        "mô hình hay, chỉ rõ hạn chế để sửa, giữ nghiêm kỷ luật của Đoàn.",
    ),
    "requirement": (
        "Kiểm tra, giám sát đúng nội dung, đúng đối tượng; nhận xét khách quan, có kiến nghị cụ "
        "thể và theo dõi đến khi khắc phục xong.",
    ),
    "method": (
        "Ban Thường vụ Đoàn Khối lập các đoàn kiểm tra, giám sát gồm ủy viên Ban Thường vụ và ủy "
        "viên Ủy ban Kiểm tra Đoàn Khối.",
    ),
    "attendee_upper": (
        "Ủy viên Ban Thường vụ, Ban Chấp hành, Ủy ban Kiểm tra Đoàn Khối theo phân công.",
    ),
    "duty_lower": (
        "Đơn vị được kiểm tra, giám sát gửi tài liệu, báo cáo theo yêu cầu của đoàn; chủ động hẹn "
        "với đoàn về thời gian, địa điểm, thành phần và số người dự.",
        "Các tổ chức cơ sở đoàn gửi lịch sinh hoạt hằng tháng đúng hạn.",
    ),
    "duty_board": (
        "Ban Thường vụ Đoàn Khối thống nhất chọn đơn vị cho từng đợt và thông báo đến đơn vị đó.",
        "Văn phòng Đoàn Khối tổng hợp lịch sinh hoạt, phân công đại diện Ban Chấp hành cùng dự.",
        "Người được phân công báo cáo số đoàn viên dự, thành phần và nội dung buổi sinh hoạt để "
        "Văn phòng tổng hợp gửi Ban Thường vụ Thành đoàn; ai không dự theo phân công thì có "
        "báo cáo nhanh.",
    ),
    "recipient": (
        "Ban Thường vụ Thành đoàn Cần Thơ",
        "Ban Tổ chức - Kiểm tra Thành đoàn",
        "Đồng chí Bí thư Đảng ủy Khối",
        "Các đồng chí Ủy viên Ban Chấp hành Đoàn Khối",
        "Các đồng chí Ủy viên Ủy ban Kiểm tra Đoàn Khối",
        "66 tổ chức cơ sở đoàn trực thuộc",
        "Lưu Văn phòng",
    ),
}

BASES = (  # kind, symbol, day, issuer, about
    (
        "Nghị quyết",
        "02-NQ/TWĐTN",
        date(2008, 9, 9),
        "Ban Chấp hành Trung ương Đoàn khóa IX",
        "về nâng cao chất lượng tổ chức cơ sở đoàn",
    ),
    (
        "Chỉ thị",
        "01-CT/TWĐTN",
        date(2013, 5, 17),
        "Ban Thường vụ Trung ương Đoàn",
        "về rèn luyện tác phong, lề lối công tác của cán bộ Đoàn",
    ),
    (
        "Kế hoạch",
        "61a-KH/TĐTN-BTG",
        date(2016, 11, 6),
        "Ban Thường vụ Đoàn Khối",
        "về học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh giai đoạn 2016 - 2021",
    ),
    (
        "Kết luận",
        "06-KL/TWĐTN-BKT",
        date(2019, 1, 10),
        "Ban Thường vụ Trung ương Đoàn",
        "về tiếp tục thực hiện Chỉ thị 01-CT/TWĐTN",
    ),
    (
        "Kế hoạch",
        "33-KH/ĐTN",
        date(2019, 9, 24),
        "Ban Thường vụ Đoàn Khối",
        "về nâng cao chất lượng cán bộ đoàn giai đoạn 2019 - 2022",
    ),
)

ROUND_TOPICS = {
    "Kiểm tra đợt 1": (
        "Công tác Đoàn 6 tháng đầu năm 2020",
        "Cụ thể hóa, triển khai chương trình công tác Đoàn và phong trào thanh niên năm 2020",
        "Công tác xây dựng Đoàn, trọng tâm là công tác cán bộ và quy trình bổ nhiệm",
    ),
    "Kiểm tra đợt 2": (
        "Công tác Đoàn cuối năm 2020",
        "Kết quả năm 2020 theo chủ đề “Tuổi trẻ Khối cơ quan Dân Chính Đảng TP. Cần Thơ tự hào "
        "tiến bước dưới cờ Đảng”",
    ),
    "Giám sát chuyên đề tháng 3": ("Vai trò của tổ chức cơ sở đoàn đối với Đại hội Đảng các cấp",),
    "Giám sát chuyên đề tháng 9": (
        "Triển khai Chương trình hành động của Đoàn TNCS Hồ Chí Minh thực hiện Nghị quyết Đại hội "
        "Đảng các cấp",
    ),
}

# activity, title, contents, record books
GROUPS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "Kiểm tra đợt 1",
        "Chương trình công tác Đoàn và phong trào thanh niên năm 2020",
        (
            "Cụ thể hóa chương trình của Ban Chấp hành Đoàn Khối",
            "Triển khai chương trình đến các chi đoàn",
            "Chỉ đạo thực hiện và kết quả 6 tháng đầu năm",
        ),
        (),
    ),
    (
        "Kiểm tra đợt 1",
        "Công tác xây dựng Đoàn",
        (
            "Công tác cán bộ đoàn",
            "Quy trình bổ nhiệm cán bộ theo Điều lệ Đoàn và Quy chế cán bộ Đoàn",
        ),
        ("Sổ đoàn viên", "Sổ nghị quyết của Ban Chấp hành"),
    ),
    (
        "Kiểm tra đợt 2",
        "Kết quả công tác Đoàn và phong trào thanh niên năm 2020",
        ("Thực hiện chủ đề của năm", "Công trình thanh niên"),
        (),
    ),
    (
        "Kiểm tra đợt 2",
        "Đoàn viên, đoàn vụ và kiểm tra, giám sát",
        (
            "Công tác đoàn viên",
            "Công tác đoàn vụ",
            "Nhiệm vụ kiểm tra, giám sát của đơn vị",
            "Giải quyết khiếu nại, tố cáo và thi hành kỷ luật của Đoàn",
        ),
        ("Sổ thu, nộp đoàn phí",),
    ),
    (
        "Giám sát chuyên đề tháng 3",
        "Vai trò của tổ chức cơ sở đoàn đối với Đại hội Đảng các cấp",
        (
            "Tuyên truyền về Đại hội Đảng trong đoàn viên",
            "Góp ý văn kiện và công trình chào mừng Đại hội",
            "Giới thiệu đoàn viên ưu tú cho Đảng",
        ),
        (),
    ),
    (
        "Giám sát chuyên đề tháng 9",
        "Triển khai Chương trình hành động của Đoàn TNCS Hồ Chí Minh thực hiện Nghị quyết Đại hội "
        "Đảng các cấp",
        (
            "Xây dựng kế hoạch thực hiện Chương trình hành động",
            "Quán triệt đến đoàn viên",
            "Kết quả bước đầu và khó khăn",
        ),
        (),
    ),
    (
        "Đi cơ sở, dự sinh hoạt chi đoàn",
        "Chất lượng sinh hoạt chi đoàn",
        (
            "Nội dung và cách sinh hoạt chi đoàn",
            "Chất lượng đoàn viên, chủ trương 1+2",
            "Tiêu chuẩn đội ngũ cán bộ đoàn theo Kế hoạch số 33-KH/ĐTN",
            "Khó khăn về công tác đoàn viên, tổ chức hoạt động và cơ chế hỗ trợ",
        ),
        ("Sổ chi đoàn",),
    ),
)

TOPICS = (  # topic, what it rests on
    (
        "Chủ trương, nghị quyết của Ban Chấp hành Đoàn Khối trong nửa đầu nhiệm kỳ 2017 - 2022",
        "Nghị quyết của Ban Chấp hành Đoàn Khối",
    ),
    (
        "Giải pháp, cách thực hiện nhiệm vụ và việc tu dưỡng, rèn luyện của cán bộ Đoàn chủ chốt",
        "Nghị quyết của Ban Chấp hành Đoàn Khối",
    ),
    (
        "Cụ thể hóa chương trình công tác Đoàn và phong trào thanh niên năm 2020",
        "Chương trình công tác năm 2020 của Ban Chấp hành Đoàn Khối",
    ),
    ("Tháng Thanh niên năm 2020", "Chương trình công tác năm 2020"),
    (
        "Chiến dịch thanh niên tình nguyện Kỳ nghỉ hồng 2020",
        "Chương trình công tác năm 2020",
    ),
    (
        "Chương trình hành động thực hiện Nghị quyết Đại hội Đoàn các cấp",
        "Nghị quyết Đại hội Đoàn các cấp",
    ),
    ("Nâng cao chất lượng tổ chức cơ sở đoàn", "Nghị quyết số 02-NQ/TWĐTN ngày 09/9/2008"),
    (
        "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh giai đoạn 2016 - 2021",
        "Kế hoạch số 61a-KH/TĐTN-BTG ngày 06/11/2016",
    ),
    (
        "Tác phong, lề lối công tác và tính tiên phong, gương mẫu của cán bộ Đoàn",
        "Chỉ thị số 01-CT/TWĐTN ngày 17/5/2013",
    ),
    (
        "Chức trách, nhiệm vụ của Ủy viên Ban Chấp hành Đoàn Khối",
        "Kết luận số 06-KL/TWĐTN-BKT ngày 10/01/2019",
    ),
)

INVITED = (  # whom the unit invites, least, most, must it (III)
    ("Đại diện cấp ủy tại đơn vị", 1, None, True),
    ("Ban Chấp hành Đoàn cơ sở", 3, None, False),
    ("Bí thư các chi đoàn trực thuộc", 1, None, False),
)
AGENDA = (  # step, speaker, minutes
    ("Giới thiệu thành phần tham dự", "Đơn vị", 5),
    ("Nêu mục đích, nội dung làm việc", "Trưởng đoàn", 10),
    ("Báo cáo kết quả và kiến nghị của đơn vị", "Bí thư Đoàn cơ sở", 30),
    ("Xem hồ sơ, sổ sách và trao đổi", "Đoàn và đơn vị", 60),
    ("Phát biểu của cấp ủy", "Đại diện cấp ủy", 10),
    ("Kết luận buổi làm việc", "Trưởng đoàn", 15),
)
PAPERS = (  # label, is it optional
    ("Báo cáo theo nội dung kiểm tra, giám sát", False),
    ("Hồ sơ, sổ sách liên quan", True),
)
