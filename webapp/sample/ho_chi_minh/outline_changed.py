"""The outline is changed after one unit had sent its report and before the other wrote."""

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.plans import outline_changes
from webapp.plans.round_models import OutlinePart
from webapp.plans.services import outline as services
from webapp.sample.ho_chi_minh.answers import TABLES

COLUMNS = ["Tên văn bản", "Số, ký hiệu", "Ngày ban hành"]
RENAMED = ("Thời gian", "Ngày ban hành")


def change(activity_id: int, who: User) -> None:
    """Leave "Nội dung" out of the second table, and call "Thời gian" by another name."""
    part = db.session.scalars(
        select(OutlinePart).where(
            OutlinePart.activity_id == activity_id, OutlinePart.title == TABLES[1]
        )
    ).one()
    old, new = RENAMED
    renamed = {new: next(one.key for one in part.kept_columns if one.title == old)}
    names = ("level", "kind", "title", "hint", "is_optional")
    values = {name: getattr(part, name) for name in names} | {"columns": COLUMNS}
    told = outline_changes.changed(part, values, services.written(activity_id), renamed)
    services.change(part, values, told, renamed, who)
