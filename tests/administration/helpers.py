"""What the tests of this room share."""

from collections.abc import Mapping

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.forms import forms_in


def confirmed(client: FlaskClient, path: str, data: Mapping[str, object]) -> TestResponse:
    """Send what may move due days, and say yes to the page that asks first where it does."""
    asked = client.post(path, data=dict(data))
    if asked.status_code == 303:
        return asked
    assert asked.status_code == 200
    assert "Chưa lưu." in asked.text
    form = next(one for one in forms_in(asked.text, path) if "seen_moves" in one.values)
    return form.send(client)
