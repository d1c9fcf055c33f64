"""Files of tablets: looked over, then brought in on behalf of who wrote what is in them."""

from collections.abc import Sequence

from flask import Response, request
from sqlalchemy.orm import joinedload

from webapp.accounts import gate
from webapp.accounts.gate import me, permit
from webapp.accounts.models import ADMINISTRATOR
from webapp.administration.services import tablet_files as services
from webapp.administration.services.tablet_files import DONE, REFUSED, WAITS, Outcome
from webapp.administration.views.blueprint import bp
from webapp.attending.import_models import TabletImport
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.milestones.standing import DONE as GOOD
from webapp.milestones.standing import LATE, WAIT, Standing

MOST = 50
PEOPLE = (joinedload(TabletImport.writer), joinedload(TabletImport.brought_by))
STANDINGS = {
    DONE: Standing("Đã nhận", GOOD),
    WAITS: Standing("Sẽ nhập", WAIT),
    REFUSED: Standing("Không nhận", LATE),
}


@bp.get("/administration/tablet-files")
@permit(ADMINISTRATOR)
def tablet_files() -> Response:
    """The files that were brought in, and the button to bring one."""
    return _list()


@bp.post("/administration/tablet-files")
@permit(ADMINISTRATOR)
def bring_tablet_file() -> Response:
    """Take a file to be looked over: nothing is done with it yet."""
    try:
        row = services.bring(request.files.get("file"), me())
    except Refused as error:
        return _list(str(error), 422)
    return see_other("administration.tablet_file", import_id=row.id)


@bp.get("/administration/tablet-files/<int:import_id>")
@permit(ADMINISTRATOR)
def tablet_file(import_id: int) -> Response:
    """Who wrote, of which visits, how much, and what would become of each change."""
    row = gate.load(TabletImport, import_id, *PEOPLE)
    return _one(row, services.looked_over(row) if row.imported_at is None else [])


@bp.post("/administration/tablet-files/<int:import_id>")
@permit(ADMINISTRATOR)
def import_tablet_file(import_id: int) -> Response:
    """Bring the file in: each change once. Again, it is told that it was."""
    row = gate.load(TabletImport, import_id, *PEOPLE)
    try:
        found = services.bring_in(row, me())
    except Refused as error:
        return _one(row, [], str(error), 409)
    gate_again = gate.load(TabletImport, import_id, *PEOPLE)
    return _one(gate_again, found)


def _list(refusal: str = "", status: int = 200) -> Response:
    newest = gate.rows(TabletImport).options(*PEOPLE).order_by(TabletImport.id.desc()).limit(MOST)
    found = db.session.scalars(newest).all()
    return page("administration/tablet_files.html", files=found, refusal=refusal, status=status)


def _one(
    row: TabletImport, found: Sequence[Outcome], refusal: str = "", status: int = 200
) -> Response:
    return page(
        "administration/tablet_file.html",
        row=row,
        found=found,
        refusal=refusal,
        status=status,
        counts={key: sum(one.state == key for one in found) for key in STANDINGS},
        standings=STANDINGS,
        visits=sorted({one.visit for one in found if one.visit}),
    )
