"""What may come in with a self-run report."""

from decimal import Decimal
from types import SimpleNamespace
from typing import ClassVar

from flask_wtf.file import FileField
from wtforms import Field, SubmitField

from webapp.core.forms import Form, Lines, maybe
from webapp.plans.models import ActivityFigure
from webapp.submissions.forms.figures import agree, figure_fields
from webapp.submissions.models import Submission

LONGEST = 20_000


class Wanted:
    """Marks a field that a report must fill in the end, though a draft may leave it empty."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, _form: object, _field: Field) -> None: ...


class ReportForm(Form):
    """The summary, a field for each figure (see `report_form`), the file, and two buttons."""

    summary = Lines(
        "Tóm tắt kết quả tự giám sát", [Wanted(), *maybe(LONGEST)], render_kw={"rows": 10}
    )
    file = FileField("Tệp báo cáo")
    submit_report = SubmitField("Gửi báo cáo")

    figure_names: dict[int, str]  # id of the figure → name of its field
    figure_labels: dict[int, str]

    @property
    def figures(self) -> dict[int, Decimal | None]:
        """The figures that were typed, by the id of the figure; None where left empty."""
        return {key: self[name].data for key, name in self.figure_names.items()}

    def validate(self, extra_validators: object = None) -> bool:
        return bool(super().validate(extra_validators)) and agree(self)

    def is_complete(self, has_file: bool) -> bool:
        """Return True when nothing that a report must hold is missing; else say what is."""
        wanted = ["summary", *self.figure_names.values()]
        missing = [self[name] for name in wanted if self[name].data in (None, "")]
        for field in missing:
            field.errors = ["Phải có trước khi gửi báo cáo."]
        if not (has_file or self.file.data):
            self.file.errors = ["Phải chọn tệp báo cáo trước khi gửi."]
        return not (missing or self.file.errors)


def report_form(figures: list[ActivityFigure], submission: Submission | None) -> ReportForm:
    """Return the form for one report, showing what is stored where nothing was sent yet."""
    fields = dict(figure_fields(figures, [Wanted()]))
    kind = type("ActivityReportForm", (ReportForm,), fields)
    form: ReportForm = kind(obj=stored(submission))
    return form


def stored(submission: Submission | None) -> SimpleNamespace:
    """Return what is stored under the form's field names; a report not begun has version 0."""
    if submission is None:
        return SimpleNamespace(version=0)
    values = {f"figure_{value.figure_id}": value.value for value in submission.figures}
    return SimpleNamespace(version=submission.version, summary=submission.summary, **values)
