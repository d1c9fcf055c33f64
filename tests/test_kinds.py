"""Every kind has a home: what each declares, and that no other room names it.

The rules of the house that an import contract cannot see are read from the source itself.
"""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.conftest import make_app
from webapp import rooms
from webapp.core.registry import Registry
from webapp.documents.kinds import PAPERS, SUBJECTS, PaperKind
from webapp.documents.measures import STYLES
from webapp.documents.samples.printing import sample_paper
from webapp.plans.kinds import ACTIVITIES, DUTIES, ActivityKind, DutyKind, YearPart, activity_kinds
from webapp.plans.models import ANCHORS, DUTY_OWNERS, PARTS
from webapp.rules.deadlines import parse_rule

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "webapp").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ORDER = [room.__name__.split(".")[1] for room in rooms.ROOMS]
REGISTRIES: tuple[Registry[Any], ...] = (ACTIVITIES, DUTIES, PAPERS)

PART = "the name of a text of a paper, not the kind of activity or duty"
# Where a word that is a kind's key stands for something else.
OTHERWISE = {
    ("core/facts.py", "minutes"): "how exactly an hour is kept",
    ("documents/texts/places.py", "plan"): "a place in a text: the plan's number and day",
    ("documents/texts/phrases.py", "plan"): "a place in a text: the plan's number and day",
    ("documents/texts/text.py", "plan"): "a place in a text: the plan's number and day",
    ("plans/file/shape.py", "minutes"): "a field: how many minutes a step takes",
    ("plans/parts.py", "round"): "a kind of row: the round's own",
    ("plans/texts.py", "round"): "a kind of row: the round's own",
    ("plans/activity.html", "round"): "a kind of row: the round's own",
    ("plans/file/shape.py", "papers"): "a field: the papers that units must send",
    ("plans/paper/pieces.py", "papers"): "a kind of row: the papers that units must send",
    ("plans/paper/rounds.py", "papers"): PART,
    ("plans/paper/texts.py", "papers"): PART,
    ("rounds/views.py", "papers"): "a place on the page",
    ("visits/papers/announcement.py", "preparation"): PART,
    ("visits/papers/texts.py", "preparation"): PART,
    ("visits/views/choosing.py", "papers"): "what a page shows",
    ("plans/paper/plan.py", "self_run"): PART,
    ("plans/paper/texts.py", "self_run"): PART,
    **{
        (f"reports/papers/{file}.py", word): PART
        for file in ("synthesis", "texts")
        for word in ("grassroots", "ongoing", "self_run")
    },
}


@pytest.fixture(scope="module")
def bare() -> Flask:
    """An application whose database nobody asks."""
    return make_app("sqlite://")


def takes(app: Flask, endpoint: str) -> set[str]:
    """Return the arguments that the address of a page takes."""
    return {name for rule in app.url_map.iter_rules(endpoint) for name in rule.arguments}


# What each declares


@pytest.mark.parametrize("kind", activity_kinds(), ids=lambda kind: kind.key)
def test_a_kind_of_activity_says_all_that_is_asked_of_it(kind: ActivityKind, bare: Flask) -> None:
    assert kind.title
    assert kind.year in YearPart
    assert kind.counted or kind.has_topics
    assert takes(bare, kind.page) <= {"plan_id"}
    assert set(kind.anchors) <= set(ANCHORS)
    assert set(kind.duties) <= set(DUTIES)
    assert set(kind.needed) <= set(PARTS)
    for page in filter(None, (kind.line_page, kind.report_page)):
        assert takes(bare, page)


@pytest.mark.parametrize("kind", activity_kinds(), ids=lambda kind: kind.key)
def test_its_usual_duties_are_duties_that_it_may_have(kind: ActivityKind) -> None:
    begins = [kind.begins.report] if kind.begins and kind.begins.report else []
    for one in [*kind.usual, *begins]:
        assert one.kind in kind.duties
        assert one.anchor in kind.anchors
        assert one.owner in DUTY_OWNERS
        assert one.label
        assert parse_rule(one.rule)


def test_what_a_kind_draws_or_shows_elsewhere_has_a_place_in_the_plans_paper() -> None:
    for kind in ACTIVITIES:
        assert kind.is_scheduled or kind.has_window or kind.draw, kind.key


@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.key)
def test_a_kind_of_paper_says_all_that_is_asked_of_it(kind: PaperKind) -> None:
    assert kind.name
    assert kind.title or kind.key == "letter"
    assert set(kind.pictured) <= set(STYLES)
    assert all(one.key in PAPERS for one in kind.amends)
    for text in kind.texts.values():
        assert text.label
        assert text.default
        assert all(all(kind.meaning(name)) for name in text.places)


@pytest.mark.parametrize("style", STYLES)
def test_every_kind_but_copies_has_a_sample(style: str) -> None:
    for kind in PAPERS:
        assert kind.is_copy or sample_paper(kind, style).kind == kind.title, kind.key


def test_only_what_nobody_words_has_no_texts() -> None:
    """A unit writes its own report, a person a letter; a receipt is the program's."""
    bare = {kind.key for kind in PAPERS if not kind.texts and not kind.is_copy}
    assert bare == {"self_report", "letter", "receipt"}


@pytest.mark.parametrize("registry", [ACTIVITIES, PAPERS], ids=lambda registry: registry.name)
def test_no_two_kinds_share_a_place_in_lists(registry: Registry[Any]) -> None:
    places = [(getattr(kind, "is_copy", False), kind.place) for kind in registry]
    assert len(set(places)) == len(places)


def test_what_papers_are_about_has_a_page(bare: Flask) -> None:
    for subject in SUBJECTS:
        assert takes(bare, subject.endpoint) == {subject.argument}, subject.key
        assert subject.words


def test_what_is_declared_twice_otherwise_is_refused() -> None:
    kind = PAPERS["invitation"]
    PAPERS.add(kind)  # the same again is harmless
    with pytest.raises(ValueError, match="two kinds"):
        PAPERS.add(PaperKind(kind.key, "Tên khác", "", "", place=99))
    part = next(iter(kind.texts))
    kind.add_texts({part: kind.texts[part]}, {})
    with pytest.raises(ValueError, match="two texts"):
        kind.add_texts({part: next(iter(PAPERS["announcement"].texts.values()))}, {})


# That no other room names it


def homes() -> dict[str, set[str]]:
    """Return the rooms in which each kind is declared, by key."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "webapp").rglob("kinds.py"):
        names = path.relative_to(ROOT).with_suffix("").parts
        module = importlib.import_module(".".join(names))
        own = {
            target.id
            for node in tree_of(path).body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for name in own:
            kind = getattr(module, name)
            if isinstance(kind, ActivityKind | DutyKind | PaperKind):
                found.setdefault(kind.key, set()).add(names[1])
    return found


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    parts = path.parts
    return parts[parts.index("webapp" if "webapp" in parts else "templates") + 1]


def short(path: Path) -> str:
    return "/".join(path.relative_to(ROOT).parts[1:])


def words_in(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a file that are one word, each with its line."""
    if path.suffix == ".html":
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield from ((number, word) for word in re.findall(r"[\"'](\w+)[\"']", line))
        return
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def test_every_kind_is_declared_in_one_room() -> None:
    found = homes()
    assert set(found) == {kind.key for registry in REGISTRIES for kind in registry}
    assert {key: rooms_ for key, rooms_ in found.items() if len(rooms_) > 1} == {}


def test_a_kinds_name_occurs_in_no_other_room() -> None:
    known, strangers, used = homes(), [], set()
    for path in [*SOURCES, *TEMPLATES]:
        for line, word in words_in(path):
            if word not in known or room_of(path) in known[word]:
                continue
            if (short(path), word) in OTHERWISE:
                used.add((short(path), word))
            # A template imports nothing: it may name the kinds of rooms below its own.
            elif path.suffix != ".html" or not is_above(room_of(path), known[word]):
                strangers.append(f"{path.relative_to(ROOT)}:{line}: {word!r}")
    assert strangers == []
    assert used == set(OTHERWISE), "these need no leave any more"


def is_above(room: str, others: set[str]) -> bool:
    return room in ORDER and all(ORDER.index(room) > ORDER.index(other) for other in others)


# How rooms hand over what they have


def test_handlers_answers_and_pages_are_handed_over_in_room_py_alone() -> None:
    verbs = {"pages", "declare", "answer", "listen", "commands"}
    found = [
        f"{short(path)}:{node.lineno}"
        for path in SOURCES
        if path.name != "room.py" and short(path) not in ("core/health.py", "core/house.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and node.attr in verbs
        and isinstance(node.value, ast.Name)
        and node.value.id == "house"
    ]
    assert found == []


def test_nothing_is_hung_on_by_being_imported() -> None:
    wrong = []
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if re.search(r"noqa:.*\bF401\b", text):
            wrong.append(f"{short(path)}: an import that nobody uses")
        if path.name != "__init__.py" and re.search(r"^__all__\b", text, flags=re.M):
            wrong.append(f"{short(path)}: __all__ outside a package's face")
        wrong += [f"{short(path)}:{line}: a decorator connects" for line in connecting(path)]
    assert wrong == []


def connecting(path: Path) -> Iterator[int]:
    """Yield the lines of decorators by which a function would hear or answer."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef):
            for one in node.decorator_list:
                if isinstance(one, ast.Attribute) and one.attr in ("connect", "add"):
                    yield node.lineno


def test_every_module_with_views_is_opened_by_its_room() -> None:
    opened = {module.__name__ for module in rooms.house().modules}
    forgotten = []
    for path in SOURCES:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        views = re.search(r"^@bp\.(get|post|route|app_)", path.read_text(encoding="utf-8"), re.M)
        if views and path.name not in ("blueprint.py", "health.py") and name not in opened:
            forgotten.append(name)
    assert forgotten == []


def test_queries_never_end_a_request() -> None:
    """They say that something is not there; a page turns that into 404."""
    ending = [
        f"{short(path)}:{node.lineno}"
        for path in SOURCES
        if "queries" in short(path).removesuffix(".py").split("/")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Name) and node.id == "abort"
    ]
    assert ending == []


def test_a_room_that_opens_a_module_without_views_of_its_own_is_refused() -> None:
    from webapp.core.house import House
    from webapp.followup import views as followup
    from webapp.notices import views as notices

    with pytest.raises(ValueError, match="no view on followup"):
        House().pages(followup.bp, notices)
