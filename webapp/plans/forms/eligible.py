"""What may come in about who may be sent to the meetings of an activity."""

from collections.abc import Collection

from wtforms import SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from webapp.accounts.posts import POSTS
from webapp.core.forms import Form, WholeNumber, options
from webapp.rules.fair_share import WHOLE


class EligibleForm(Form):
    """How much the holders of a post are sent; which post is chosen of those that are left."""

    post = SelectField("Chức danh", choices=[])
    share = WholeNumber(
        "Mức phân công (%)",
        [InputRequired(), NumberRange(10, WHOLE)],
        default=WHOLE,
        description="So với mức chung: 100 là như mọi người, 50 là một nửa.",
    )
    most = WholeNumber(
        "Nhiều nhất mỗi tháng (buổi)",
        [Optional(), NumberRange(1, 99)],
        description="Bỏ trống nếu không giới hạn.",
    )


def eligible_form(taken: Collection[str] = ()) -> type[EligibleForm]:
    """Return the form of a post whose holders may be sent; *taken* posts have rows of their own."""

    class PostForm(EligibleForm):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            self.post.choices = options(
                (key, words) for key, words in POSTS.items() if key not in taken
            )

    return PostForm
