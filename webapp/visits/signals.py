"""What this room asks of the rooms above, and tells them."""

from datetime import date

from sqlalchemy import ColumnElement, Select

from webapp.core.registry import Question, Signal
from webapp.visits.models import Visit
from webapp.visits.queries.told import ToldIn

# Asked with the id of a visit: is there anything gathered on it that would be lost with it?
gathered = Question[[int], bool]("what a visit has gathered")

# Asked for lists and filters: on which condition is a visit answered in writing?
answered = Question[[], ColumnElement[bool]]("that a visit was answered")

# Asked with a visit, its meeting, assignment and activity: in which papers is it announced?
announced_in = Question[[Visit], ToldIn | None]("where a visit is announced")

# Asked for what has to be decided: rows of who reported to be away, from which day to which.
absences = Question[[], Select[int, date, date]]("who is away")


@Signal
def visit_held(visit: Visit) -> None:
    """What was found at a visit is complete. Inside the transaction; handlers do not commit."""
