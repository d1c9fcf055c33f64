"""People: nobody is in two places, each is told once, strangers see nothing."""

import re
from collections import Counter
from itertools import pairwise
from typing import Any

from tests.year.people import Broken
from tests.year.year import Year, moment_of

CLASH = 'class="clash"'


def nobody_is_in_two_places(year: Year) -> None:
    """Nobody attends two meetings at one moment without the planner's pages saying so."""
    known: set[tuple[int, int]] = year.memory.setdefault("clashes", set())
    rows = year.rows(
        "SELECT t.user_id, v.id AS visit, m.starts_at FROM team_member t"
        " JOIN visit v ON v.id = t.visit_id JOIN meeting m ON m.id = v.meeting_id"
        " WHERE v.issuer_id = :issuer AND v.cancelled_at IS NULL AND m.is_hour_set"
        " ORDER BY t.user_id, m.starts_at, v.id",
        issuer=year.issuer_id,
    )
    for before, after in pairwise(rows):
        if before["user_id"] != after["user_id"] or before["starts_at"] != after["starts_at"]:
            continue
        pair = (before["visit"], after["visit"])
        if pair not in known:
            known.add(pair)
            month = f"{moment_of(after['starts_at']):%Y-%m}"
            if CLASH not in year.planner.at(f"/visits/roster?month={month}").text:
                raise Broken("somebody is in two places, and nothing says so", f"visits {pair}")


def each_is_told_once(year: Year) -> None:
    """Nobody is told the same thing twice at one moment."""
    since = year.memory.get("message", 0)
    new = year.rows(
        "SELECT m.id, m.user_id, m.text, m.href, m.created_at FROM message m"
        " JOIN user u ON u.id = m.user_id WHERE m.id > :since AND u.issuer_id = :issuer"
        " ORDER BY m.id",
        since=since,
        issuer=year.issuer_id,
    )
    seen: Counter[tuple[Any, ...]] = Counter()
    for row in new:
        key = (row["user_id"], row["text"], row["href"], row["created_at"])
        seen[key] += 1
        if seen[key] > 1 and seen[key] > _sent_back(year, row):
            raise Broken("told twice", f"{row['text']}")
        if not row["text"].strip() or "None" in row["text"]:
            raise Broken("an empty message", f"{row['text']!r}")
    if new:
        year.memory["message"] = new[-1]["id"]


def _sent_back(year: Year, row: Any) -> int:
    """Return how often the paper of a message was sent back at its moment: in an act of many steps
    the clock stands still, and each time is told."""
    of_paper = re.fullmatch(r"/documents/(\d+)", row["href"])
    if of_paper is None:
        return 0
    return year.count(
        "SELECT count(*) FROM document_step WHERE document_id = :id AND at = :at"
        " AND action = 'returned'",
        id=int(of_paper[1]),
        at=row["created_at"],
    )


def strangers_see_nothing(year: Year) -> None:
    """What is this issuer's is not there for a planner of another."""
    stranger = year.stranger
    tables = {
        "document": "/documents/{}",
        "visit": "/visits/{}",
        "assignment": "/assignments/{}",
        "recommendation": "/recommendations/{}",
        "meeting": "/meetings/{}/change",
        "plan": "/plans/{}",
    }
    for table, address in tables.items():
        last = year.rows(
            f"SELECT id FROM {table} WHERE issuer_id = :issuer ORDER BY id DESC LIMIT 1",
            issuer=year.issuer_id,
        )
        for row in last:
            page = stranger.open(address.format(row["id"]))
            if page.status not in (404, 403):
                raise Broken("a stranger is let in", f"{address} {page.status}")
