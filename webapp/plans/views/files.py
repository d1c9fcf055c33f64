"""Plans as files: out of the program, and in again with a report of what is wrong."""

from flask import Response, flash
from flask_wtf.file import FileField
from wtforms import BooleanField, TextAreaField

from webapp.accounts import gate
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.core.forms import Form
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, send_bytes
from webapp.plans import queries
from webapp.plans.file import importing
from webapp.plans.file.reading import LARGEST
from webapp.plans.file.values import taken
from webapp.plans.file.writing import written
from webapp.plans.forms.plans import AGAIN
from webapp.plans.models import Plan
from webapp.plans.views.plans import bp


class ImportForm(Form):
    refusal = "Chưa nhập được, cần sửa"

    file = FileField("Tệp kế hoạch", description="Tệp .yaml được xuất từ phần mềm này.")
    text = TextAreaField(
        "Nội dung tệp",
        description="Chọn tệp ở trên, hoặc dán nội dung vào đây để sửa rồi nhập.",
        render_kw={"rows": 16},
    )
    leave_out = BooleanField("Bỏ qua phân công của những đơn vị không có ở đây")
    again = BooleanField(AGAIN)

    def content(self) -> str:
        """Return what was sent: the file if one was chosen, else what stands in the field."""
        upload = self.file.data
        if getattr(upload, "filename", ""):
            raw = upload.stream.read(4 * LARGEST + 1)
            self.text.data = raw.decode("utf-8-sig", "replace")
        else:
            self.text.data = (self.text.data or "").replace("\r\n", "\n")
        self.text.raw_data = None  # show what is read, not what was sent
        return str(self.text.data)


@bp.get("/plans/<int:plan_id>/file")
@permit(*BOARD)
def export(plan_id: int) -> Response:
    """The whole plan as one readable file, to be brought in elsewhere."""
    plan = gate.load(Plan, plan_id, *queries.FULL_PLAN)
    text = written(taken(plan))
    return send_bytes(text.encode(), f"Kế hoạch {plan.year}.yaml", "application/yaml")


@bp.route("/plans/import", methods=["GET", "POST"])
@permit(PLANNER)
def bring_in() -> Response:
    """Bring a plan in from a file, or tell line by line why not."""
    form = ImportForm()
    refused: importing.Faulty | None = None
    if form.validate_on_submit():
        try:
            insisted = {"leave_out": form.leave_out.data, "again": form.again.data}
            plan = importing.bring_in(form.content(), me(), **insisted)
        except Refused as twin:
            form.text.errors = [str(twin)]
        except importing.Faulty as faulty:
            refused = faulty
            if len(form.text.data) > LARGEST:  # nobody mends that in a field
                form.text.data = ""
        else:
            flash("Đã nhập kế hoạch từ tệp. Hãy xem lại từng phần.")
            return see_other("plans.show", plan_id=plan.id)
    if not form.text.errors and not form.again.data:
        del form.again
    return page("plans/import.html", form=form, refused=refused)
