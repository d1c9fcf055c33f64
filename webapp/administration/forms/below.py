"""Where the bodies below one that is split go: each of a few, or of many the rest and the named."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import SelectField
from wtforms.form import BaseForm

from webapp.core.forms import Choices, options
from webapp.organizations.models import Organization
from webapp.rules.picking import MOST_SHOWN

STAYS = 0
GOES, INTO, REST = "goes_", "into_", "rest"
NOT_SAID = (STAYS, "– Không chọn –")


def fields_of(parts: Sequence[Organization], most: int) -> dict[str, Any]:
    """Return the fields that say where *parts* go, of which there are at most *most* to go into.

    A list for each of a few. For many one for all that are not named, and for every place a search
    for those that are.
    """
    if len(parts) <= MOST_SHOWN:
        return {
            f"{GOES}{one.id}": SelectField(
                one.name, coerce=int, default=STAYS, validate_choice=False
            )
            for one in parts
        }
    rest = SelectField(
        "Các tổ chức còn lại về đâu", coerce=int, default=STAYS, validate_choice=False
    )
    into = {f"{INTO}{STAYS}": Choices("Ở lại tổ chức cũ", coerce=int)} | {
        f"{INTO}{number}": Choices(f"Về tổ chức mới thứ {number}", coerce=int)
        for number in range(1, most + 1)
    }
    return {REST: rest, **into}


def offer(form: BaseForm, parts: Sequence[Organization], new: Mapping[int, str]) -> None:
    """Fill the fields; *new* has the words of each place, by its number from 1."""
    places = options([NOT_SAID, *new.items()])
    named = options((one.id, one.name) for one in parts)
    for name in [field.name for field in form]:
        if name == REST or name.startswith(GOES):
            form[name].choices = places
        elif name.startswith(INTO) and _number(name) not in {STAYS, *new}:
            del form[name]
        elif name.startswith(INTO):
            form[name].choices = named


def goes(form: BaseForm) -> dict[int, int]:
    """Return into which of the new ones (from 1) each goes that does not stay, by its number."""
    found = {_number(one.name): one.data for one in form if one.name.startswith(GOES)}
    if REST in form:
        found = {one.value: form[REST].data for one in form[f"{INTO}{STAYS}"].choices}
        for field in _into(form):
            found |= dict.fromkeys(field.data or (), _number(field.name))
    return {child: number for child, number in found.items() if number}


def is_clear(form: BaseForm, *, ends: bool) -> bool:
    """Return False, with words beside the field, where one is named twice or stays in what ends."""
    seen: dict[int, Any] = {}
    for field in _into(form):
        names = {one.value: one.label for one in field.choices}
        twice = [child for child in field.data or () if child in seen]
        if twice:
            where = seen[twice[0]].label.text
            field.errors = [f"“{names[twice[0]]}” đã được chọn ở mục “{where}”."]
        elif ends and field.data and _number(field.name) == STAYS:
            field.errors = ["Tổ chức cũ kết thúc hoạt động, không tổ chức nào ở lại được."]
        if field.errors:
            return False
        seen |= dict.fromkeys(field.data or (), field)
    return True


def _into(form: BaseForm) -> list[Any]:
    return [field for field in form if field.name.startswith(INTO)]


def _number(name: str) -> int:
    return int(name.rpartition("_")[2])
