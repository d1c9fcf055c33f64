"""What may come in about what a unit that ended left behind: to whom each part goes."""

from collections.abc import Sequence

from webapp.accounts.models import User
from webapp.administration.queries.left_open import Ended
from webapp.administration.services.handing_over import Carrying
from webapp.core.forms import Choice, Form, options
from webapp.organizations import naming
from webapp.organizations.models import Organization

STAYS, LOCKED = 0, -1
ACCOUNT = "account_"


class HandOverForm(Form):
    """One heir for each sort of thing that is open; accounts are filled in by `form_of`."""

    refusal = "Chưa bàn giao được, cần sửa"

    assignments = Choice("Phân công", coerce=int)
    duties = Choice("Việc phải làm khác", coerce=int)
    recommendations = Choice("Kiến nghị", coerce=int)
    seats = Choice("Chỗ trong Đoàn giám sát", coerce=int)

    of: Ended
    heirs: Sequence[Organization]

    @property
    def accounts(self) -> dict[User, int]:
        """Where each account goes."""
        return {
            person: self[f"{ACCOUNT}{person.id}"].data
            for person in self.of.accounts
            if f"{ACCOUNT}{person.id}" in self
        }

    def carrying(self) -> Carrying:
        """Return what goes where."""
        by_number = {one.id: one for one in self.heirs}

        def heir(name: str) -> Organization | None:
            return by_number.get(self[name].data) if name in self else None

        return Carrying(
            {who: by_number[to] for who, to in self.accounts.items() if to in by_number},
            [who for who, to in self.accounts.items() if to == LOCKED],
            (self.of.assignments, heir("assignments")),
            heir("duties"),
            ([row for row, _ in self.of.recommendations], heir("recommendations")),
            (self.of.seats, heir("seats")),
        )


def form_of(of: Ended, heirs: Sequence[Organization]) -> HandOverForm:
    """Return the form for what is open, with the only heir chosen where there is one."""
    named = naming.choices(heirs)
    fields = {
        f"{ACCOUNT}{one.id}": Choice(f"{one.full_name} ({one.username})", coerce=int)
        for one in of.accounts
    }
    whole: type[HandOverForm] = type("HandOverOf", (HandOverForm,), fields)
    form = whole()
    form.of, form.heirs = of, heirs
    open_of = {
        "assignments": of.assignments,
        "duties": of.other_duties,
        "recommendations": of.recommendations,
        "seats": of.seats,
    }
    for name in [name for name, rows in open_of.items() if not rows]:
        del form[name]
    for name in [*(one for one, rows in open_of.items() if rows), *fields]:
        also = [(LOCKED, "Khóa tài khoản")] if name.startswith(ACCOUNT) else []
        form[name].choices = options([(STAYS, "Để lại"), *also, *named])
        form[name].always = {LOCKED}
        if not form.is_submitted() and len(named) == 1:
            form[name].data = named[0][0]
        elif not form.is_submitted():
            form[name].data = STAYS
    return form
