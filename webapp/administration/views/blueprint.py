"""The one blueprint of the administrator's pages, and the tabs above them."""

from flask import Blueprint

from webapp.administration import standing

bp = Blueprint("administration", __name__)

TABS = (
    ("administration.people", "Người dùng", "people"),
    ("administration.sign_ins", "Đăng nhập sai", "lock"),
    ("administration.organizations", "Tổ chức", "diagram-3"),
    ("administration.calendar", "Lịch làm việc", "calendar3"),
    ("administration.register", "Sổ văn bản", "journal-text"),
    ("administration.settings", "Cơ quan ban hành", "gear"),
    ("administration.letterhead", "Đầu văn bản", "building"),
    ("administration.texts", "Lời văn", "file-earmark-richtext"),
    ("administration.phrases", "Câu mẫu", "chat-left-text"),
    ("administration.rubric", "Tiêu chí", "list-check"),
    ("administration.tablet_files", "Tệp máy tính bảng", "device-ssd"),
)


@bp.context_processor
def _tabs() -> dict[str, object]:
    return {"tabs": TABS, "stands": standing}
