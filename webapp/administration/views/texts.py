"""The administrator's pages of standing texts: what each kind of paper says, previewed live."""

from types import SimpleNamespace

from flask import Response, abort, flash, request

from webapp.accounts.gate import me, permit
from webapp.accounts.models import ADMINISTRATOR
from webapp.accounts.terms import terms
from webapp.administration.forms.people import RemoveForm, StandingTextForm
from webapp.administration.views.blueprint import bp
from webapp.core.web import page, see_other, wants_part
from webapp.documents import tree
from webapp.documents.kinds import PAPERS, PaperKind, composed
from webapp.documents.texts import wording
from webapp.documents.texts.text import Text


def _is_list(part: str) -> bool:
    """Return True for a part that prints as a list, one line each."""
    return part == "copied" or part.endswith("recipients")


def _worded() -> dict[str, PaperKind]:
    return {kind.key: kind for kind in composed() if kind.texts}


@bp.get("/administration/texts")
@permit(ADMINISTRATOR)
def texts() -> Response:
    """Every standing text of one kind of paper, as it now reads."""
    asked = request.args.get("kind", "")
    kinds = _worded()
    kind = kinds.get(asked) or next(iter(kinds.values()))
    own = wording.wording_for(me().issuer_id, kind).own
    return page(
        "administration/texts.html",
        kinds={one.key: one.name for one in kinds.values()},
        kind=kind.key,
        rows=[
            (part, one.label, own.get(part, one.default), own.get(part, one.default) != one.default)
            for part, one in kind.texts.items()
        ],
    )


@bp.route("/administration/texts/<kind>/<part>", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def edit_text(kind: str, part: str) -> Response:
    """Change one standing text."""
    standing, row = _standing(kind, part), _row(kind, part)
    form = StandingTextForm(obj=row)
    form.about = (PAPERS[kind], part)
    if form.accepts(row):
        wording.save(me().issuer_id, PAPERS[kind], part, form.text.data)
        flash(f"Đã lưu: {standing.label}. Văn bản soạn từ nay dùng lời văn này.")
        return see_other("administration.texts", kind=kind)
    return _draw(kind, part, form, row.text if not form.is_submitted() else form.text.data)


@bp.post("/administration/texts/<kind>/<part>/preview")
@permit(ADMINISTRATOR)
def preview_text(kind: str, part: str) -> Response:
    """Show how a wording prints before it is saved: a part of the page, or the whole page."""
    _standing(kind, part)
    form = StandingTextForm()
    form.about = (PAPERS[kind], part)
    valid = form.validate()
    if not wants_part():
        return _draw(kind, part, form, form.text.data, status=200 if valid else 422)
    problem, lines = _shown(kind, part, form.text.data or "")
    return page("administration/_text_preview.html", tree=tree, problem=problem, lines=lines)


@bp.post("/administration/texts/<kind>/<part>/restore")
@permit(ADMINISTRATOR)
def restore_text(kind: str, part: str) -> Response:
    """Go back to the wording that came with the program."""
    standing, row = _standing(kind, part), _row(kind, part)
    if RemoveForm().version.data != str(row.version):
        abort(409)
    wording.save(me().issuer_id, PAPERS[kind], part, standing.default)
    flash(f"Đã dùng lại câu gốc: {standing.label}.")
    return see_other("administration.texts", kind=kind)


def _standing(kind: str, part: str) -> Text:
    known = PAPERS[kind].texts if kind in PAPERS else {}
    if part not in known:
        abort(404)
    return known[part]


def _row(kind: str, part: str) -> SimpleNamespace:
    """Return the wording now in use; one that nobody has changed yet is version 0."""
    row = wording.stored(me().issuer_id, PAPERS[kind], part)
    if row is None:
        return SimpleNamespace(version=0, text=PAPERS[kind].texts[part].default)
    return SimpleNamespace(version=row.version, text=row.text)


def _shown(kind: str, part: str, typed: str) -> tuple[str, list[str]]:
    """Return what the preview shows: its lines, or what is wrong."""
    known = PAPERS[kind]
    problem = wording.problem(known, part, typed)
    filled = wording.example(known, part, typed, terms())
    lines = [line for line in filled.splitlines() if line.strip()]
    return problem, tree.listed(lines) if _is_list(part) else lines


def _draw(
    kind: str, part: str, form: StandingTextForm, typed: str, status: int | None = None
) -> Response:
    of = PAPERS[kind]
    standing = of.texts[part]
    problem, lines = _shown(kind, part, typed or "")
    return page(
        "administration/text.html",
        form=form if status is None or form.errors else None,
        status=status or 200,
        typed=form,
        kind=kind,
        part=part,
        standing=standing,
        kind_name=of.name,
        places=[(name, *of.meaning(name)) for name in standing.places],
        tree=tree,
        problem=problem,
        lines=lines,
    )
