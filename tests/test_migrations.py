"""Migrations make exactly the tables of the models, up and down, with data in them."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, migrate, upgrade
from sqlalchemy import JSON, Boolean, Column, Integer, MetaData, String, func, inspect, select, text

from tests.building import build
from tests.conftest import make_app
from tests.documents.papers import issued
from tests.dues import set_milestone
from tests.grassroots_world import MARCH, add_grassroots, meetings_in
from tests.handed_in import pdf
from tests.resetting import execute, on
from tests.world import World, add
from webapp.accounts.models import User
from webapp.attending.models import VisitFile
from webapp.core import clock
from webapp.core.config import ROOT
from webapp.core.db import NAMES, db
from webapp.core.migrating import OPTIONS
from webapp.documents.files import PDF, store_bytes
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document, StoredFile
from webapp.documents.road import recipients
from webapp.documents.road.drafting import Draft, draw_up
from webapp.documents.road.recipients import Recipient
from webapp.documents.tree import Body, Paragraph
from webapp.grassroots.models import CalendarStep, HandChoice
from webapp.grassroots.services.dues import lock_calendar
from webapp.milestones import engine
from webapp.milestones.kinds import MILESTONES
from webapp.milestones.models import Milestone
from webapp.notices.models import Meeting
from webapp.organizations.models import Issuer, Organization
from webapp.plans.kinds import PLAN_PAPER
from webapp.plans.models import Duty, Plan

MIGRATIONS = ROOT / "migrations"


@pytest.fixture
def empty(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database that holds nothing."""
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    if engine == "postgresql":
        server = request.getfixturevalue("postgres_server")
        execute(server, "DROP DATABASE IF EXISTS empty WITH (FORCE)", "CREATE DATABASE empty")
        url = on(server, "empty")
    app = make_app(url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_the_newest_revision_is_the_models(empty: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={**OPTIONS})
        assert compare_metadata(context, db.metadata) == []


def test_one_step_down_and_up_again_keeps_the_rows(empty: Flask) -> None:
    upgrade()
    build()
    before = db.session.scalar(select(func.count()).select_from(Duty))
    db.session.remove()
    downgrade(revision="-1")
    upgrade()
    assert db.session.scalar(select(func.count()).select_from(Duty)) == before
    assert db.session.scalars(select(Plan.reaches_all)).all() == [True]
    assert db.session.scalars(select(Meeting.is_hour_set).distinct()).all() in ([], [True])


def test_papers_of_before_get_one_list_and_what_they_were_composed_as(empty: Flask) -> None:
    upgrade()
    build()
    planner = db.session.scalars(select(User).where(User.username == "planner")).one()
    committee = db.session.scalars(
        select(Organization).where(Organization.name == "Đảng bộ huyện Nhơn Trạch")
    ).one()
    issuer = db.session.get_one(Issuer, committee.issuer_id)
    paper = letterhead(issuer, PLAN_PAPER, Body("Kế hoạch", [Paragraph("Nội dung.")]))
    other = db.session.scalars(
        select(Organization).where(Organization.name == "Đảng bộ huyện Long Thành")
    ).one()
    lines = (
        Recipient("Các huyện ủy"),
        Recipient("Đảng bộ huyện Nhơn Trạch (để biết)", committee.id),
        Recipient("Lưu"),
        Recipient("", other.id),
    )
    draft = Draft(PLAN_PAPER, ("plan", 99), committee, paper, lines)
    document_id = draw_up(Document(), draft, planner).id
    content = db.session.get_one(Document, document_id).content
    db.session.remove()

    before = ScriptDirectory("migrations").get_revision("0005").down_revision
    downgrade(revision=str(before))
    upgrade()
    document = db.session.get_one(Document, document_id)
    assert recipients.of(document) == lines
    assert document.content == content
    assert document.composed == {
        "paper": content,
        "recipients": [vars(one) for one in lines],
    }
    assert (document.facts, document.wording, document.replaces_id) == (None, None, None)


def test_of_files_of_before_only_those_made_here_open_in_a_browser(empty: Flask) -> None:
    upgrade()
    build()
    world = World()
    visit, who = world.visit(), world.user("office")
    committee = world.organization("Đảng bộ huyện Nhơn Trạch")
    handed, photo = (store_bytes(pdf(), "a", PDF, committee, who).id for _ in range(2))
    add(VisitFile(visit_id=visit.id, file_id=handed, kind="paper"))
    add(VisitFile(visit_id=visit.id, file_id=photo, kind="photo"))
    printed = issued(world).file_id
    db.session.commit()
    db.session.remove()
    downgrade(revision=str(ScriptDirectory("migrations").get_revision("0034").down_revision))
    upgrade()
    found = {one.id: one.is_checked for one in db.session.scalars(select(StoredFile))}
    assert found == {handed: False, photo: True, printed: True}


def test_up_and_down_with_data(empty: Flask) -> None:
    upgrade()
    build()
    assert db.session.scalar(select(func.count()).select_from(User)) == 11
    db.session.remove()
    downgrade(revision="base")
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    upgrade()
    build()
    assert db.session.scalar(select(func.count()).select_from(User)) == 11


@pytest.fixture
def models_of_tomorrow(monkeypatch: pytest.MonkeyPatch) -> MetaData:
    """The models with one more column that is never null, as somebody would write it."""
    found = MetaData(naming_convention=NAMES)
    for table in db.metadata.sorted_tables:
        table.to_metadata(found)
    for name, default in (("dress", "tự do"), ("is_open", True), ("seats", 3), ("tags", list)):
        kind = {str: String, bool: Boolean, int: Integer}.get(type(default), JSON)
        found.tables["meeting"].append_column(Column(name, kind, default=default, nullable=False))
    monkeypatch.setitem(db.metadatas, None, found)
    return found


def test_a_new_column_with_a_default_is_migrated_with_rows_there(
    empty: Flask, models_of_tomorrow: MetaData, tmp_path: Path
) -> None:
    folder = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    upgrade(str(folder))
    build()
    World().notice()
    db.session.remove()
    migrate(str(folder), message="tomorrow")
    written = next((folder / "versions").glob("*_tomorrow.py")).read_text()
    assert "webapp" not in written
    upgrade(str(folder))
    table = models_of_tomorrow.tables["meeting"]
    with db.engine.connect() as connection:
        rows = connection.execute(
            select(table.c.dress, table.c.is_open, table.c.seats, table.c.tags)
        ).all()
    assert rows == [("tự do", True, 3, [])] * 3
    downgrade(str(folder), revision="-1")
    assert len(db.session.scalars(select(Meeting)).all()) == 3


def test_due_days_move_between_meetings_and_milestones(empty: Flask) -> None:
    upgrade()
    build()
    world = World()
    notice = world.notice(meetings=2)
    late, kept = world.meetings(notice)
    late.received_on = date(2024, 2, 10)
    set_milestone(**_due(world, "announcement"))
    engine.mark_done("announcement", ("assignment", 7), "01-TB", clock.at(date(2024, 1, 20)))
    engine.repeat(MILESTONES["announcement"], ("assignment", 7))
    db.session.commit()
    dues = {meeting.id: meeting.due_on for meeting in (late, kept)}
    issuer_id = notice.issuer_id
    db.session.remove()
    downgrade(revision="0003")
    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT id, due_on FROM meeting"))
        assert {row.id: date.fromisoformat(str(row.due_on)) for row in rows} == dues
        left = connection.execute(text("SELECT kind, done_at FROM milestone")).all()
        assert [(row.kind, row.done_at) for row in left] == [("announcement", None)]
    upgrade()
    found = {one.id: one for one in db.session.scalars(select(Meeting).order_by(Meeting.id))}
    assert {number: one.due_on for number, one in found.items()} == dues
    assert [one.margin for one in found.values()] == [-6, 21]
    rows = db.session.scalars(select(Milestone).where(Milestone.kind == "meeting_notice"))
    assert {(one.rule, one.anchor_on, one.known_from) for one in rows} == {
        ("30 days before", one.day, date(2024, 1, 3)) for one in found.values()
    }
    assert engine.recount(issuer_id) == [], "a migrated row is counted as it was"


def _due(world: World, kind: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "subject": ("assignment", 7),
        "organization": world.organization("Đảng bộ huyện Tân Phú"),
        "label": "Thông báo",
        "owner": "planner",
        "rule": "10 days before",
        "anchor": date(2024, 3, 5),
        "plan_id": world.plan.id,
    }


def test_of_months_published_before_it_stands_that_nobody_goes_to_the_rest(empty: Flask) -> None:
    upgrade()
    with clock.living_on(date(2024, 2, 20)):
        build()
        world = World()
        found = add_grassroots(world)
        [answered] = meetings_in(world, found, "Nhơn Trạch", (5, 8))
        [open_one] = meetings_in(world, found, "Tân Phú", (6, 8))
        answered.answer, answered.answered_at = "Tháng này chưa bố trí dự.", clock.now()
        calendar = lock_calendar(found.activity, MARCH)
        calendar.published_at, calendar.published_by_id = clock.now(), world.user("planner").id
        db.session.commit()
        number, ids = calendar.id, (answered.id, open_one.id)
    db.session.remove()
    downgrade(revision="0014")
    upgrade()
    rows = db.session.execute(select(HandChoice.meeting_id, HandChoice.user_id)).all()
    assert [tuple(row) for row in rows] == [(ids[0], None)]
    steps = db.session.execute(select(CalendarStep.calendar_id, CalendarStep.action)).all()
    assert [tuple(row) for row in steps] == [(number, "published")]
