"""The first screen: what must I do now?"""

from collections.abc import Callable, Mapping, Sequence

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from webapp.accounts.can import Can
from webapp.accounts.gate import EVERYBODY, me, permit
from webapp.core import clock
from webapp.core.web import page, see_other
from webapp.milestones import moving, services, tasks
from webapp.milestones.days import DayForm, off_day
from webapp.milestones.signals import (
    OwedBesides,
    Preparing,
    all_to_decide,
    asked,
    begun,
    coming,
    preparing,
)
from webapp.milestones.standing import DUE, LATE, Standing
from webapp.organizations.succession import taken_over

bp = Blueprint("milestones", __name__)


@bp.get("/")
@permit(*EVERYBODY)
def home() -> Response:
    """What is due for this person, late first, where they go these days, what they were told."""
    prepared = [one for found in preparing.ask(me()) for one in found]
    left_open, left_behind = _left()
    return page(
        "milestones/home.html",
        bands=tasks.bands(services.due_for(me()), _besides(prepared)),
        preparing=prepared,
        to_decide=all_to_decide(me()) if Can(me()).plan else [],
        can=Can(me()),
        coming=sorted(one for found in coming.ask(me()) for one in found),
        begun=[one for found in begun.ask(me()) for one in found],
        left_open=left_open,
        left_behind=left_behind,
        ended=taken_over(me().organization, clock.today()),
        messages=services.messages_for(me()),
    )


def _besides(found: Sequence[Preparing]) -> list[OwedBesides]:
    """What is owed and is no milestone: what one is asked by name, and for sessions."""
    by_name = [one for answers in asked.ask(me()) for one in answers]
    return [*by_name, *(one for session in found for one in session.besides)]


def _left() -> tuple[Standing | None, Standing | None]:
    """What units that are no more still owe, for the planner, who hands it on; and what people
    hold who do not sign in any more, for who may hand it over."""
    can = Can(me())
    if not (can.plan or can.administer):
        return None, None
    owed, held = services.count_left(me().issuer_id)
    return (
        Standing(f"Còn {owed} việc", DUE) if owed and can.plan else None,
        Standing(f"Còn {held} việc", LATE) if held else None,
    )


bp.app_template_global()(off_day)


@bp.get("/day-word")
@permit(*EVERYBODY)
def day_word() -> Response:
    """Say of a day, whatever its field is called, whether people usually meet then."""
    typed = next(iter(request.args.values()), "")
    form = DayForm(MultiDict({"day": typed}))
    return page("milestones/_day_word.html", found=off_day(form.day.data))


@bp.post("/messages/read")
@permit(*EVERYBODY)
def read_messages() -> Response:
    """Put all messages of this person away."""
    services.read_all(me())
    return see_other("milestones.home")


def ask_of_moves(
    change: Callable[[], object], sent: Mapping[str, str], *, title: str, button: str, back: str
) -> Response | None:
    """Return the page that shows which due days *change* would move, and asks; None if none.

    *sent* is what was typed: it is sent again with the answer. None as well where somebody has
    seen just these days, and said yes.
    """
    moves = moving.moves_by(me().issuer_id, change)
    if not moves.rows or seen_moves() == moves.mark:
        return None
    return moves_page(moves, sent, title=title, button=button, back=back)


def seen_moves() -> str:
    """Return the mark of the moves that the sender of this request has seen, and said yes to."""
    return request.form.get("seen_moves", "")


def moves_page(
    moves: moving.Moves, sent: Mapping[str, str], *, title: str, button: str, back: str
) -> Response:
    """Show which due days move, and ask."""
    return page(
        "milestones/moves.html",
        moves=moves,
        moving=moving,
        sent={name: text for name, text in sent.items() if name not in _NOT_TYPED},
        title=title,
        button=button,
        back=back,
    )


_NOT_TYPED = ("csrf_token", "seen_moves")
