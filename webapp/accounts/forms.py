"""What may come in about accounts."""

from wtforms import PasswordField, RadioField
from wtforms.validators import EqualTo, InputRequired, Length

from webapp.accounts.looks import TEXT_SIZES, THEMES
from webapp.core.forms import Form, Line, needed, options

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
    refusal = "Chưa đổi được mật khẩu, cần sửa"
    current = PasswordField(
        "Mật khẩu hiện tại", [InputRequired(), Length(max=200)], render_kw=CURRENT
    )
    new = PasswordField(
        "Mật khẩu mới",
        [InputRequired(), Length(min=10, max=200)],
        description="Ít nhất 10 ký tự.",
        render_kw=NEW,
    )
    again = PasswordField(
        "Nhập lại mật khẩu mới",
        [InputRequired(), EqualTo("new", "Hai lần nhập không giống nhau."), Length(max=200)],
        render_kw=NEW,
    )


class LookForm(Form):
    """How the program looks to this person: a choice of one's own, so the last one holds."""

    text_size = RadioField("Cỡ chữ", choices=options(TEXT_SIZES.items()))
    theme = RadioField("Màu nền", choices=options(THEMES.items()))
