"""Each kind of thing that is due is declared once, and knows its words and its page."""

import ast
from pathlib import Path

import pytest
from flask import Flask

from tests.dues import set_milestone
from tests.world import World
from webapp.accounts.models import BOARD
from webapp.milestones.kinds import MILESTONES, SUBJECT_PAGES, MilestoneKind, link_to
from webapp.milestones.models import Milestone
from webapp.plans.kinds import ACTIVITIES, DUTIES
from webapp.plans.models import ANCHORS
from webapp.rules.anchors import Anchor
from webapp.rules.deadlines import parse_rule

HOME = Path(__file__).parents[2] / "webapp"
ASKED = {"find", "is_done", "mark_done", "drop", "drop_again", "repeat", "duty"}


def test_each_milestone_has_a_label_and_a_page_to_act_on(app: Flask, world: World) -> None:
    assert len(MILESTONES) == 22
    addresses = {rule.endpoint: rule.arguments for rule in app.url_map.iter_rules()}
    for kind in MILESTONES:
        assert kind.label, kind.key
        assert addresses[kind.endpoint] == {kind.argument}, kind.key
        assert parse_rule(kind.again_rule), kind.key
        with app.test_request_context():
            assert link_to(Milestone(kind=kind.key, subject_kind="row", subject_id=7))
    for page in SUBJECT_PAGES:
        assert addresses[page.endpoint] == {page.argument}


def test_each_duty_has_a_label_a_step_an_owner_and_anchors(app: Flask) -> None:
    for kind in DUTIES:
        assert kind.label, kind.key
        assert all((kind.step.title, kind.step.done, kind.step.waiting, kind.step.late)), kind.key
        assert kind.owner == "unit" or kind.owner in BOARD, kind.key
        assert kind.milestone is MILESTONES[kind.key]
        assert kind.anchors <= set(Anchor)
        assert kind.is_for_all == (kind.key in ("self_report", "papers"))
    assert {one for kind in ACTIVITIES for one in kind.duties} == set(DUTIES)
    assert set(ANCHORS) == set(Anchor)


def test_what_is_due_of_a_round_is_done_on_its_page(app: Flask, world: World) -> None:
    found = set_milestone(
        kind="announcement",
        subject=("round", 3),
        organization=world.organization("Ban Tổ chức Tỉnh ủy"),
        label="Thông báo",
        owner="planner",
        rule="on the day",
        anchor=world.assignment().month,
    )
    with app.test_request_context():
        assert link_to(found) == "/rounds/3"
        assert link_to(Milestone(kind="of old", subject_kind="row", subject_id=1)) is None


def test_a_kind_is_declared_at_home_alone(app: Flask) -> None:
    homes: dict[str, list[str]] = {}
    for path in HOME.rglob("kinds.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "MilestoneKind":
                key = node.args[0]
                assert isinstance(key, ast.Constant)
                homes.setdefault(str(key.value), []).append(path.parent.name)
    assert {key: len(rooms) for key, rooms in homes.items()} == dict.fromkeys(homes, 1)
    assert set(homes) == {one.key for one in MILESTONES}


def test_code_asks_by_kinds_not_by_their_names(app: Flask) -> None:
    found = [
        f"{path.relative_to(HOME)}:{getattr(node, 'lineno', 0)}"
        for path in sorted(HOME.rglob("*.py"))
        if path.name != "kinds.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if _named_in(node) in MILESTONES
    ]
    assert found == []


def _named_in(node: ast.AST) -> object:
    """Return the bare name by which a piece of code asks for a milestone or a duty."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        values = node.args[:2] if name in ASKED else []
        values = [*values, *(one.value for one in node.keywords if name == "DueItem")]
        return next((one.value for one in values if isinstance(one, ast.Constant)), None)
    if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute):
        of = getattr(node.left.value, "id", "").casefold()
        if node.left.attr == "kind" and of in ("milestone", "duty", "owed"):
            found = node.comparators[0]
            return found.value if isinstance(found, ast.Constant) else None
    return None


def test_two_kinds_of_one_name_are_refused() -> None:
    twin = MilestoneKind("notice", "Khác", "notices.edit", "assignment_id")
    with pytest.raises(ValueError, match="notice"):
        MILESTONES.add(twin)
