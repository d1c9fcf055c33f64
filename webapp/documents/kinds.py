"""The kinds of paper: what each is called, and the code in its symbol (HD 36-HD/VPTW)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`name` is for lists, `title` is printed, `code` begins the symbol; no code, no number."""

    key: str
    name: str
    title: str
    code: str


KINDS = {
    kind.key: kind
    for kind in (
        Kind("plan", "Kế hoạch", "KẾ HOẠCH", "KH"),
        Kind("announcement", "Thông báo lịch dự", "THÔNG BÁO", "TB"),
        Kind("invitation", "Giấy mời", "GIẤY MỜI", "GM"),
        Kind("amendment", "Thông báo điều chỉnh", "THÔNG BÁO", "TB"),
        Kind("result_letter", "Thông báo kết quả", "THÔNG BÁO", "TB"),
        Kind("minutes", "Biên bản", "BIÊN BẢN", "BB"),
        Kind("quick_report", "Báo cáo nhanh", "BÁO CÁO NHANH", "BC"),
        Kind("round_report", "Báo cáo kết quả đợt", "BÁO CÁO", "BC"),
        Kind("month_report", "Báo cáo tháng", "BÁO CÁO", "BC"),
        Kind("synthesis", "Báo cáo tổng hợp", "BÁO CÁO", "BC"),
        Kind("self_report", "Báo cáo tự giám sát", "BÁO CÁO", "BC"),
        Kind("outline_report", "Báo cáo theo đề cương", "BÁO CÁO", ""),
        Kind("note_form", "Phiếu ghi chép", "PHIẾU GHI CHÉP", ""),
        Kind("letter", "Công văn", "", "CV"),
        Kind("receipt", "Giấy xác nhận", "GIẤY XÁC NHẬN", ""),
    )
}

# Certified copies: the title stands above the block that certifies, below the paper copied.
COPIES = {
    kind.key: kind
    for kind in (
        Kind("whole_copy", "Bản sao y", "SAO Y", "SY"),
        Kind("part_copy", "Bản trích sao", "TRÍCH SAO", "TrS"),
        Kind("further_copy", "Bản sao lục", "SAO LỤC", "SL"),
    )
}
ALL_KINDS = KINDS | COPIES
