"""Words fit the body: what the program says to a Youth Union's people, on pages and on papers."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import String, select

from tests.full_world import Values, ids
from tests.test_queries import pages
from tests.world import World
from webapp.accounts.models import ROLES
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road import services as documents
from webapp.documents.tree import plain_text
from webapp.grassroots.models import MonthlyCalendar
from webapp.organizations.models import Organization
from webapp.plans.models import Activity
from webapp.visits.models import Visit

OF_PARTY = re.compile("đảng viên|cấp ủy|chi bộ|đảng bộ|chi ủy|đảng ủy|đại hội đảng", re.I)
# Examples of standing texts, the standard rubric, and the models of plans of every kind of body.
EXAMPLES = re.compile("/administration/(texts|rubric)|/plans/(new|models)|/moved")


@pytest.fixture
def youth(world: World) -> dict[str, int | str]:
    """The world as one of a Youth Union: its bodies are unions, what was typed stays as it is."""
    world.issuer.style = "youth"
    db.session.commit()
    values = ids(world)
    for body in db.session.scalars(select(Organization)):
        body.name = body.name.replace("Đảng bộ", "Đoàn").replace("Chi bộ", "Chi đoàn")
    db.session.commit()
    return values


GROUP = re.compile("tổ công tác|tổ trưởng", re.I)
WITH_GROUP = re.compile(r"/plans/\d+(/contents|/activities/\d+)?$|/visits(/roster)?$|/change$")


def test_who_goes_for_a_youth_union_is_called_in_its_own_words(
    app: Flask, youth: dict[str, int | str], world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    """A plan, in its pages and on paper, and those who attend alone."""
    wrong = {
        address: found
        for person, address in pages(app, youth)
        if WITH_GROUP.search(address)
        and (found := GROUP.findall(visible(sign_in(person).get(address).text)))
    }
    assert wrong == {}
    plan = _papers(world, youth)["plan of plan"]
    assert GROUP.findall(plan) == []
    assert "(Đoàn giám sát)" in plan


def typed_by_people() -> list[str]:
    """Every text in the database that has a Party's word: names, lines, topics, papers."""
    found: set[str] = set()
    for table in db.metadata.sorted_tables:
        columns = [column for column in table.columns if isinstance(column.type, String)]
        for row in db.session.execute(select(*columns)) if columns else ():
            found |= {line.strip() for text in row if text for line in str(text).splitlines()}
    words = {text for text in found if OF_PARTY.search(text)}
    return sorted(words | {one[:1].lower() + one[1:] for one in words}, key=len, reverse=True)


def own_words(text: str, typed: Iterable[str]) -> list[str]:
    """Return the Party's words in what the program itself says, with what stands around them."""
    text = " ".join(text.split())
    for one in typed:
        text = text.replace(" ".join(one.split()), "")
    return [text[max(0, m.start() - 60) : m.end() + 30] for m in OF_PARTY.finditer(text)]


def visible(page: str) -> str:
    """Return what a page says, its labels for screen readers and its hints included."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    labels = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', body)
    return unescape(" ".join([re.sub(r"<[^>]+>", " ", body), *labels]))


def test_no_page_of_a_youth_union_speaks_the_partys_words(
    app: Flask,
    youth: dict[str, int | str],
    sign_in: Callable[[str], FlaskClient],
) -> None:
    typed, wrong = typed_by_people(), {}
    people: dict[str, FlaskClient] = {}
    for person, address in pages(app, youth):
        to_cell = (f"/documents/{youth[name]}" for name in ("document_id", "copy_id"))
        if EXAMPLES.search(address) or address.startswith(tuple(to_cell)):
            continue  # a letter that went to a Party cell says what that cell is
        answer = people.setdefault(person, sign_in(person)).get(address)
        if answer.mimetype == "text/html" and (found := own_words(visible(answer.text), typed)):
            wrong[address] = found
    assert wrong == {}


def _papers(world: World, values: dict[str, int | str]) -> dict[str, str]:
    """Compose what there is to compose of the world, by kind of paper and subject."""
    about: dict[str, Iterable[int]] = {
        "plan": [world.plan.id],
        "synthesis": [int(values["synthesis_id"])],
        "assignment": [int(values["assignment_id"])],
        "visit": list(db.session.scalars(select(Visit.id).order_by(Visit.id).limit(5))),
        "round": list(db.session.scalars(select(Activity.id).where(Activity.kind == "round"))),
        "monthly_calendar": list(db.session.scalars(select(MonthlyCalendar.id))),
    }
    world.unissue()
    found = {}
    for composer in composing.COMPOSERS:
        for subject_id in about[composer.subject_kind]:
            with suppress(Refused):
                made = composer.compose(subject_id, None)
                found[composer.key] = plain_text(made.printed)
    for document in db.session.scalars(select(Document)):
        found.setdefault(document.kind, plain_text(documents.paper_of(document)))
    return found


def test_no_paper_of_a_youth_union_speaks_the_partys_words(
    world: World, youth: dict[str, int | str]
) -> None:
    typed, papers = typed_by_people(), {}
    for kind, text in _papers(world, youth).items():
        if kind in ("result_letter", "whole_copy"):
            continue  # issued to a Party cell
        if found := own_words(text, typed):
            papers[kind] = found
    assert papers == {}


def test_no_paper_names_a_part_of_the_program(world: World, full: Values) -> None:
    papers = _papers(world, full)
    assert {"plan of plan", "synthesis of synthesis"} <= set(papers)
    parts = [str(ROLES[part]) for part in ("planner", "office", "administrator", "reader")]
    assert {k: p for k, text in papers.items() for p in parts if p in text} == {}
    assert "Ban Tổ chức Tỉnh ủy" in papers["plan of plan"]
