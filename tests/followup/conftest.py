"""A recommendation that was told to its unit: a visit, a shortcoming, an issued letter."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.world import World, add
from webapp.attending.models import Recommendation, Remark
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.signals import issued
from webapp.visits.models import Visit


def letter_of(world: World, visit: Visit) -> Document:
    """Issue a result letter as a row, and let the rooms hear of it."""
    letter: Document = add(
        Document(
            issuer_id=visit.issuer_id,
            organization_id=visit.organization_id,
            kind="result_letter",
            subject_kind="visit",
            subject_id=visit.id,
            summary="kết quả dự sinh hoạt",
            content={},
            created_at=clock.now(),
            author_id=world.user("member").id,
            symbol="TB/BTCTU",
            number=visit.id,
            issued_at=clock.now(),
            issued_on=clock.today(),
        )
    )
    issued.send(letter)
    db.session.commit()
    return letter


def recommend(
    world: World, visit: Visit, text: str = "Ghi đủ sổ nghị quyết", due: date | None = None
) -> Recommendation:
    """Recommend something that answers a shortcoming, due a month on, monitored by `member`."""
    remark = add(
        Remark(
            visit_id=visit.id,
            kind="shortcoming",
            text="Sổ nghị quyết còn bỏ trống",
            cause="Chưa phân công người ghi",
            author_id=world.user("member").id,
            created_at=clock.now(),
        )
    )
    row: Recommendation = add(
        Recommendation(
            issuer_id=visit.issuer_id,
            organization_id=visit.organization_id,
            visit_id=visit.id,
            remark_id=remark.id,
            text=text,
            owner="Chi ủy chi bộ",
            due_on=due or clock.today() + timedelta(days=30),
            monitor_id=world.user("member").id,
            created_at=clock.now(),
        )
    )
    db.session.commit()
    return row


@pytest.fixture
def told(world: World) -> Recommendation:
    """A recommendation to a cell of Nhơn Trạch, due on 14 February, its letter issued."""
    visit = world.visit()
    row = recommend(world, visit)
    letter_of(world, visit)
    return row


@pytest.fixture
def version(told: Recommendation) -> Callable[[], str]:
    """What a page opened now would carry."""

    def now() -> str:
        db.session.expire_all()
        return str(told.version)

    return now
