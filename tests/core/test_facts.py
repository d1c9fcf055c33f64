"""Facts kept as JSON: what `read` forgives, and which columns keep JSON at all."""

from dataclasses import dataclass
from datetime import date, time

import pytest
from sqlalchemy import JSON

from tests.conftest import make_app
from webapp.core.db import db
from webapp.core.facts import Facts, plain, read


@dataclass(frozen=True)
class Part:
    text: str


@dataclass(frozen=True)
class Step:
    text: str
    on: date | None = None
    hour: time | None = None
    done: bool = False
    parts: tuple[Part, ...] = ()


WHOLE = Step("a", date(2024, 3, 5), time(8, 5), True, (Part("b"),))
KEPT = {"text": "a", "on": "2024-03-05", "hour": "08:05", "done": True, "parts": [{"text": "b"}]}


def test_what_is_kept_reads_as_it_was() -> None:
    assert read(Step, plain(WHOLE)) == read(Step, KEPT) == WHOLE


@pytest.mark.parametrize("lost", ["on", "hour", "done", "parts"])
def test_a_field_that_an_older_row_lacks_takes_its_default(lost: str) -> None:
    kept = {name: value for name, value in KEPT.items() if name != lost}
    assert getattr(read(Step, kept), lost) == getattr(Step(""), lost)


def test_what_only_another_release_knows_is_passed_over() -> None:
    assert read(Step, KEPT | {"colour": "red"}) == WHOLE


@pytest.mark.parametrize(
    "kept", [None, [], "a", {}, {"text": None}, {"text": 1}, {"text": "a", "on": "5/3/2024"}]
)
def test_what_never_was_one_is_refused(kept: object) -> None:
    with pytest.raises(ValueError, match="not kept as"):
        read(Step, kept)


def test_each_column_of_json_has_its_old_shape_in_a_test() -> None:
    """Another one? Make it `Facts`, keep a row of today in a test of its room, and list it."""
    make_app("sqlite://")  # brings the tables of every room
    found = {
        str(column): isinstance(column.type, Facts)
        for table in db.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, JSON) or isinstance(getattr(column.type, "impl", None), JSON)
    }
    assert found == {
        "change.effect": True,  # tests/core/test_kept.py
        "change.undecided": True,
        "outline_part.columns": True,
        "sent_report.report": True,
        "step_run.pauses": True,
        "notice_draft.rows": True,
        "handover.papers": True,
        "unsent_form.fields": True,
        "unsent_form.file_names": True,  # a list of texts
        "removed_row.fields": True,
        "removed_activity.content": False,  # tests/plans/test_removing.py
        "document.composed": False,  # as content is
        "document.content": False,  # tests/documents/test_kept.py
        "document.facts": False,  # tests/visits/test_announced.py
        "document.wording": False,  # texts by name
        "document_step.content": False,
        "notice_revision.meetings": True,  # tests/notices/test_kept.py
        "outline_answer.rows": True,  # tests/submissions/test_kept.py
        "user.posts": False,  # a list of texts
        "user.roles": False,  # a list of texts
    }
