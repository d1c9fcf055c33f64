"""The register on screen and on A4, and the desk where papers from outside are entered."""

from flask import Response, flash, request

from webapp.accounts.gate import EVERYBODY, me, permit
from webapp.accounts.models import ADMINISTRATOR, LEADER, MEMBER, PLANNER, READER
from webapp.core.lists import paged
from webapp.core.web import page, see_other, send_pdf
from webapp.documents import recording, register_paper, search
from webapp.documents.blueprint import bp
from webapp.documents.files import FileRefused
from webapp.documents.forms import OnPaperForm, SearchForm
from webapp.documents.models import Document
from webapp.documents.register import NumberRefused


@bp.get("/documents")
@permit(*EVERYBODY)
def index() -> Response:
    """The register: every paper the person may see, newest first, searchable."""
    form = _asked()
    listing = paged(search.newest_first(search.found(form)), scalars=True)
    return page("documents/index.html", form=form, listing=listing)


@bp.get("/documents/register.pdf")
@permit(PLANNER, LEADER, MEMBER, ADMINISTRATOR, READER)
def register_pdf() -> Response:
    """The numbered papers that were asked for, as the book that an office keeps on paper."""
    form = _asked()
    papers = search.book(search.found(form), register_paper.MOST)
    if form.errors or len(papers) > register_paper.MOST:
        listing = paged(search.newest_first(search.found(form)), scalars=True)
        return page(
            "documents/index.html",
            form=form,
            listing=listing,
            too_many=register_paper.MOST if not form.errors else 0,
        )
    return send_pdf(register_paper.print_book(me().issuer, papers, form), "so-van-ban.pdf")


@bp.route("/documents/on-paper", methods=["GET", "POST"])
@permit(PLANNER)
def record() -> Response:
    """Enter a paper that was issued on paper, with the number it got there."""
    form = OnPaperForm()
    if form.validate_on_submit() and (document := _recorded(form)):
        flash(f"Đã ghi số {document.number_and_symbol} vào sổ.")
        return see_other("documents.show", document_id=document.id)
    form.remind_of_files()
    names = recording.committees(me().issuer_id)
    return page("documents/on_paper.html", form=form, names=names)


def _asked() -> SearchForm:
    form = SearchForm(formdata=request.args)
    form.validate()
    return form


def _recorded(form: OnPaperForm) -> Document | None:
    """Return the entered paper, or None with the reason beside the field that stands against it."""
    try:
        entry = recording.Entry(
            kind=form.kind.data,
            number=form.number.data,
            day=form.issued_on.data,
            summary=form.summary.data,
            signatory=form.signatory.data,
            unit=recording.unit_named(me().issuer_id, form.unit.data),
            is_shown=form.is_shown.data,
            scan=form.scan.data or None,
        )
        return recording.record(entry, me().issuer, me())
    except recording.UnitUnclear as unclear:
        form.unit.errors = [str(unclear)]
    except FileRefused as refused:
        form.scan.errors = [str(refused)]
    except NumberRefused as refused:
        form.number.errors = [str(refused)]
    return None
