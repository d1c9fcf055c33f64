"""The register on screen and on A4, and the desk where papers from outside are entered."""

from flask import Response, flash, request
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.datastructures import FileStorage

from webapp.accounts.can import Can
from webapp.accounts.gate import EVERYBODY, load, me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.core.forms import lock
from webapp.core.lists import paged
from webapp.core.web import page, see_other, send_pdf
from webapp.documents.copies.original import fates
from webapp.documents.files import FileRefused
from webapp.documents.forms import CorrectionForm, OnPaperForm, SearchForm, entered
from webapp.documents.models import Document
from webapp.documents.register import checking, recording, search
from webapp.documents.register import paper as register_paper
from webapp.documents.register.numbers import NumberRefused
from webapp.documents.views.blueprint import bp
from webapp.organizations import naming


@bp.get("/documents")
@permit(*EVERYBODY)
def index() -> Response:
    """The register: every paper the person may see, newest first, searchable."""
    return _index(_asked())


def _index(form: SearchForm, too_many: int = 0) -> Response:
    """Draw the register; *too_many* is the most that one book holds, where more were asked for."""
    listing = paged(search.newest_first(search.found(form)), scalars=True)
    labels = search.labels(listing.rows)
    return page(
        "documents/index.html",
        form=form,
        listing=listing,
        labels=labels,
        fates=fates(listing.rows),
        twice=checking.standing_twice(me().issuer, listing.rows),
        twice_words=checking.TWICE,
        renamed=naming.renamed(me().issuer_id, form.unit.data or "", me().reach),
        too_many=too_many,
        can=Can(me()),
    )


@bp.get("/documents/register.pdf")
@permit(*BOARD)
def register_pdf() -> Response:
    """The numbered papers that were asked for, as the book that an office keeps on paper."""
    form = _asked()
    papers = search.entries(search.found(form), register_paper.MOST)
    if form.errors or len(papers) > register_paper.MOST:
        return _index(form, register_paper.MOST if not form.errors else 0)
    left_open = checking.left_open(me().issuer)
    book = register_paper.print_register(me().issuer, papers, form, left_open)
    return send_pdf(book, "so-van-ban.pdf")


@bp.get("/documents/open-numbers")
@permit(*BOARD)
def open_numbers() -> Response:
    """The pages of the register, and the numbers of each that no paper has."""
    return page("documents/open_numbers.html", pages=checking.pages(me().issuer))


@bp.route("/documents/on-paper", methods=["GET", "POST"])
@permit(PLANNER)
def record() -> Response:
    """Enter a paper that was issued on paper, with the number it got there."""
    form = OnPaperForm()
    if form.validate_on_submit() and (document := _recorded(form)):
        flash(f"Đã ghi số {document.number_and_symbol} vào sổ.")
        _warn(document)
        return see_other("documents.show", document_id=document.id)
    form.remind_of_files()
    names = recording.committees(me().issuer_id)
    return page("documents/on_paper.html", form=form, names=names)


@bp.route("/documents/<int:document_id>/correct", methods=["GET", "POST"])
@permit(PLANNER)
def correct(document_id: int) -> Response:
    """Correct a paper that was entered from outside, with a reason."""
    document = load(
        Document,
        document_id,
        joinedload(Document.organization),
        selectinload(Document.recipients),
    )
    if not recording.may_be_corrected(document):
        why = recording.NOT_NOW
        return page("documents/refused.html", status=409, document=document, why=why)
    if request.method == "POST":
        lock(document)
    form = CorrectionForm(obj=entered(document))
    if form.accepts(entered(document)) and _corrected(document, form):
        flash(f"Đã đính chính văn bản {document.number_and_symbol}.")
        _warn(document)
        return see_other("documents.show", document_id=document.id)
    names = recording.committees(me().issuer_id)
    return page("documents/correct.html", form=form, names=names, document=document)


def _warn(document: Document) -> None:
    if told := checking.against_the_order(document):
        flash(told, "warning")


def _asked() -> SearchForm:
    form = SearchForm(formdata=request.args)
    form.validate()
    return form


def _entry(form: OnPaperForm, scan: FileStorage | None) -> recording.Entry:
    """Return what was typed. Raises `naming.Unclear`."""
    return recording.Entry(
        kind=form.kind.data,
        number=form.number.data,
        day=form.issued_on.data,
        summary=form.summary.data,
        signatory=form.signatory.data,
        unit=naming.named(me().issuer_id, form.unit.data),
        is_shown=form.is_shown.data,
        scan=scan,
    )


def _corrected(document: Document, form: CorrectionForm) -> bool:
    """Correct the paper, or say beside the field what stands against it."""
    try:
        recording.correct(document, _entry(form, None), form.reason.data, me().issuer, me())
    except naming.Unclear as unclear:
        form.unit.errors = [str(unclear)]
    except NumberRefused as refused:
        form.number.errors = [str(refused)]
    else:
        return True
    return False


def _recorded(form: OnPaperForm) -> Document | None:
    """Return the entered paper, or None with the reason beside the field that stands against it."""
    try:
        return recording.record(_entry(form, form.scan.data or None), me().issuer, me())
    except naming.Unclear as unclear:
        form.unit.errors = [str(unclear)]
    except FileRefused as refused:
        form.scan.errors = [str(refused)]
    except NumberRefused as refused:
        form.number.errors = [str(refused)]
    return None
