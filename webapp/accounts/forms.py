"""What may come in about accounts."""

from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from webapp.core.forms import Form, Line, needed


class SignInForm(Form):
    username = Line("Tên đăng nhập", needed(100))
    password = PasswordField("Mật khẩu", [InputRequired(), Length(max=200)])


class PasswordForm(Form):
    current = PasswordField("Mật khẩu hiện tại", [InputRequired(), Length(max=200)])
    new = PasswordField("Mật khẩu mới", [InputRequired(), Length(min=10, max=200)])
    again = PasswordField(
        "Nhập lại mật khẩu mới",
        [InputRequired(), EqualTo("new", "Hai lần nhập không giống nhau."), Length(max=200)],
    )
