"""Who may be sent to the meetings of an activity: by the posts they hold (46-KH/ĐTN, II.3)."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Model, Versioned
from webapp.rules.fair_share import WHOLE


class EligiblePost(Versioned, Model):
    """Who holds a post may be sent, with a share of what others carry and at most so many a month.

    An activity without any lets everybody be sent. Of several posts of one person the first row
    holds.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    position: Mapped[int]
    post: Mapped[str]  # a key of accounts.posts.POSTS
    share: Mapped[int] = mapped_column(default=WHOLE)  # percent
    most: Mapped[int | None] = mapped_column(default=None)  # meetings a month
