"""Everybody in the samples can open what the pages before them offer."""

import re
from collections.abc import Iterator

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from webapp import sample
from webapp.core.db import db
from webapp.organizations.models import Issuer, Organization
from webapp.sample.people import PASSWORD

# Of each issuer somebody of every part that sees pages of its own.
PEOPLE = (
    *("kehoach", "cammy"),
    *("ct-kehoach", "ct-lanhdao", "ct-bch3", "ct-quantri", "ct-dv17"),
    *("hcm-kehoach", "hcm-thuky", "hcm-xem", "hcm-sodulich", "hcm-sotuphap"),
)
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
DEEP = 2  # how many links away from the first page


def names_of(issuer: str) -> set[str]:
    """Return the names of units of the sample of *issuer* that the other samples do not have."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for name, code in db.session.execute(
        select(Organization.name, Issuer.code).join(Issuer, Issuer.id == Organization.issuer_id)
    ):
        found[code == issuer].add(name)
    return found[True] - found[False]


def test_pages_of_the_samples_lead_somewhere(app: Flask) -> None:
    """And nobody reads a name of somebody else's tree, not in an example either."""
    with app.app_context():
        sample.load()
        foreign = {*names_of("BTCTU"), "Nhơn Trạch", "Đồng Nai"}
        db.session.remove()
    assert len(foreign) > 20
    broken = []
    for person in PEOPLE:
        client = app.test_client()
        signed_in = client.post("/sign-in", data={"username": person, "password": PASSWORD})
        assert signed_in.status_code == 303, person
        others = foreign if "-" in person else set()
        broken += [f"{person}: {found}" for found in _broken(client, others)]
    assert not broken


def _broken(client: FlaskClient, foreign: set[str]) -> Iterator[str]:
    """Follow one link of each kind from the first page on; yield those that do not open.

    And those that show a name of *foreign*.
    """
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
                yield from (f"{address} names {name}" for name in foreign if name in answer.text)
        edge = [link.replace("&amp;", "&") for link in found]
