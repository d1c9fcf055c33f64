"""A tablet in a hall, as the server sees it: changes with keys, ages and writers."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.world import World
from webapp.core.db import db
from webapp.visits.models import Attendance

SignIn = Callable[[str], FlaskClient]
CHAIR = "attendance-chair"


class Tablet:
    """A tablet on which somebody signed in: it calls each change by a number here."""

    def __init__(self, client: FlaskClient, user_id: int, visit_id: int, first: int = 0) -> None:
        self.client, self.user_id, self.visit_id, self.first = client, user_id, visit_id, first

    def send(
        self,
        number: int,
        *,
        age: timedelta = timedelta(),
        at: str = "field",
        writer: int | None = None,
        about: str = "",
        seen: int | None = None,
        **body: object,
    ) -> TestResponse:
        """Send a change that was made a while ago."""
        headers = {
            "HX-Request": "true",
            "X-Change": str(UUID(int=self.first + number)),
            "X-Change-Age": str(age // timedelta(milliseconds=1)),
            "X-Change-User": str(self.user_id if writer is None else writer),
            "X-About": about,
        }
        if seen is not None:
            headers["X-Seen"] = str(seen)
        return self.client.post(f"/visits/{self.visit_id}/{at}", data=body, headers=headers)

    def write(self, number: int, value: str, was: str = "", name: str = CHAIR) -> TestResponse:
        return self.send(number, **{name: value, f"was-{name}": was})


@pytest.fixture
def visit_id(world: World) -> int:
    return world.visit().id


@pytest.fixture
def tablet(world: World, sign_in: SignIn, visit_id: int) -> Tablet:
    return Tablet(sign_in("member"), world.user("member").id, visit_id)


@pytest.fixture
def other(world: World, sign_in: SignIn, visit_id: int) -> Tablet:
    return Tablet(sign_in("member2"), world.user("member2").id, visit_id, first=1000)


def chair(visit_id: int) -> str:
    db.session.rollback()
    return db.session.scalars(select(Attendance.chair).where(Attendance.visit_id == visit_id)).one()


def count(table: type) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def reason(answer: TestResponse) -> str:
    return unquote(answer.headers.get("X-Reason", ""))
