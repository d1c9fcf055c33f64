"""What answers in place of a paper that cannot be printed, wherever in the house it was asked."""

from flask import Response

from webapp.core.db import db
from webapp.core.web import in_place_of_page, page
from webapp.documents.pdf.render import GlyphMissing, NotPrintable
from webapp.documents.views.blueprint import bp

MEND = "Hãy mở nơi đã ghi nội dung này, bỏ hoặc gõ lại ký tự ấy, rồi in lại."
SHORTEN = "Hãy rút ngắn hoặc tách nội dung quá dài, rồi in lại."


@bp.app_errorhandler(NotPrintable)
def tell(error: NotPrintable) -> Response:
    """Say which sign of which text no font has, or what is too long (409: nothing was written)."""
    db.session.rollback()
    advice = MEND if isinstance(error, GlyphMissing) else SHORTEN
    title, text = "Chưa in được", f"{error}. {advice}"
    return in_place_of_page(page("error.html", status=409, title=title, text=text, code=409))
