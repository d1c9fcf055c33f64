"""The administrator's pages of standing texts: what each kind of paper says, previewed live."""

from types import SimpleNamespace
from typing import Any

from flask import Response, abort, flash, request

from webapp.accounts.gate import me, permit
from webapp.accounts.models import ADMINISTRATOR
from webapp.administration.blueprint import bp
from webapp.administration.forms import RemoveForm, StandingTextForm
from webapp.core.web import page, see_other, wants_part
from webapp.documents import tree, wording
from webapp.documents.kinds import KINDS
from webapp.documents.texts import PLACES, TEXTS
from webapp.documents.texts_shared import Text

# Parts that print as a list, one line each.
LISTS = frozenset({"recipients", "session_recipients", "round_recipients", "copied"})


@bp.get("/administration/texts")
@permit(ADMINISTRATOR)
def texts() -> Response:
    """Every standing text of one kind of paper, as it now reads."""
    asked = request.args.get("kind", "")
    kind = asked if asked in TEXTS else next(iter(TEXTS))
    own = wording.book(me().issuer_id, kind).own
    return page(
        "administration/texts.html",
        kinds={key: KINDS[key].name for key in TEXTS},
        kind=kind,
        rows=[
            (part, one.label, own.get(part, one.default), own.get(part, one.default) != one.default)
            for part, one in TEXTS[kind].items()
        ],
    )


@bp.route("/administration/texts/<kind>/<part>", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def edit_text(kind: str, part: str) -> Response:
    """Change one standing text."""
    standing, row = _standing(kind, part), _row(kind, part)
    form = StandingTextForm(obj=row)
    form.about = (kind, part)
    if form.accepts(row):
        wording.save(me().issuer_id, kind, part, form.text.data)
        flash(f"Đã lưu: {standing.label}. Văn bản soạn từ nay dùng lời văn này.")
        return see_other("administration.texts", kind=kind)
    return _draw(kind, part, form, row.text if not form.is_submitted() else form.text.data)


@bp.post("/administration/texts/<kind>/<part>/preview")
@permit(ADMINISTRATOR)
def preview_text(kind: str, part: str) -> Response:
    """Show how a wording prints before it is saved: a part of the page, or the whole page."""
    _standing(kind, part)
    form = StandingTextForm()
    form.about = (kind, part)
    valid = form.validate()
    if not wants_part():
        return _draw(kind, part, form, form.text.data, status=200 if valid else 422)
    shown = _shown(kind, part, form.text.data or "")
    return page("administration/_text_preview.html", tree=tree, **shown)


@bp.post("/administration/texts/<kind>/<part>/restore")
@permit(ADMINISTRATOR)
def restore_text(kind: str, part: str) -> Response:
    """Go back to the wording that came with the program."""
    standing, row = _standing(kind, part), _row(kind, part)
    if RemoveForm().version.data != str(row.version):
        abort(409)
    wording.save(me().issuer_id, kind, part, standing.default)
    flash(f"Đã dùng lại câu gốc: {standing.label}.")
    return see_other("administration.texts", kind=kind)


def _standing(kind: str, part: str) -> Text:
    if part not in TEXTS.get(kind, {}):
        abort(404)
    return TEXTS[kind][part]


def _row(kind: str, part: str) -> SimpleNamespace:
    """Return the wording now in use; one that nobody has changed yet is version 0."""
    row = wording.stored(me().issuer_id, kind, part)
    if row is None:
        return SimpleNamespace(version=0, text=TEXTS[kind][part].default)
    return SimpleNamespace(version=row.version, text=row.text)


def _shown(kind: str, part: str, typed: str) -> dict[str, Any]:
    """Return what the preview shows: its lines, or what is wrong."""
    problem = wording.problem(kind, part, typed)
    lines = [line for line in wording.example(kind, part, typed).splitlines() if line.strip()]
    return {"problem": problem, "lines": tree.listed(lines) if part in LISTS else lines}


def _draw(
    kind: str, part: str, form: StandingTextForm, typed: str, status: int | None = None
) -> Response:
    standing = TEXTS[kind][part]
    return page(
        "administration/text.html",
        form=form if status is None or form.errors else None,
        status=status or 200,
        typed=form,
        kind=kind,
        part=part,
        standing=standing,
        kind_name=KINDS[kind].name,
        places=[(name, *PLACES[name]) for name in standing.places],
        tree=tree,
        **_shown(kind, part, typed or ""),
    )
