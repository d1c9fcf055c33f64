"""Sample papers that go out: plan, announcement, invitation, letter on the result."""

from datetime import date

from webapp.documents.measures import PARTY
from webapp.documents.samples_office import Office, kept, paper, signature
from webapp.documents.tree import Block, Column, Heading, Item, Paper, Paragraph, Signature, Table

PLANNED_ON = date(2025, 1, 6)


def plan(office: Office) -> Paper:
    """The plan of a year; the youth's is approved by the Party committee beside it."""
    signatures = [signature(office)]
    if office.style != PARTY:
        approval = Signature("PHÊ DUYỆT\nT/M ĐẢNG ỦY XÃ", "PHÓ BÍ THƯ", "Lê Văn C", "left", PARTY)
        signatures.insert(0, approval)
    return paper(
        office,
        "plan",
        6,
        f"Dự, giám sát sinh hoạt {office.cell} năm 2025",
        [*_purpose(office), *_manner(office)],
        signatures=signatures,
        day=PLANNED_ON,
        recipients=(office.top, office.committee, f"Các {office.cell} trong lịch", kept(office)),
    )


def _purpose(office: Office) -> list[Block]:
    return [
        Paragraph(f"*Căn cứ Chương trình công tác năm 2025 của {office.top};*"),
        Paragraph(f"*Căn cứ tình hình sinh hoạt của các {office.cell} trực thuộc;*"),
        Paragraph(f"{office.name} xây dựng kế hoạch dự, giám sát như sau:"),
        Heading(1, "I- MỤC ĐÍCH, YÊU CẦU"),
        Item(
            f"Nắm sát việc chuẩn bị, điều hành và ra nghị quyết của {office.cell}; kịp thời"
            " hướng dẫn nơi còn lúng túng, nhân rộng nơi làm tốt."
        ),
        Item(
            "Việc dự không làm thay, không gây phiền hà; nhận xét phải cụ thể, có địa chỉ và"
            " thời hạn khắc phục."
        ),
        Heading(1, "II- NỘI DUNG"),
        Heading(2, "1. Công tác chuẩn bị"),
        Item("Họp chuẩn bị, phân công, gửi tài liệu trước buổi sinh hoạt."),
        Heading(2, "2. Diễn biến buổi sinh hoạt"),
        Item("Trình tự, thời gian, không khí thảo luận, tự phê bình và phê bình."),
        Item("Kết luận của chủ trì; biên bản; việc biểu quyết nghị quyết."),
    ]


def _manner(office: Office) -> list[Block]:
    return [
        Heading(1, "III- THỜI GIAN, ĐƠN VỊ"),
        _schedule(office),
        Heading(1, "IV- CÁCH LÀM VÀ THÀNH PHẦN DỰ"),
        Item(
            "Các đơn vị đăng ký lịch trước ngày 25 hằng tháng; Tổ công tác chọn một buổi, báo"
            " trước ít nhất 5 ngày làm việc."
        ),
        Item("Tổ công tác gồm một lãnh đạo, một cán bộ theo dõi và một thư ký."),
        Heading(1, "V- TỔ CHỨC THỰC HIỆN"),
        Item(f"{office.committee} chỉ đạo đơn vị chuẩn bị và dự cùng Tổ công tác."),
        Item("Tổ công tác thông báo kết quả trong 7 ngày làm việc sau buổi dự."),
        Paragraph(
            "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về"
            f" {office.name} để được hướng dẫn."
        ),
    ]


def _schedule(office: Office) -> Table:
    name = office.cell.capitalize()
    return Table(
        (
            Column("Tháng", 1, "center"),
            Column("Đơn vị", 3),
            Column("Loại hình sinh hoạt", 2),
        ),
        (
            ("02/2025", f"{name} ấp Tân Lập", "Thường kỳ"),
            ("03/2025", f"{name} ấp Phú Thọ", "Chuyên đề quý I"),
            ("04/2025", f"{name} Trường trung học cơ sở", "Thường kỳ"),
            ("05/2025", f"{name} Trạm y tế", "Thường kỳ"),
            ("06/2025", f"{name} Quân sự", "Chuyên đề quý II"),
        ),
    )


def announcement(office: Office) -> Paper:
    """The announcement of the meetings of a month that are attended."""
    return paper(
        office,
        "announcement",
        9,
        f"Lịch dự, giám sát sinh hoạt {office.cell} tháng 02 năm 2025",
        [
            Paragraph(
                f"Thực hiện Kế hoạch số 06-KH/{office.code} ngày 06 tháng 01 năm 2025 về dự, giám"
                f" sát sinh hoạt {office.cell} năm 2025, căn cứ lịch sinh hoạt do các đơn vị đăng"
                f" ký, {office.name} thông báo lịch dự như sau:"
            ),
            _attended(office),
            Paragraph(
                "Đơn vị được dự chuẩn bị sổ nghị quyết, sổ biên bản, tài liệu của 3 kỳ gần nhất;"
                " nếu phải dời buổi sinh hoạt thì báo trước *ít nhất 2 ngày làm việc*."
            ),
        ],
        recipients=(office.committee, f"Các {office.cell} trong lịch", "Tổ công tác", kept(office)),
    )


def _attended(office: Office) -> Table:
    name = office.cell.capitalize()
    return Table(
        (
            Column("Ngày, giờ", 1.5, "center"),
            Column("Đơn vị", 2),
            Column("Loại hình", 1.2),
            Column("Địa điểm", 2),
            Column("Người dự", 2),
        ),
        (
            (
                "**12/02/2025**, 14 giờ",
                f"{name} ấp Tân Lập",
                "Thường kỳ",
                "Nhà văn hóa ấp Tân Lập",
                "Đồng chí Nguyễn Văn A và Tổ công tác",
            ),
            (
                "**20/02/2025**, 8 giờ",
                f"{name} ấp Phú Thọ",
                "Chuyên đề",
                "Hội trường xã",
                "Đồng chí Phạm Thị D và Tổ công tác",
            ),
        ),
    )


def amendment(office: Office) -> Paper:
    """The notice that one announced meeting moves, and another is not held."""
    return paper(
        office,
        "amendment",
        11,
        f"Điều chỉnh lịch dự, giám sát sinh hoạt {office.cell} tháng 02 năm 2025",
        [
            Paragraph(
                f"Tiếp theo Thông báo số 09-TB/{office.code} ngày 05 tháng 02 năm 2025 và Giấy mời"
                f" số 03-GM/{office.code} ngày 05 tháng 02 năm 2025, {office.name} thông báo điều"
                f" chỉnh lịch dự, giám sát sinh hoạt {office.cell} tháng 02 năm 2025 như sau:"
            ),
            _amended(office.cell.capitalize()),
            Paragraph("Các nội dung khác giữ nguyên như đã thông báo."),
            Paragraph(
                f"Đề nghị {office.committee} thông báo đến các {office.cell} và thành phần có liên"
                " quan để biết, phối hợp thực hiện."
            ),
        ],
        recipients=(
            office.committee,
            f"Các {office.cell} có buổi sinh hoạt được điều chỉnh",
            "Tổ công tác",
            kept(office),
        ),
        day=date(2025, 2, 10),
    )


def _amended(name: str) -> Table:
    columns = (
        Column("Buổi sinh hoạt", 1.6),
        Column("Nội dung", 0.8),
        Column("Đã thông báo", 1.3),
        Column("Điều chỉnh thành", 1.5),
    )
    first, second = f"{name} ấp Tân Lập, 12/02/2025", f"{name} ấp Phú Thọ, 20/02/2025"
    rows = (
        (first, "Thời gian", "14 giờ 00, thứ Tư, 12/02/2025", "08 giờ 00, thứ Sáu, 14/02/2025"),
        (first, "Địa điểm", "Nhà văn hóa ấp Tân Lập", "Hội trường Ủy ban nhân dân xã"),
        (
            second,
            "Tổ chức sinh hoạt",
            "08 giờ 00, thứ Năm, 20/02/2025, tại Hội trường xã",
            "Không tổ chức, không bố trí dự. Lý do: đơn vị dự hội nghị cấp trên",
        ),
    )
    return Table(columns, rows)


def invitation(office: Office) -> Paper:
    """The invitation to attend together."""
    return paper(
        office,
        "invitation",
        3,
        f"Dự, giám sát sinh hoạt {office.cell} tháng 02 năm 2025",
        [
            Paragraph(
                f"{office.name} trân trọng kính mời đồng chí cùng dự, giám sát buổi sinh hoạt"
                f" thường kỳ của {office.unit}."
            ),
            Item("Thời gian: *14 giờ, thứ Tư, ngày 12 tháng 02 năm 2025*."),
            Item("Địa điểm: Nhà văn hóa ấp Tân Lập, xã Bình Minh."),
            Item(f"Chủ trì: Bí thư {office.unit}."),
            Item(
                "Chuẩn bị: kế hoạch năm 2025, thông báo kết quả lần dự trước và ý kiến của cấp ủy"
                " về việc khắc phục."
            ),
            Paragraph(
                "Rất mong đồng chí sắp xếp dự đúng giờ. Nếu không dự được, đề nghị cử người đi"
                f" thay và báo về {office.name} trước một ngày làm việc."
            ),
        ],
        addressee="Đồng chí Bí thư Đảng ủy xã Bình Minh",
        recipients=("Như trên", office.unit, kept(office)),
    )


def result_letter(office: Office) -> Paper:
    """The letter on what was seen: two pages, bold and italic words, a table of eight rows."""
    return paper(
        office,
        "result_letter",
        12,
        f"Kết quả dự, giám sát sinh hoạt {office.cell} tại {office.unit}",
        [*_seen(office), *_judged(office), *_asked(office)],
        recipients=(office.top, office.committee, office.unit, "Tổ công tác", kept(office)),
    )


def _seen(office: Office) -> list[Block]:
    return [
        Paragraph(
            f"Thực hiện *Kế hoạch số 06-KH/{office.code}, ngày 06 tháng 01 năm 2025* về dự, giám"
            f" sát sinh hoạt {office.cell} năm 2025, ngày 24 tháng 01 năm 2025 Tổ công tác của"
            f" {office.name} đã dự buổi sinh hoạt tháng 01 của {office.unit}. Qua theo dõi,"
            f" {office.name} thông báo kết quả như sau:"
        ),
        Item("**Thời gian:** từ 14 giờ 00 đến 15 giờ 40, ngày 24 tháng 01 năm 2025."),
        Item("**Địa điểm:** Nhà văn hóa ấp Tân Lập, xã Bình Minh."),
        Item(f"**Chủ trì:** đồng chí Hoàng Văn E, Bí thư {office.cell}."),
        Item(
            "**Tổ công tác:** đồng chí Nguyễn Văn A, Tổ trưởng; đồng chí Phạm Thị D, thành viên;"
            " đồng chí Vũ Văn G, thư ký."
        ),
        Item(
            f"**Tình hình tham dự:** tổng số 24 {office.member}; có mặt 20; miễn sinh hoạt 01; vắng"
            " có lý do 02 *(một đồng chí đi công tác, một đồng chí nằm viện)*; vắng không lý do 01."
        ),
        Item("**Loại hình, thời lượng:** sinh hoạt thường kỳ, 100 phút."),
    ]


def _judged(office: Office) -> list[Block]:
    return [
        Heading(2, "1. Ưu điểm"),
        Item(
            f"Buổi sinh hoạt mở đúng ngày đã đăng ký, đúng trình tự; tỷ lệ {office.member} có mặt"
            " đạt **83%**, cao hơn quý trước. Tài liệu được gửi trước ba ngày."
        ),
        Item(
            "Chủ trì điều hành dân chủ, dành *hơn một nửa thời gian* cho thảo luận. Mười hai lượt"
            " ý kiến đi thẳng vào việc thu gom rác, chiếu sáng đường ấp, giúp hộ khó khăn."
        ),
        Item(
            f"Kết luận nêu rõ năm việc của tháng, mỗi việc giao cho một {office.member}. Sổ biên"
            " bản, sổ nghị quyết đủ chữ ký của chủ trì và thư ký."
        ),
        Heading(2, "2. Hạn chế, tồn tại và nguyên nhân"),
        Item(
            "Phần đánh giá việc tháng trước còn chung chung, chưa nói việc nào xong, việc nào"
            " chậm. *Nguyên nhân:* không đối chiếu với nghị quyết đã ra."
        ),
        Item(
            "Tự phê bình và phê bình chưa thành nền nếp; chỉ hai đồng chí tự nhận khuyết điểm."
            " *Nguyên nhân:* nể nang, ngại va chạm; chủ trì chưa làm gương."
        ),
        Item(
            "Việc học tập chuyên đề bị lược. *Nguyên nhân:* đọc tài liệu thời sự quá dài, không"
            " phân bổ thời gian từ khâu chuẩn bị."
        ),
        Item(
            "Một đồng chí vắng không lý do hai kỳ liền chưa được nhắc nhở. *Nguyên nhân:* phân"
            " công theo dõi chưa rõ."
        ),
    ]


def _asked(office: Office) -> list[Block]:
    board = "Chi ủy" if office.style == PARTY else "BCH"
    rows = (
        ("Nhắc nhở bằng văn bản người vắng không lý do hai kỳ", "Phó Bí thư", "14/02/2025"),
        ("Đối chiếu nghị quyết tháng trước, nêu rõ việc xong, chậm", "Bí thư", "28/02/2025"),
        (
            "Phân bổ thời gian cho từng phần, ghi vào dự thảo chương trình",
            "Phó Bí thư",
            "28/02/2025",
        ),
        ("Phân công người tóm tắt thời sự, không đọc nguyên văn", "Thư ký", "28/02/2025"),
        ("Chủ trì tự phê bình trước, mời góp ý trực tiếp", "Bí thư", "28/02/2025"),
        ("Lập sổ theo dõi việc được giao, cập nhật hằng tuần", "Thư ký", "07/03/2025"),
        ("Tổ chức bù chuyên đề quý I đã bị lược", board, "28/03/2025"),
        ("Báo cáo kết quả khắc phục, kèm bản chụp sổ sách", "Bí thư", "04/04/2025"),
    )
    columns = (
        Column("TT", 0.4, "center"),
        Column("Nội dung kiến nghị", 3.4),
        Column("Người thực hiện", 1.3),
        Column("Thời hạn", 1.1, "center"),
    )
    return [
        Heading(2, "3. Kiến nghị"),
        Paragraph(f"{office.name} đề nghị {office.unit} thực hiện các việc sau:"),
        Table(
            columns,
            tuple((str(place), *row) for place, row in enumerate(rows, 1)),
        ),
        Heading(2, "4. Theo dõi, đôn đốc"),
        Paragraph(
            f"Giao {office.committee} theo dõi, đôn đốc {office.unit} khắc phục, báo cáo kết quả về"
            f" {office.name} đúng thời hạn. Tổ công tác sẽ *xem lại sổ sách* khi nhận báo cáo."
        ),
        Paragraph(
            "Theo thang điểm của kế hoạch, buổi sinh hoạt đạt **78/100 điểm**, xếp loại **Khá**."
        ),
    ]
