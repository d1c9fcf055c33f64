"""Nobody but the engine writes a milestone."""

import ast
from pathlib import Path

import pytest

from webapp.milestones.models import Milestone

HOME = Path(__file__).parents[2] / "webapp"
# What is a milestone's alone; its other columns have names that other tables have, too.
OWN = {"done_at", "done_by", "anchor_on", "act_by", "is_impossible", "known_from", "sequence"}
WRITING = {"delete", "update", "insert"}


def others() -> list[Path]:
    return [path for path in sorted(HOME.rglob("*.py")) if path.parent.name != "milestones"]


def test_the_names_looked_for_are_columns() -> None:
    assert set(Milestone.__table__.columns.keys()) >= OWN


def test_no_room_writes_a_milestone() -> None:
    assert [place for path in others() for place in _places(path)] == []


def _places(path: Path) -> list[str]:
    nodes = ast.walk(ast.parse(path.read_text()))
    found = [node for node in nodes if _writes(node) or _writes_one_found(node)]
    return [f"{path.relative_to(HOME)}:{getattr(node, 'lineno', 0)}" for node in found]


def _writes(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign):
        return any(one.attr in OWN and _name(one.value) != "self" for one in _targets(node))
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = _name(node.args[0]) if node.args else ""
        return name == "Milestone" or (name in WRITING and first == "Milestone")
    return False


def _writes_one_found(node: ast.AST) -> bool:
    """True for a function that finds or is given a milestone and assigns to it, or deletes it."""
    if not isinstance(node, ast.FunctionDef):
        return False
    held = {
        arg.arg
        for arg in node.args.args
        if arg.annotation is not None and ast.unparse(arg.annotation).startswith("Milestone")
    }
    for one in ast.walk(node):
        if isinstance(one, ast.Assign) and _is_found(one.value):
            held |= {target.id for target in one.targets if isinstance(target, ast.Name)}
        if isinstance(one, ast.For) and _is_found(one.iter) and isinstance(one.target, ast.Name):
            held.add(one.target.id)
    return any(_touches(one, held) for one in ast.walk(node))


def _is_found(value: ast.AST) -> bool:
    text = ast.unparse(value)
    return "engine.find(" in text or "select(Milestone)" in text or "milestones_of(" in text


def _touches(node: ast.AST, held: set[str]) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign):
        return any(_name(target.value) in held for target in _targets(node))
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "delete":
        return bool(node.args) and _name(node.args[0]) in held
    return False


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _targets(node: ast.Assign | ast.AugAssign) -> list[ast.Attribute]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    flat = [one for target in targets for one in ast.walk(target)]
    return [one for one in flat if isinstance(one, ast.Attribute)]


@pytest.mark.parametrize(
    "code",
    [
        "def f(x):\n    x.done_at = 1",
        "def f(x):\n    x.rule, x.anchor_on = 1, 2",
        "def f(x: Milestone):\n    x.label = ''",
        "def f():\n    one = engine.find('a', 'b', 1)\n    one.organization_id = 3",
        "def f():\n    for one in milestones_of(1):\n        one.label = ''",
        "def f():\n    one = engine.find('a', 'b', 1)\n    db.session.delete(one)",
        "def f():\n    db.session.add(Milestone(kind='a'))",
        "def f():\n    db.session.execute(delete(Milestone))",
    ],
)
def test_the_ways_to_break_it_are_seen(code: str) -> None:
    assert any(_writes(node) or _writes_one_found(node) for node in ast.walk(ast.parse(code)))
