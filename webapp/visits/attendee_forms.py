"""What may come in about who of both levels is at a visit."""

from collections.abc import Sequence

from wtforms import Field, RadioField
from wtforms.validators import Length, ValidationError

from webapp.accounts.models import User
from webapp.core.forms import SHORT, Choice, Form, Line, Lines, Values, maybe, options
from webapp.visits.attendee_models import ANSWERS, CANNOT, SENDS


def name_form(people: Sequence[User]) -> type[Form]:
    """Return the form that names somebody: one of *people*, or typed."""
    by_id = {str(one.id): one for one in people}

    class NameForm(Form):
        user_id = Choice(
            "Người có tài khoản",
            choices=options(
                [
                    ("", "Không chọn, ghi tên ở dưới"),
                    *((key, f"{one.full_name}, {one.position}") for key, one in by_id.items()),
                ]
            ),
        )
        name = Line("Họ và tên", maybe(), description="Khi người dự không có tài khoản.")
        position = Line("Chức vụ", maybe())

        def validate_user_id(self, field: Field) -> None:
            if not field.data and not self.name.data:
                raise ValidationError("Hãy chọn người có tài khoản hoặc ghi họ và tên.")

        def values(self) -> Values:
            person = by_id.get(self.user_id.data)
            if person is None:
                name, position = self.name.data, self.position.data or ""
                return {"user_id": None, "name": name, "position": position}
            position = self.position.data or person.position
            return {"user_id": person.id, "name": person.full_name, "position": position}

    return NameForm


class AnswerForm(Form):
    """Comes, sends somebody, or cannot; who writes it down for others may also open it again."""

    answer = RadioField("Trả lời", choices=options(ANSWERS.items()), default="")
    substitute = Line("Người dự thay (họ và tên, chức vụ)", [Length(max=SHORT)])
    reason = Lines("Lý do không dự được", [Length(max=1000)])

    def validate_substitute(self, field: Field) -> None:
        if self.answer.data == SENDS and not field.data:
            raise ValidationError("Cử người thay thì phải ghi người dự thay.")

    def validate_reason(self, field: Field) -> None:
        if self.answer.data == CANNOT and not field.data:
            raise ValidationError("Không dự được thì phải ghi lý do.")
