"""Whole plans made up for the tests of plan files: all that the program would take."""

from datetime import date, datetime, time
from operator import itemgetter
from typing import Any

from hypothesis import strategies as st

from webapp.accounts.posts import POSTS
from webapp.core import clock
from webapp.plans.file.values import Group, Part, PlanValues, Team, Work
from webapp.plans.kinds import ACTIVITIES, EACH
from webapp.plans.models import DUTY_OWNERS, PARTS
from webapp.plans.round_models import OUTLINE_KINDS
from webapp.rules import text as words
from webapp.rules.old_fonts import old_font
from webapp.rules.printed_signs import missing

PLAN = st.integers(1990, 2080)
FIRST, LAST = date(1990, 1, 1), date(2080, 12, 31)
PAST = st.dates(FIRST, date(2023, 12, 31))
# What people type, what YAML takes for something else, and what must not break a line.
ODD = st.sampled_from(
    ["có", "null", "~", "2024", "1.0", "- x", "# y", "a: b", "&a *a", "'", '"', "\\n"]
)
TEXT = st.one_of(
    ODD,
    # No form lets a NUL in, and PostgreSQL keeps none.
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=120
    )
    .map(lambda text: "".join(c for c in text if not missing(c)))
    .filter(lambda text: _is_taken(text)),
    st.lists(ODD, min_size=2, max_size=4).map("\n".join),
    st.lists(ODD, min_size=30, max_size=40).map("  ".join),
)
LINE = TEXT.map(lambda text: text[:100]).filter(lambda text: _is_taken(text))
SHORT = LINE.map(lambda text: text[:40]).filter(lambda text: _is_taken(text))
MAYBE = st.just("") | LINE
RULES = st.sampled_from(["30 days before", "7 working days after", "before day 20", "at 17:00"])


def _is_taken(text: str) -> bool:
    """Return True for a text that no form refuses."""
    shown = words.clean(text)
    return bool(shown) and not missing(shown) and not old_font(shown)


def in_line(text: str) -> str:
    """Return a text as a field of one line keeps it."""
    return " ".join(words.clean(text).split())


def rows(of: dict[str, st.SearchStrategy[Any]], most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(st.fixed_dictionaries(of), max_size=most)


FIGURES = rows({"label": LINE, "unit": st.just("") | SHORT}, 2)
ITEMS = rows({"text": TEXT, "is_record_book": st.booleans()})
GROUPS = st.lists(st.builds(Group, TEXT, ITEMS), max_size=2)


def moments(last: date) -> st.SearchStrategy[datetime]:
    """Moments up to the end of a day."""
    until = datetime.combine(last, time(23, 59))
    return st.datetimes(datetime.combine(FIRST, time()), until).map(
        lambda one: one.replace(second=0, microsecond=0, tzinfo=clock.LOCAL)
    )


@st.composite
def rounds(draw: Any, year: int) -> dict[str, Any]:
    """A round that is held in the plan's year, and days that can be true of it."""
    opens = draw(st.dates(FIRST, date(year, 12, 31)))
    closes = draw(st.dates(max(opens, date(year, 1, 1)), LAST))
    before = st.dates(FIRST, closes)
    covered = draw(st.none() | st.tuples(before, before).map(sorted))
    return {
        "topic": draw(MAYBE),
        "opens_on": opens,
        "closes_on": closes,
        "units_wanted": draw(st.none() | st.integers(1, 999)),
        "covered_from": covered and covered[0],
        "covered_to": covered and covered[1],
        "kick_off_at": draw(st.none() | moments(closes)),
        "kick_off_place": draw(MAYBE),
        "kick_off_people": draw(MAYBE),
    }


@st.composite
def outline(draw: Any) -> list[Part]:
    parts = []
    for kind in draw(st.lists(st.sampled_from(sorted(OUTLINE_KINDS)), max_size=3)):
        values = {
            "level": draw(st.integers(1, 3)),
            "kind": kind,
            "title": draw(TEXT),
            "hint": draw(MAYBE),
            "columns": draw(st.lists(SHORT, min_size=1, max_size=3)) if kind == "table" else [],
            "is_optional": draw(st.booleans()),
        }
        parts.append(Part(values, draw(FIGURES) if kind == "figures" else []))
    return parts


@st.composite
def works(draw: Any, year: int) -> Work:
    kind = draw(st.sampled_from(sorted(one.key for one in ACTIVITIES)))
    duties, known = ACTIVITIES[kind].duties, ACTIVITIES[kind].anchors
    head = {"kind": kind, "title": draw(TEXT), "wanted": draw(st.none() | st.integers(1, 999))}
    thematic = draw(st.integers(0, min(99, head["wanted"] or 99)))
    work = Work(head | {"minimum_thematic": thematic})
    near = st.dates(max(FIRST, date(year - 1, 1, 1)), min(LAST, date(year + 1, 12, 31)))
    for owed in draw(st.lists(st.sampled_from(duties), unique=True)) if duties else ():
        anchors = [one for one in known if not owed.is_for_all or one not in EACH]
        anchor = draw(st.sampled_from(anchors))
        duty = {"kind": owed.key, "label": draw(LINE), "rule": draw(RULES), "anchor": anchor}
        duty |= {"owner": draw(st.sampled_from(sorted(DUTY_OWNERS)))}
        work.duties.append(duty | {"fixed_on": draw(near) if anchor == "fixed" else None})
    if kind == "round":
        work.round = draw(st.none() | rounds(year))
        work.groups, work.outline = draw(GROUPS), draw(outline())
        seat = {
            "title": LINE,
            "body": MAYBE,
            "role": st.sampled_from(["deputy", "secretary", "member"]),
        }
        names = draw(st.just([]) | st.lists(LINE.map(in_line), min_size=2, max_size=3, unique=True))
        work.teams = [Team(name) for name in names]
        work.seats = draw(rows(seat | {"team": st.sampled_from(["", *names])}))
        least = {"label": LINE, "least": st.integers(0, 9), "most": st.none() | st.integers(9, 99)}
        work.attendees = draw(rows(least | {"is_required": st.booleans()}))
        step = {"text": TEXT, "speaker": MAYBE, "minutes": st.none() | st.integers(1, 600)}
        work.steps = draw(rows(step))
        work.papers = draw(rows({"label": TEXT, "is_optional": st.booleans()}))
    if kind == "grassroots":
        posts = draw(st.lists(st.sampled_from(sorted(POSTS)), unique=True))
        terms = {"share": st.integers(10, 100), "most": st.none() | st.integers(1, 99)}
        work.eligible = [{"post": post} | draw(st.fixed_dictionaries(terms)) for post in posts]
    if kind == "ongoing":
        work.topics = draw(rows({"text": TEXT, "basis": MAYBE}))
    if kind in ("self_run", "round"):
        work.figures = draw(FIGURES)
    return work


def own_plans(year: int) -> st.SearchStrategy[dict[str, Any]]:
    """By when committees have plans of their own: a day, a rule, or nothing said."""
    day = st.dates(date(year - 1, 1, 1), date(year, 12, 31))
    rule = st.sampled_from(["", "15 days after", "10 working days after"])
    none = {"own_plan_on": st.none(), "own_plan_rule": rule}
    return st.fixed_dictionaries(none) | st.fixed_dictionaries(
        {"own_plan_on": day, "own_plan_rule": st.just("")}
    )


@st.composite
def wholes(draw: Any) -> PlanValues:
    names = ("opening", "closing", "authority", "signing_position", "signatory")
    more = ("co_authority", "co_position", "co_signatory")
    head = {name: draw(MAYBE) for name in (*names, *more)}
    head |= {"year": draw(PLAN), "title": draw(LINE), "reaches_all": draw(st.booleans())}
    head |= draw(own_plans(head["year"]))
    basis = {"kind": SHORT, "symbol": SHORT, "issued_by": LINE, "about": LINE, "issued_on": PAST}
    return PlanValues(
        head | {"co_style": draw(st.sampled_from(["party", "youth"]))},
        # Of papers of one day none comes first.
        draw(st.lists(st.fixed_dictionaries(basis), max_size=3, unique_by=itemgetter("issued_on"))),
        draw(st.dictionaries(st.sampled_from(list(PARTS)), st.lists(TEXT, min_size=1, max_size=3))),
        draw(GROUPS),
        draw(st.lists(works(head["year"]), max_size=3)),
    )
