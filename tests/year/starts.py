"""The untouched starts: each sample's bodies, people and draft plan, with nothing done yet."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import event, update
from sqlalchemy.engine.interfaces import DBAPIConnection

from tests.building import build
from webapp.accounts import passwords
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.organizations.models import Issuer
from webapp.sample import can_tho, dong_nai, ho_chi_minh
from webapp.sample.can_tho import organizations as ct_bodies
from webapp.sample.can_tho import people as ct_people
from webapp.sample.can_tho import plan as ct_plan
from webapp.sample.dong_nai import organizations as dn_bodies
from webapp.sample.dong_nai import people as dn_people
from webapp.sample.dong_nai import plan as dn_plan
from webapp.sample.dong_nai import standards as dn_standards
from webapp.sample.ho_chi_minh import organizations as hcm_bodies
from webapp.sample.ho_chi_minh import people as hcm_people
from webapp.sample.ho_chi_minh import plan as hcm_plan
from webapp.sample.people import PASSWORD
from webapp.sample.registers import count_by_terms


@dataclass(frozen=True)
class Start:
    """One plan before its year: who works on it, from which day to which it is played."""

    name: str
    load: Callable[[], None]
    begins: datetime
    ends: date
    planner: str
    leader: str
    administrator: str
    reader: str


def _dong_nai() -> None:
    bodies = dn_bodies.load_organizations()
    dn_people.load_people(bodies)
    dn_plan.load_plan(bodies.issuer, bodies.board, bodies.committees)
    dn_standards.load_standards(bodies.issuer)
    count_by_terms(bodies.issuer, dong_nai.TERMS)


def _can_tho() -> None:
    bodies = ct_bodies.load_organizations()
    count_by_terms(bodies.issuer, can_tho.TERMS)
    people = ct_people.load_people(bodies)
    ct_plan.load_plan(bodies, people)


def _ho_chi_minh() -> None:
    bodies = hcm_bodies.load_organizations()
    count_by_terms(bodies.issuer, ho_chi_minh.TERMS)
    people = hcm_people.load_people(bodies)
    hcm_plan.load_plan(bodies, people)


STARTS = {
    one.name: one
    for one in (
        Start(
            "dong-nai",
            _dong_nai,
            datetime(2024, 1, 2, 8, tzinfo=clock.LOCAL),
            date(2025, 1, 20),
            "kehoach",
            "lanhdao",
            "quantri",
            "xem",
        ),
        Start(
            "can-tho",
            _can_tho,
            datetime(2020, 2, 17, 8, tzinfo=clock.LOCAL),
            date(2021, 1, 20),
            "ct-kehoach",
            "ct-lanhdao",
            "ct-quantri",
            "ct-xem",
        ),
        Start(
            "ho-chi-minh",
            _ho_chi_minh,
            datetime(2023, 8, 1, 8, tzinfo=clock.LOCAL),
            date(2024, 1, 20),
            "hcm-kehoach",
            "hcm-lanhdao",
            "hcm-quantri",
            "hcm-xem",
        ),
    )
}


def build_start(app: Flask, start: Start) -> None:
    """Fill an empty database with a start, and with a stranger of another issuer."""
    with app.app_context(), clock.living_on(start.begins):
        db.create_all()
        build()
        start.load()
        db.session.execute(update(Issuer).values(training_day=None))
        # As cheap as a hash can be: everybody signs in, a hundred times over.
        cheap = passwords.hashed(PASSWORD)
        db.session.execute(update(User).values(password_hash=cheap))
        db.session.commit()
        db.session.remove()
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")
        db.engine.dispose()


def hurry(app: Flask) -> None:
    """Let SQLite wait for no disk: nothing here has to survive a power cut."""
    with app.app_context():

        @event.listens_for(db.engine, "connect")
        def _careless(connection: DBAPIConnection, _record: object) -> None:
            connection.cursor().execute("PRAGMA synchronous=OFF")


def begin_anew(kept: Path, lived: Path) -> None:
    """Put a copy of a start where the application looks for its database."""
    for left in lived.parent.glob(lived.name + "*"):
        left.unlink()
    shutil.copyfile(kept, lived)
