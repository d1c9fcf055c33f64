"""What the tests of a round's session do often."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp.accounts.models import User
from webapp.attending.forms import Cell, Name, Typed
from webapp.attending.services import agenda as session
from webapp.attending.services import attendees
from webapp.visits.models import Visit

PART = {"HX-Request": "true"}


def typed(name: str, value: str, was: str = "") -> Typed:
    """A field as a page sends it."""
    found = Name.parse(name)
    assert found is not None, name
    return Typed(found, value, was)


def confirm(visit: Visit, who: User, group_id: int, count: str, was: str = "") -> Cell:
    """Let the unit tell how many of a group come."""
    (cell,) = attendees.save(visit, who, [typed(f"confirmation-{group_id}-count", count, was)])
    return cell


def write(visit: Visit, step_id: int, column: str, value: str, was: str = "") -> Cell:
    """Write a field of a step."""
    (cell,) = session.save(visit, [typed(f"step-{step_id}-{column}", value, was)])
    return cell


def send(
    client: FlaskClient, address: str, name: str, value: str, was: str = "", **more: Any
) -> TestResponse:
    """Send one field as a page with scripts does."""
    return client.post(address, data={name: value, f"was-{name}": was, **more}, headers=PART)
