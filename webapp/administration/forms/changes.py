"""What may come in about a change of organizations: by what decision, from which day, and what."""

from collections.abc import Sequence
from hashlib import sha256

from flask import request
from wtforms import BooleanField, Field, FieldList, FormField, HiddenField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Optional, ValidationError

from webapp.accounts.examples import Hint
from webapp.accounts.terms import worded
from webapp.administration.forms import below
from webapp.administration.forms.told_apart import IS_OTHER, ToldApart
from webapp.core import clock
from webapp.core.forms import Choice, Day, Form, Line, Lines, maybe, needed, options
from webapp.core.refusals import Refused
from webapp.core.vietnamese import Vietnamese
from webapp.organizations import changes, naming
from webapp.organizations.changes import Founded, Plan
from webapp.organizations.history import Decision
from webapp.organizations.models import Level, Organization
from webapp.rules.reorganizing import Names

MOST_PARTS = 60


class DecisionForm(Form):
    """From when and by what. It is looked at once more before it is recorded."""

    on = Day("Từ ngày", [InputRequired()])
    decision = Line(
        "Quyết định, nghị quyết", needed(), description="Số, ký hiệu, ngày, cơ quan ban hành."
    )
    note = Lines("Ghi chú", maybe(1000), render_kw={"rows": 2})
    seen = HiddenField()
    is_preview = False

    @property
    def status(self) -> int:
        return 200 if self.is_preview else super().status

    def decided(self, who_id: int) -> Decision:
        """Return the decision as typed."""
        return Decision(self.on.data, self.decision.data, self.note.data or "", who_id)

    def is_confirmed(self) -> bool:
        """Return True when the sender saw the consequences of exactly this."""
        typed = {name: value for name, value in self.values().items() if name != "seen"}
        mark = sha256(repr(sorted(typed.items())).encode()).hexdigest()[:16]
        confirmed = "confirm" in request.form and self.seen.data == mark
        self.seen.data = mark
        return confirmed

    def offer(self, chosen: Sequence[Organization], offer: "Offer") -> None:
        """Fill the choices for the organizations that are to change."""

    def plan(self, chosen: Sequence[Organization]) -> Plan:
        """Return what is to happen."""
        raise NotImplementedError


class Offer:
    """What a form may be filled with: levels, superiors, parts below."""

    def __init__(
        self,
        levels: Sequence[Level],
        superiors: Sequence[Organization],
        parts: Sequence[Organization],
    ) -> None:
        self.levels, self.parts = levels, parts
        apart = naming.labels_with_superior(superiors)
        self.superiors = [(one.id, apart[one.id]) for one in superiors]
        self.level_names = [(level.id, level.name) for level in levels]


class RenamedForm(DecisionForm):
    name = Line("Tên mới", needed())
    short_name = Line("Tên ngắn mới", maybe(100))
    committee_name = Line(worded("Tên {board} mới"), maybe())

    def offer(self, chosen: Sequence[Organization], offer: Offer) -> None:
        if not self.is_submitted():
            one = chosen[0]
            self.name.data, self.short_name.data = one.name, one.short_name
            self.committee_name.data = one.committee_name

    def plan(self, chosen: Sequence[Organization]) -> Plan:
        return changes.renaming(chosen[0].id, _names(self))


class MovedForm(DecisionForm):
    parent_id = Choice("Cấp trên trực tiếp mới", coerce=int)
    level_id = SelectField("Cấp", coerce=int)

    def offer(self, chosen: Sequence[Organization], offer: Offer) -> None:
        self.parent_id.choices = options(offer.superiors)
        self.level_id.choices = options([(0, "Giữ nguyên"), *offer.level_names])

    def plan(self, chosen: Sequence[Organization]) -> Plan:
        ids = [one.id for one in chosen]
        return changes.moving(ids, self.parent_id.data, self.level_id.data or None)


class MergedForm(DecisionForm):
    into = Choice("Hợp nhất, sáp nhập thành", coerce=int)
    name = Line("Tên tổ chức mới", maybe())
    short_name = Line("Tên ngắn", maybe(100))
    committee_name = Line(worded("Tên {board}"), maybe())
    place = Line("Nơi sinh hoạt thường lệ", maybe())
    parent_id = Choice("Cấp trên trực tiếp của tổ chức mới", coerce=int)
    level_id = SelectField("Cấp của tổ chức mới", coerce=int)

    def offer(self, chosen: Sequence[Organization], offer: Offer) -> None:
        apart = naming.labels_with_superior(chosen)
        into = [(one.id, f"Sáp nhập vào {apart[one.id]}") for one in chosen]
        self.into.choices = options([(0, "Tổ chức mới, ghi tên bên dưới"), *into])
        self.parent_id.choices = options(offer.superiors)
        self.level_id.choices = options(offer.level_names)
        if not self.is_submitted():
            self.parent_id.data, self.level_id.data = chosen[0].parent_id, chosen[0].level_id

    def validate_into(self, field: Field) -> None:
        if not field.data and not self.name.data:
            raise ValidationError("Phải ghi tên tổ chức mới.")
        if field.data and len(field.choices) < 3:
            raise ValidationError("Phải chọn từ hai tổ chức để sáp nhập.")

    def plan(self, chosen: Sequence[Organization]) -> Plan:
        new = Founded(_names(self), self.parent_id.data, self.level_id.data)
        return changes.merging([one.id for one in chosen], self.into.data or new)


class PartForm(PlainForm):
    """One of those into which an organization is split. A blank one is left out."""

    class Meta:
        locales = ("vi",)

        def get_translations(self, form: object) -> Vietnamese:
            return Vietnamese()

    name = Line("Tên tổ chức mới", maybe())
    short_name = Line("Tên ngắn", maybe(100))
    committee_name = Line("Tên cấp ủy", maybe())

    @property
    def is_blank(self) -> bool:
        return not (self.name.data or self.short_name.data or self.committee_name.data)

    def validate(self, extra_validators: object = None) -> bool:
        good = bool(super().validate(extra_validators))
        if self.is_blank or self.name.data:
            return good
        self.name.errors = ["Phải ghi tên tổ chức mới."]
        return False


class SplitForm(DecisionForm):
    parts = FieldList(FormField(PartForm), min_entries=2, max_entries=MOST_PARTS)
    ends = BooleanField("Tổ chức cũ kết thúc hoạt động")

    def offer(self, chosen: Sequence[Organization], offer: Offer) -> None:
        if self.is_submitted() and "add" in request.form and len(self.parts) < MOST_PARTS:
            self.parts.append_entry()
            self.parts[-1].form.name.render_kw = {"autofocus": True}
            self.is_preview = True  # nothing is wrong: it is only not finished
        new = {
            number: f"{number}. {part.form.name.data or 'Tổ chức mới'}"
            for number, part in enumerate(self.parts, 1)
        }
        self.parts[0].form.name.flags.required = True
        below.offer(self, offer.parts, new)

    def validate(self, extra_validators: object = None) -> bool:
        valid = not self.is_preview and bool(super().validate(extra_validators))
        return valid and below.is_clear(self, ends=self.ends.data)

    def validate_parts(self, field: Field) -> None:
        if not self.filled:
            raise ValidationError("Phải ghi tên ít nhất một tổ chức mới.")

    @property
    def filled(self) -> dict[int, PartForm]:
        """The new ones that are named, by their numbers in the form, from 1."""
        numbered = enumerate(self.parts, 1)
        return {number: part.form for number, part in numbered if not part.form.is_blank}

    def plan(self, chosen: Sequence[Organization]) -> Plan:
        old, filled = chosen[0], self.filled
        places = {number: place for place, number in enumerate(filled)}
        goes = below.goes(self)
        if any(number not in places for number in goes.values()):
            raise Refused("Có tổ chức được chuyển vào tổ chức mới không có tên ở trên.")
        new = [Founded(_names(one), old.parent_id or 0, old.level_id) for one in filled.values()]
        parts = {child: places[number] for child, number in goes.items()}
        return changes.splitting(old.id, new, parts, ends=self.ends.data)


class DissolvedForm(DecisionForm):
    heir_id = Choice("Tổ chức bên dưới chuyển về", coerce=int)
    level_id = SelectField("Cấp của các tổ chức bên dưới", coerce=int)

    def offer(self, chosen: Sequence[Organization], offer: Offer) -> None:
        own = (0, "Cấp trên trực tiếp của từng tổ chức")
        self.heir_id.choices = options([own, *offer.superiors])
        self.level_id.choices = options([(0, "Giữ nguyên"), *offer.level_names])

    def plan(self, chosen: Sequence[Organization]) -> Plan:
        ids = [one.id for one in chosen]
        return changes.dissolving(ids, self.heir_id.data or None, self.level_id.data or None)


class EstablishedForm(ToldApart, DecisionForm):
    """A new organization: without a day, one that has been there since before anybody recorded."""

    name = Line("Tên đầy đủ", needed(), description=Hint("Ví dụ: {name}."))
    short_name = Line(
        "Tên ngắn", maybe(100), description=Hint("Hiện trong bảng, ví dụ: {short_name}.")
    )
    committee_name = Line(
        worded("Tên {board}"), maybe(), description=Hint("Nơi gửi văn bản, ví dụ: {committee}.")
    )
    place = Line("Nơi sinh hoạt thường lệ", maybe())
    level_id = SelectField("Cấp", coerce=int)
    on = Day(
        "Thành lập từ ngày",
        [Optional()],
        description="Để trống nếu tổ chức đã có từ trước; khi đó không cần quyết định.",
    )
    decision = Line("Quyết định, nghị quyết", maybe())
    note = Lines("Ghi chú", maybe(1000), render_kw={"rows": 2})
    is_other = BooleanField(IS_OTHER)
    seen = None  # it is recorded at once

    def set_levels(self, levels: Sequence[Level], above: int) -> None:
        """Offer the levels below the superior's position."""
        self.level_id.choices = options(
            (level.id, level.name) for level in levels if above < level.position
        )

    def validate_on(self, field: Field) -> None:
        if field.data and not self.decision.data:
            raise ValidationError("Phải ghi quyết định khi có ngày thành lập.")

    def names(self) -> Names:
        return _names(self)


class LevelForm(Form):
    """A level of the tree; where it stands is chosen once, when it is added."""

    name = Line("Tên cấp", needed(100), description=Hint("Ví dụ: {level}."))
    position = SelectField("Đứng ở đâu", coerce=int)
    is_planned = BooleanField("Kế hoạch của năm phải tới từng tổ chức cấp này")
    holds_meetings = BooleanField("Tổ chức cấp này sinh hoạt, được dự")

    def offer_places(self, levels: Sequence[Level]) -> None:
        """Offer every place below one of *levels*; the highest stays the highest."""
        places = ((level.position + 1, f"Ngay dưới cấp “{level.name}”") for level in levels)
        self.position.choices = options(places)


FORMS: dict[str, type[DecisionForm]] = {
    "renamed": RenamedForm,
    "moved": MovedForm,
    "merged": MergedForm,
    "split": SplitForm,
    "dissolved": DissolvedForm,
}


def form_of(kind: str, chosen: Sequence[Organization], offer: Offer) -> DecisionForm:
    """Return the form of a kind of change, filled with what may be chosen."""
    fields = below.fields_of(offer.parts, MOST_PARTS) if kind == "split" else {}
    whole: type[DecisionForm] = type("ChangeForm", (FORMS[kind],), fields)
    form = whole()
    form.offer(chosen, offer)
    if not form.is_submitted():
        form.on.data = clock.today()
    return form


def _names(form: Form | PartForm) -> Names:
    return Names(
        form.name.data,
        form.short_name.data or "",
        form.committee_name.data or "",
        form.place.data or "" if "place" in form else "",
    )
