"""What may come in about accounts."""

from flask import current_app
from wtforms import Field, PasswordField, RadioField
from wtforms.validators import EqualTo, InputRequired, Length, ValidationError

from webapp.accounts.looks import TEXT_SIZES, THEMES
from webapp.accounts.models import User
from webapp.core.forms import Form, Line, needed, options
from webapp.rules import passwords

# What browsers and keepers of passwords go by.
CURRENT, NEW = {"autocomplete": "current-password"}, {"autocomplete": "new-password"}


class SignInForm(Form):
    refusal = "Chưa đăng nhập được"
    username = Line(
        "Tên đăng nhập",
        needed(100),
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField("Mật khẩu", [InputRequired(), Length(max=200)], render_kw=CURRENT)


class PasswordForm(Form):
    """Changes the password of *who*; one who signed in by a code is not asked for it again."""

    who: User
    refusal = "Chưa đổi được mật khẩu, cần sửa"
    current = PasswordField(
        "Mật khẩu hiện tại", [InputRequired(), Length(max=200)], render_kw=CURRENT
    )
    new = PasswordField(
        "Mật khẩu mới",
        [InputRequired()],
        description=f"Ít nhất {passwords.LEAST} ký tự, không dễ đoán. Một câu ngắn là tốt nhất.",
        render_kw=NEW,
    )
    again = PasswordField(
        "Nhập lại mật khẩu mới",
        [InputRequired(), EqualTo("new", "Hai lần nhập không giống nhau."), Length(max=200)],
        render_kw=NEW,
    )

    def set_person(self, who: User) -> None:
        """Say whose password is chosen."""
        self.who = who
        if who.signs_in_by_code:
            del self.current

    def validate_current(self, field: Field) -> None:
        if not self.who.has_password(field.data):
            raise ValidationError("Mật khẩu hiện tại không đúng.")

    def validate_new(self, field: Field) -> None:
        takes_sample = current_app.config["TAKES_SAMPLE_PASSWORD"]
        found = passwords.problem(field.data, self.who.username, takes_sample=takes_sample)
        if not found and self.who.signs_in_by_code and self.who.has_password(field.data):
            found = "Mật khẩu phải khác mã đã nhận."
        if found:
            raise ValidationError(found)


class LookForm(Form):
    """How the program looks to this person: a choice of one's own, so the last one holds."""

    text_size = RadioField("Cỡ chữ", choices=options(TEXT_SIZES.items()))
    theme = RadioField("Màu nền", choices=options(THEMES.items()))
