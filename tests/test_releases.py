"""A database of an earlier release, full of its sample, becomes one of today and back again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, func, select

from tests import releases
from tests.conftest import make_app
from tests.resetting import execute, on
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.notices.models import Notice, NoticeRevision
from webapp.organizations.models import Issuer
from webapp.plans.models import Plan
from webapp.sample.people import PASSWORD
from webapp.submissions.models import Submission
from webapp.visits.models import Visit

# Rows that the way up adds: what is due of each filed meeting (0004), and the lines of "Nơi nhận"
# that no body of the tree gets (0005).
GAINED = {"0003": {"milestone": 623, "document_recipient": 134}}
PLANNERS = ("kehoach", "ct-kehoach", "hcm-kehoach")


@pytest.fixture
def release(
    engine: str, revision: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Flask]:
    """An application on the kept database of a release, which nobody has migrated yet."""
    url = f"sqlite:///{tmp_path / 'release.sqlite'}"
    if engine == "postgresql":
        server = request.getfixturevalue("postgres_server")
        execute(server, "DROP DATABASE IF EXISTS release WITH (FORCE)", "CREATE DATABASE release")
        url = on(server, "release")
    app = make_app(url)
    with app.app_context():
        upgrade(revision=revision)
        releases.fill(db.engine, revision)
        yield app
        db.session.remove()
        db.engine.dispose()


def counts() -> dict[str, int]:
    """The rows of each table that is there."""
    tables = MetaData()
    tables.reflect(db.engine)
    with db.engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in tables.tables.items()
            if name != "alembic_version"
        }


def signed_in(app: Flask, username: str) -> FlaskClient:
    client = app.test_client()
    answer = client.post("/sign-in", data={"username": username, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return client


def pages_of(issuer: Issuer) -> list[str]:
    """The addresses of the pages that matter: the year, and one of each thing there is."""
    plan = db.session.scalars(select(Plan).where(Plan.issuer_id == issuer.id)).one()
    found = ["/", "/year", f"/plans/{plan.id}", "/documents", "/documents/register.pdf"]
    found += ["/notices", "/visits", f"/plans/{plan.id}/year"]
    for table, address in (
        (Notice, "/notices/{}"),
        (Visit, "/visits/{}"),
        (Document, "/documents/{}"),
        (Document, "/documents/{}/paper.pdf"),
    ):
        newest = select(table.id).where(table.issuer_id == issuer.id).order_by(table.id.desc())
        found += [address.format(row_id) for row_id in db.session.scalars(newest.limit(2))]
    sent = select(Submission.id).where(
        Submission.issuer_id == issuer.id, Submission.submitted_at.is_not(None)
    )
    found += [f"/submissions/{row_id}" for row_id in db.session.scalars(sent.limit(2))]
    return found


@pytest.mark.parametrize("revision", releases.kept())
def test_a_filled_release_becomes_todays_and_its_pages_open(release: Flask, revision: str) -> None:
    before = counts()
    upgrade()
    after = counts()
    gained = {name: after[name] - count for name, count in before.items() if name in after}
    assert {name: count for name, count in gained.items() if count} == GAINED[revision]
    for issuer, username in zip(
        db.session.scalars(select(Issuer).order_by(Issuer.id)).all(), PLANNERS, strict=True
    ):
        client = signed_in(release, username)
        for address in pages_of(issuer):
            answer = client.get(address, follow_redirects=True)
            assert (address, answer.status_code) == (address, 200)
    lists = db.session.scalars(select(NoticeRevision.meetings)).all()
    assert all(row.day and row.hour and row.place for rows in lists for row in rows)


@pytest.mark.parametrize("revision", releases.kept())
def test_a_filled_release_comes_back_by_the_way_it_went(release: Flask, revision: str) -> None:
    before = counts()
    upgrade()
    db.session.remove()
    downgrade(revision=revision)
    assert counts() == before
    upgrade()
    assert signed_in(release, PLANNERS[0]).get("/").status_code == 200
