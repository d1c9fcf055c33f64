"""The posts (chức danh) that people hold, and since when they serve: who may be sent goes by them.

A person's position is free text, for papers; posts are the few that plans speak of
(46-KH/ĐTN, II.3: the standing and executive committees, the inspection committee).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

POSTS = {
    "secretary": "Bí thư, Phó Bí thư",
    "standing_committee": "Ủy viên Ban Thường vụ",
    "executive_committee": "Ủy viên Ban Chấp hành",
    "inspection_committee": "Ủy viên Ủy ban Kiểm tra",
    "staff": "Cán bộ, chuyên viên cơ quan",
}


@dataclass(frozen=True)
class Service:
    """What a person serves as, and since when; None is since before the program was used."""

    posts: tuple[str, ...] = ()
    serves_from: date | None = None


def post_names(posts: Collection[str]) -> str:
    """Return posts in words, in their own order."""
    return ", ".join(words for key, words in POSTS.items() if key in posts)
