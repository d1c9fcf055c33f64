"""What members of the bloc's committees noted in ongoing supervision (46-KH/ĐTN, II.2.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.observations import services as observations
from webapp.observations.models import SHORTCOMING, STRENGTH
from webapp.organizations.models import Organization
from webapp.plans.models import Activity
from webapp.plans.round_models import Topic
from webapp.sample.living import Event, at

HOUR = 16


@dataclass(frozen=True)
class Note:
    """One note. `topic` begins a topic's text; no union: of an officer of the bloc itself."""

    noted_on: date
    who: str
    topic: str
    kind: str
    text: str
    union: str = ""
    officer: str = ""


NOTES = (
    Note(
        date(2020, 3, 6), "ct-btv3", "Tháng Thanh niên", STRENGTH,
        "Ra quân trồng 200 cây xanh quanh trụ sở, cấp ủy và công đoàn cùng tham gia.",
        "Sở Tài nguyên và Môi trường",
    ),
    Note(
        date(2020, 3, 20), "ct-bch2", "Tháng Thanh niên", SHORTCOMING,
        "Chưa đăng ký công trình thanh niên, kế hoạch gửi chậm.", "Cục Dự trữ Nhà nước",
    ),
    Note(
        date(2020, 3, 27), "ct-btv4", "Cụ thể hóa chương trình", STRENGTH,
        "Chương trình năm có chỉ tiêu từng quý, phân công người chịu trách nhiệm.", "Sở Nội vụ",
    ),
    Note(
        date(2020, 4, 10), "ct-ubkt2", "Nâng cao chất lượng tổ chức cơ sở đoàn", SHORTCOMING,
        "Sổ chi đoàn của hai chi đoàn ghi chưa đủ các kỳ sinh hoạt quý I.", "Cục Hải quan",
    ),
    Note(
        date(2020, 4, 24), "ct-bch5", "Học tập và làm theo", STRENGTH,
        "Duy trì chuyên mục “Mỗi tuần một câu chuyện đẹp” trong bản tin nội bộ.", "Báo Cần Thơ",
    ),
    Note(
        date(2020, 5, 19), "ct-btv2", "Tác phong, lề lối", STRENGTH,
        "Cán bộ đoàn giữ giờ, trả lời công việc trong ngày; đoàn viên noi theo.",
        "Văn phòng Ủy ban nhân dân",
    ),
    Note(
        date(2020, 6, 5), "ct-ubkt4", "Giải pháp, cách thực hiện", SHORTCOMING,
        "Cán bộ đoàn chủ chốt kiêm nhiệm nhiều việc, chưa dự đủ lớp tập huấn của Đoàn Khối.",
        "Bệnh viện Đa khoa thành phố", "Bí thư Đoàn cơ sở",
    ),
    Note(
        date(2020, 6, 19), "ct-btv1", "Chức trách, nhiệm vụ của Ủy viên", SHORTCOMING,
        "Hai tháng chưa dự sinh hoạt ở đơn vị được phân công theo dõi.",
        officer="Ủy viên Ban Chấp hành phụ trách cụm trường học",
    ),
    Note(
        date(2020, 7, 10), "ct-bch8", "Chiến dịch thanh niên tình nguyện", STRENGTH,
        "Khám bệnh, phát thuốc miễn phí cho 300 người dân vùng ven.", "Bệnh viện Nhi đồng",
    ),
    Note(
        date(2020, 7, 24), "ct-bch11", "Chiến dịch thanh niên tình nguyện", STRENGTH,
        "Đội hình tri thức trẻ dạy tin học hè cho thiếu nhi ở hai phường.",
        "Trường Cao đẳng Cần Thơ",
    ),
    Note(
        date(2020, 7, 31), "ct-btv5", "Chương trình hành động", SHORTCOMING,
        "Chương trình hành động sao chép của cấp trên, chưa có chỉ tiêu của đơn vị.",
        "Hội Nông dân",
    ),
    Note(
        date(2020, 8, 12), "ct-ubkt6", "Chủ trương, nghị quyết", STRENGTH,
        "Sơ kết nửa nhiệm kỳ đúng hạn, tự đánh giá thẳng thắn.", "Tòa án nhân dân",
    ),
)  # fmt: skip


def events(plan_id: int, unions: dict[str, int], people: dict[str, User]) -> Iterator[Event]:
    """Yield the writing of each note; *unions* are numbers of organizations by short name."""
    for number, one in enumerate(NOTES):
        author = people[one.who]
        unit_id = unions[one.union] if one.union else author.organization_id
        yield at(one.noted_on, HOUR), number, partial(_note, plan_id, one, unit_id, author)


def _note(plan_id: int, one: Note, unit_id: int, author: User) -> None:
    topic_id = db.session.scalars(
        select(Topic.id)
        .join(Activity, Activity.id == Topic.activity_id)
        .where(Activity.plan_id == plan_id, Topic.text.startswith(one.topic))
    ).one()
    values = {
        "topic_id": topic_id,
        "kind": one.kind,
        "officer": one.officer,
        "text": one.text,
        "noted_on": one.noted_on,
    }
    observations.note(values, db.session.get_one(Organization, unit_id), author)
