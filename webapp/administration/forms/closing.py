"""What may come in about what a unit that ended owed and nobody has to do any more."""

from wtforms import Field, SelectMultipleField

from webapp.administration.queries.left_open import Ended
from webapp.attending.models import Recommendation
from webapp.core.forms import options
from webapp.core.web import short_day
from webapp.milestones.closing_forms import GONE, NOTHING, CloseForm
from webapp.milestones.models import Milestone


class ClosingForm(CloseForm):
    """Which debts are closed, by what reason, and who agreed."""

    duties = SelectMultipleField("Việc chưa làm", coerce=int, validate_choice=False)
    recommendations = SelectMultipleField("Kiến nghị", coerce=int, validate_choice=False)

    of: Ended

    @property
    def ticks(self) -> list[Field]:
        """The fields in which there is something to tick, or something wrong."""
        return [one for one in (self.duties, self.recommendations) if one.choices or one.errors]

    def chosen(self) -> tuple[list[Milestone], list[Recommendation]]:
        """Return what is to be closed."""
        duties = [one for one in self.of.duties if one.id in self.duties.data]
        rows = [row for row, _ in self.of.recommendations]
        return duties, [row for row in rows if row.id in self.recommendations.data]

    def validate(self, extra_validators: object = None) -> bool:
        valid = bool(super().validate(extra_validators))
        for one in (self.duties, self.recommendations):
            if not set(one.data or ()) <= {choice.value for choice in one.choices}:
                one.errors, valid = [GONE], False
        if valid and not (self.duties.data or self.recommendations.data):
            self.ticks[0].errors, valid = [NOTHING], False
        return valid


def form_of(of: Ended) -> ClosingForm:
    """Return the form for what is open; all is ticked where nobody could take it over."""
    form = ClosingForm()
    form.of = of
    duties = [(one.id, f"{one.label} · hạn {short_day(one.due_at)}") for one in of.duties]
    advice = [(row.id, _told(row)) for row, _ in of.recommendations]
    for field, rows in ((form.duties, duties), (form.recommendations, advice)):
        field.choices = options(rows)
        if not form.is_submitted():
            field.data = [] if of.heirs else [number for number, _ in rows]
    return form


def _told(row: Recommendation) -> str:
    text = " ".join(row.text.split())
    day = f" · hạn {short_day(row.due_on)}" if row.due_on else ""
    return f"{text if len(text) <= 160 else text[:159].rstrip() + '…'}{day}"
