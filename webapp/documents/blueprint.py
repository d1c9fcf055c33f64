"""The one blueprint of the papers, and the words that their pages share."""

from flask import Blueprint

from webapp.documents.kinds import ALL_KINDS

bp = Blueprint("documents", __name__)

STATES = {
    "draft": ("Dự thảo", "plain"),
    "submitted": ("Chờ duyệt", "due"),
    "approved": ("Đã duyệt, chờ ban hành", "wait"),
    "issued": ("Đã ban hành", "done"),
    "replaced": ("Đã thay thế", "off"),
    "withdrawn": ("Đã thu hồi", "off"),
}
ACTIONS = {
    "composed": "Soạn",
    "edited": "Sửa nội dung",
    "submitted": "Trình duyệt",
    "returned": "Trả lại",
    "taken_back": "Rút lại",
    "approved": "Duyệt",
    "issued": "Ban hành",
    "withdrawn": "Thu hồi",
    "asked": "Xin góp ý",
    "commented": "Góp ý",
    "decided": "Xử lý góp ý",
    "scanned": "Kèm bản ký, đóng dấu",
    "recorded": "Ghi vào sổ văn bản đã ban hành trên giấy",
    "corrected": "Đính chính văn bản ghi từ ngoài hệ thống",
}
# Steps after which the text may read differently.
REWRITES = frozenset({"composed", "edited", "issued", "corrected"})


@bp.app_context_processor
def _words() -> dict[str, object]:
    return {"DOCUMENT_STATES": STATES, "DOCUMENT_KINDS": ALL_KINDS}
