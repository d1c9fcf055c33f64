"""Everybody in the samples can open what the pages before them offer."""

import re
from collections.abc import Iterator

from flask import Flask
from flask.testing import FlaskClient

from webapp import sample
from webapp.core.db import db
from webapp.sample.people import PASSWORD

# Of each issuer somebody of every part that sees pages of its own.
PEOPLE = (
    *("kehoach", "cammy"),
    *("ct-kehoach", "ct-lanhdao", "ct-bch3", "ct-quantri", "ct-dv17"),
    *("hcm-kehoach", "hcm-thuky", "hcm-xem", "hcm-sodulich", "hcm-sotuphap"),
)
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
DEEP = 2  # how many links away from the first page


def test_pages_of_the_samples_lead_somewhere(app: Flask) -> None:
    with app.app_context():
        sample.load()
        db.session.remove()
    broken = []
    for person in PEOPLE:
        client = app.test_client()
        signed_in = client.post("/sign-in", data={"username": person, "password": PASSWORD})
        assert signed_in.status_code == 303, person
        broken += [f"{person}: {found}" for found in _broken(client)]
    assert not broken


def _broken(client: FlaskClient) -> Iterator[str]:
    """Follow one link of each kind from the first page on; yield those that do not open."""
    seen: set[str] = set()
    edge = ["/"]
    for _ in range(DEEP + 1):
        found: list[str] = []
        for address in edge:
            kind = re.sub(r"\d+", "0", address)
            if kind in seen:
                continue
            seen.add(kind)
            answer = client.get(address)
            if answer.status_code >= 400:
                yield f"{address} answers {answer.status_code}"
            elif answer.mimetype == "text/html":
                found += LINK.findall(answer.text)
        edge = [link.replace("&amp;", "&") for link in found]
