"""What may come in about handing over what a person holds: one heir for all, another for a line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from wtforms import BooleanField, Field, ValidationError

from webapp.accounts.holdings import Held
from webapp.accounts.models import User
from webapp.core.forms import Choice, Form, Line, maybe, options
from webapp.rules.names import identity
from webapp.rules.picking import MOST_SHOWN
from webapp.rules.text import fold

USERNAME = re.compile(r"\(([^()]+)\)$")
MOST_NAMED = 5


@dataclass(frozen=True)
class Holding:
    """What a person holds, as a form row: `version` tells when it is no longer the same."""

    version: str
    everything: str = ""
    locks: bool = True


def version_of(held: Sequence[Held]) -> str:
    """Return the mark of a list of things held."""
    return f"{crc32(repr([one.key for one in held]).encode()):08x}"


class LeavingForm(Form):
    """Who takes over all, and whether the account is locked; `lines` are fields of their own."""

    people: Sequence[User] = ()
    held: Sequence[Held] = ()
    everything = Line(
        "Người nhận chung",
        maybe(),
        description="Gõ họ tên hoặc tên đăng nhập; nhận mọi việc không ghi người nhận riêng.",
    )
    locks = BooleanField("Khóa tài khoản sau khi bàn giao")

    def validate_everything(self, field: Field) -> None:
        self.heir_in(field)

    def validate(self, extra_validators: object = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if not valid:
            return False
        for one in self.held:
            if self.heir_of(one) is None and not self.stays(one):
                self.line(one).errors = ["Ghi người nhận, hoặc đánh dấu chưa bàn giao."]
                valid = False
        return valid

    def line(self, held: Held) -> Field:
        """The field that names who takes over one thing."""
        return self[f"to_{held.kind}_{held.id}"]

    def stay(self, held: Held) -> Field:
        """The field that leaves one thing where it is."""
        return self[f"stays_{held.kind}_{held.id}"]

    def stays(self, held: Held) -> bool:
        return bool(self.stay(held).data)

    def heir_of(self, held: Held) -> User | None:
        """Return who takes over one thing: its own heir, else the one of all."""
        return self.heir_in(self.line(held)) or self.heir_in(self.everything)

    def heir_in(self, field: Field) -> User | None:
        """Return the person that a field names. Raises ValidationError where it names not one."""
        if isinstance(field, Choice):
            return next((one for one in self.people if one.id == field.data), None)
        return named(self.people, field.data) if field.data else None

    def given(self) -> Mapping[Held, User]:
        """Return what is handed over, and to whom."""
        heirs = {one: self.heir_of(one) for one in self.held if not self.stays(one)}
        return {one: heir for one, heir in heirs.items() if heir is not None}


def named(people: Sequence[User], typed: str) -> User:
    """Return the one of *people* that is *typed*: "Nguyễn Văn A (nva)", a name, or a part of it.

    Raises ValidationError for nobody, and for several, whom it names.
    """
    inside = USERNAME.search(typed.strip())
    login = (inside.group(1) if inside else typed).strip().casefold()
    found = [one for one in people if one.username == login]
    found = found or [one for one in people if identity(one.full_name) == identity(typed)]
    words = fold(typed).split()
    found = found or [one for one in people if all(word in one.search_key for word in words)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError("Không có ai tên như vậy nhận bàn giao được.")
    some = "; ".join(label_of(one) for one in found[:MOST_NAMED])
    raise ValidationError(f"Có {len(found)} người như vậy, hãy ghi rõ: {some}.")


def label_of(person: User) -> str:
    """Return a person as the form offers them."""
    return f"{person.full_name} ({person.username})"


def leaving_form(held: Sequence[Held], people: Sequence[User]) -> type[LeavingForm]:
    """Return the form that hands over *held* to some of *people*: among many one searches."""
    fields: dict[str, object] = {"held": held, "people": people}
    if len(people) > MOST_SHOWN:
        fields["everything"] = Choice(
            "Người nhận chung",
            choices=options([(0, "Chưa chọn"), *((one.id, label_of(one)) for one in people)]),
            coerce=int,
            description="Nhận mọi việc không ghi người nhận riêng.",
        )
    for one in held:
        fields[f"to_{one.kind}_{one.id}"] = Line(f"Người nhận: {one.what}", [*maybe(), _a_person])
        fields[f"stays_{one.kind}_{one.id}"] = BooleanField(f"Chưa bàn giao: {one.what}")
    return type("HandOverForm", (LeavingForm,), fields)


def _a_person(form: LeavingForm, field: Field) -> None:
    form.heir_in(field)
