"""What may come in about ongoing supervision."""

from collections.abc import Sequence
from types import SimpleNamespace

from wtforms import Field, RadioField, SelectField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from webapp.core.forms import (
    LONG,
    SHORT,
    AtLeast,
    Day,
    Form,
    Line,
    Lines,
    Search,
    maybe,
    needed,
    not_ahead,
    options,
)
from webapp.observations.models import KINDS, Observation
from webapp.organizations import naming
from webapp.plans.round_models import Topic

SHOWN = 110  # letters of a topic by which it is recognized in a list


class ObservationForm(Form):
    """A note: on what, of whom, good or bad, since when."""

    topic_id = SelectField("Nội dung giám sát", coerce=int)
    kind = RadioField(
        "Đánh giá",
        [InputRequired("Phải chọn ưu điểm hay hạn chế.")],
        choices=options(KINDS.items()),
    )
    unit = Line("Đơn vị", [Length(max=SHORT)], render_kw={"list": "unit-names"})
    officer = Line(
        "Chức trách được giám sát",
        maybe(200),
        description="Chỉ ghi chức vụ, nhiệm vụ; không ghi thông tin cá nhân.",
    )
    text = Lines("Nội dung ghi nhận", needed(LONG), render_kw={"rows": 4})
    noted_on = Day("Ngày ghi nhận", [InputRequired(), not_ahead])

    def set_topics(self, topics: Sequence[Topic]) -> None:
        self.topic_id.choices = options((one.id, shortened(one.text)) for one in topics)

    def validate_unit(self, field: Field) -> None:
        if not field.data and not self.officer.data:
            raise ValidationError("Ghi đơn vị, hoặc chức trách của cán bộ được giám sát.")


class SearchForm(Search):
    """What is looked for among notes; what cannot be read is left out."""

    q = Line("Có chữ", maybe(100))
    unit = Line("Đơn vị", maybe(100))
    topic = SelectField("Nội dung giám sát", default="")
    kind = SelectField("Đánh giá", choices=options([("", "Tất cả"), *KINDS.items()]), default="")
    since = Day("Từ ngày", [Optional()])
    until = Day("Đến ngày", [Optional(), AtLeast("since", "Phải từ ngày đầu trở đi.")])

    @property
    def is_narrowed(self) -> bool:
        return any(self.asked().values())

    def asked(self) -> dict[str, object]:
        """Return what is asked for and could be read, by field."""
        return {name: value for name, value in self.values().items() if not self[name].errors}

    def set_topics(self, topics: Sequence[Topic]) -> None:
        found = ((str(one.id), shortened(one.text)) for one in topics)
        self.topic.choices = options([("", "Tất cả"), *found])


def shortened(text: str) -> str:
    """Return a topic as a list of choices can show it."""
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"


def shown(row: Observation) -> SimpleNamespace:
    """Return a stored note under the form's field names."""
    return SimpleNamespace(
        version=row.version,
        topic_id=row.topic_id,
        kind=row.kind,
        unit=naming.label_of(row.organization),
        officer=row.officer,
        text=row.text,
        noted_on=row.noted_on,
    )
