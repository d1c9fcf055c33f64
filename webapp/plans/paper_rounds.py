"""What a plan's paper says of rounds, of visits to the grassroots and of ongoing supervision."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from webapp.documents.tree import Block, Column, Item, Paragraph, Table, gap, literal
from webapp.documents.wording import Book
from webapp.plans import rule_words
from webapp.plans.dues import papers_duty
from webapp.plans.models import (
    ATTEND,
    GRASSROOTS,
    ONGOING,
    ROUND,
    SELF_RUN,
    Activity,
    ContentGroup,
    Duty,
    Plan,
)
from webapp.plans.pieces import Pieces
from webapp.plans.queries import Overview, Place
from webapp.plans.round_models import SEAT_ROLES, AttendeeGroup, Round, Seat
from webapp.rules import text as words
from webapp.rules.months import last_day
from webapp.rules.zone import to_local


@dataclass
class Sub:
    """A part of a section: a heading, perhaps none, and what stands under it."""

    title: str
    blocks: list[Block]


def sentence(text: str) -> str:
    """Return a typed line as a sentence that ends."""
    stopped = text.endswith((".", ";", ":", "!", "?", "…"))
    return literal(text if stopped else f"{text}.")


def items_of(group: ContentGroup, say: Book) -> list[Block]:
    """Return the contents of a group, its record books in one line."""
    found: list[Block] = [
        Item(sentence(item.text)) for item in group.items if not item.is_record_book
    ]
    books = [item.text.rstrip(" .;") for item in group.items if item.is_record_book]
    return [*found, Item(say("books", books=literal("; ".join(books))))] if books else found


def work(plan: Plan, overview: Overview, made_of: dict[int, Pieces], say: Book) -> list[Sub]:
    """Return what each activity looks at, when and where, beyond attending by months.

    A plan of one round says all in parts of their own (65-KH/ĐTN, II); where there are several
    activities, each is one part (46-KH/ĐTN, II), and short rounds share a table (II.2.1).
    """
    shown = [one for one in plan.activities if one.kind not in (ATTEND, SELF_RUN)]
    if len(shown) == 1 and shown[0].kind == ROUND:
        of = shown[0]
        return list(_round(plan, of, made_of[of.id], _places(overview, of), say))
    found: list[Sub] = []
    for brief, run in groupby(shown, lambda one: _is_brief(made_of[one.id])):
        together = list(run)
        if brief and len(together) > 1:
            found.append(_in_table(together, overview, made_of, say))
            continue
        for one in together:
            places = _places(overview, one)
            found.append(Sub(literal(one.title), _told(plan, one, made_of[one.id], places, say)))
    return found


def _places(overview: Overview, activity: Activity) -> list[Place]:
    return [
        place for place in overview.of(activity.kind) if place.assignment.activity_id == activity.id
    ]


def _is_brief(made_of: Pieces) -> bool:
    held = made_of.round
    return (
        held is not None
        and held.units_wanted is not None
        and len(_topics(held)) == 1
        and not (held.covered_from or held.kick_off_at or made_of.outline)
    )


def _topics(held: Round) -> list[str]:
    return [line.strip() for line in held.topic.splitlines() if line.strip()]


def _in_table(
    activities: Sequence[Activity], overview: Overview, made_of: dict[int, Pieces], say: Book
) -> Sub:
    columns = (
        Column("Thời gian", 2, "center"),
        Column("Nội dung giám sát", 5),
        Column("Đơn vị", 2, "center"),
    )
    rows = []
    is_later = False
    for activity in activities:
        held = made_of[activity.id].round
        if held is None:
            continue
        units = [
            literal(place.assignment.organization.name) for place in _places(overview, activity)
        ]
        is_later = is_later or not units
        count = f"{words.number_text(held.units_wanted or 0)} đơn vị"
        rows.append((_when(held), literal(_topics(held)[0]), "; ".join(units) or count))
    later = [Paragraph(say("told_later"))] if is_later else []
    return Sub(say("thematic"), [Table(columns, tuple(rows)), *later])


def _when(held: Round) -> str:
    """Return a round's time: its month where it takes a whole one, its day, or its window."""
    first, last = held.opens_on, held.closes_on
    if first.day == 1 and last == last_day(first):
        return f"Tháng {first.month}/{first.year}"
    if first == last:
        return f"Ngày {words.short_date(first)} ({words.weekday_name(first)})"
    return f"Từ ngày {words.short_date(first)} đến ngày {words.short_date(last)}"


def _told(
    plan: Plan, activity: Activity, made_of: Pieces, places: list[Place], say: Book
) -> list[Block]:
    if activity.kind == ONGOING:
        return _topics_of(made_of) or [Item(gap("nội dung giám sát thường xuyên"))]
    if activity.kind == GRASSROOTS:
        return _visits(plan, activity, places, say)
    found: list[Block] = []
    for sub in _round(plan, activity, made_of, places, say, brief=True):
        if len(sub.blocks) == 1 and isinstance(sub.blocks[0], Paragraph):
            found.append(Paragraph(f"*{sub.title}:* {sub.blocks[0].text}"))
        else:
            found += [Paragraph(f"*{sub.title}:*"), *sub.blocks]
    return found


def _topics_of(made_of: Pieces) -> list[Block]:
    return [
        Item(sentence(f"{topic.text} ({topic.basis})" if topic.basis else topic.text))
        for topic in made_of.topics
    ]


def _visits(plan: Plan, activity: Activity, places: list[Place], say: Book) -> list[Block]:
    months = sorted({place.assignment.month for place in places if place.assignment.month})
    if not months:
        return [Paragraph(gap(f"phân công đơn vị cho hoạt động {literal(activity.title)}"))]
    units = len({place.assignment.organization_id for place in places})
    since, until = (f"tháng {month.month}/{month.year}" for month in (months[0], months[-1]))
    found: list[Block] = [
        Paragraph(say("visits", count=words.number_text(units), since=since, until=until))
    ]
    found += [
        Paragraph(say("calendar", rule=literal(rule_words.of(duty))))
        for duty in activity.duties
        if duty.kind == "notice"
    ]
    for group in _groups(plan, activity):
        found += [Paragraph(f"*{literal(group.title)}:*"), *items_of(group, say)]
    return found


def _groups(plan: Plan, activity: Activity) -> list[ContentGroup]:
    return [group for group in plan.groups if group.activity_id == activity.id]


def _round(
    plan: Plan,
    activity: Activity,
    made_of: Pieces,
    places: list[Place],
    say: Book,
    *,
    brief: bool = False,
) -> Iterator[Sub]:
    """Yield a round part by part; `brief` leaves out what several rounds may have in common."""
    held = made_of.round
    if held is None:
        yield Sub(say("when"), [Paragraph(gap(f"thời gian của {literal(activity.title)}"))])
        return
    yield Sub(say("round_contents"), _round_contents(held, _groups(plan, activity), say))
    if held.opens_on != held.closes_on or not places:
        yield Sub(say("when"), [Paragraph(f"{_when(held)}.")])
    if held.covered_from and held.covered_to:
        since, until = words.short_date(held.covered_from), words.short_date(held.covered_to)
        yield Sub(say("covered"), [Paragraph(say("covered_period", since=since, until=until))])
    if held.kick_off_at or held.kick_off_place:
        yield Sub(say("kick_off"), _kick_off(held, say))
    yield Sub(say("units"), [_units(held, places, say)])
    if not brief:
        if made_of.papers or made_of.outline:
            yield Sub(say("papers"), _papers(activity, made_of, say))
        if made_of.steps:
            yield Sub(say("agenda"), [Item(line) for line in _agenda(made_of)])


def _round_contents(held: Round, groups: list[ContentGroup], say: Book) -> list[Block]:
    """The topics, and the contents under them; a group named as the topic is not named twice."""
    topics = _topics(held)
    found: list[Block] = [Item(sentence(topic)) for topic in topics]
    if len(groups) == 1 and len(topics) < 2:
        return items_of(groups[0], say)
    for group in groups:
        found += [Paragraph(f"*{literal(group.title)}:*"), *items_of(group, say)]
    return found or [Item(gap("nội dung của đợt"))]


def _kick_off(held: Round, say: Book) -> list[Block]:
    moment = gap("giờ, ngày triển khai")
    if held.kick_off_at:
        local = to_local(held.kick_off_at)
        weekday = words.weekday_name(local.date())
        moment = f"{words.local_time(local)}, ngày {words.short_date(local.date())} ({weekday})"
    place = literal(held.kick_off_place) or gap("địa điểm triển khai")
    found: list[Block] = [Paragraph(say("kick_off_at", time=moment, place=place))]
    return found + [Item(sentence(line)) for line in held.kick_off_people.splitlines() if line]


def _units(held: Round, places: list[Place], say: Book) -> Block:
    """The units by name, day and place, or how many will be told later (46-KH/ĐTN, II)."""
    if not places:
        if held.units_wanted:
            return Paragraph(say("some_later", count=words.number_text(held.units_wanted)))
        return Paragraph(say("told_later"))
    columns = (
        Column("TT", 1, "center"),
        Column("Thời gian", 3, "center"),
        Column("Đơn vị, địa điểm", 6),
    )
    rows = []
    for number, place in enumerate(places, 1):
        unit = place.assignment.organization
        where = place.session.place if place.session else unit.place
        told = f"{unit.name} ({where})" if where else unit.name
        rows.append((str(number), _session_time(held, place), literal(told)))
    return Table(columns, tuple(rows))


def _session_time(held: Round, place: Place) -> str:
    if place.session is None:
        return _when(held)
    local = to_local(place.session.starts_at)
    day = f"{words.short_date(local.date())} ({words.weekday_name(local.date())})"
    is_hour_set = place.session.is_hour_set
    return f"{words.local_time(local)}, ngày {day}" if is_hour_set else f"Ngày {day}"


def _papers(activity: Activity, made_of: Pieces, say: Book) -> list[Block]:
    found: list[Block] = [Item(say("by_outline"))] if made_of.outline else []
    found += [Item(line) for line in _paper_lines(made_of)]
    if duty := papers_duty(activity.duties):
        found.append(Paragraph(say("papers_due", rule=literal(rule_words.of(duty)))))
    return found


def _paper_lines(made_of: Pieces) -> list[str]:
    return [
        sentence(f"{one.label.rstrip(' .;')} (nếu có)" if one.is_optional else one.label)
        for one in made_of.papers
    ]


def _agenda(made_of: Pieces) -> list[str]:
    return [
        sentence(f"{step.text.rstrip(' .;')} ({step.speaker})" if step.speaker else step.text)
        for step in made_of.steps
    ]


def is_told(duty: Duty, activity: Activity, made_of: Pieces) -> bool:
    """True for what the paper says elsewhere: papers of a round, calendars of visits."""
    if activity.kind == GRASSROOTS:
        return duty.kind == "notice"
    return duty is papers_duty(activity.duties) and bool(made_of.papers or made_of.outline)


def sessions(plan: Plan, made_of: dict[int, Pieces], say: Book) -> list[Sub]:
    """Return the papers and the running order that several rounds have, each told once."""
    rounds = [one for one in plan.activities if one.kind == ROUND]
    if len([one for one in plan.activities if one.kind not in (ATTEND, SELF_RUN)]) == 1:
        return []
    papers = [(one, _paper_lines(made_of[one.id])) for one in rounds]
    agenda = [(one, _agenda(made_of[one.id])) for one in rounds]
    return [*_once(say("papers"), papers), *_once(say("agenda"), agenda)]


def teams(plan: Plan, made_of: dict[int, Pieces], say: Book) -> list[Sub]:
    """Return the teams of the rounds (65-KH/ĐTN, III.2)."""
    return _once(
        say("team"),
        [(one, _team(made_of[one.id].seats, say)) for one in plan.activities if one.kind == ROUND],
    )


def _team(seats: Sequence[Seat], say: Book) -> list[str]:
    lines = [_seat(seat, say) for seat in seats]
    if seats and not any(seat.role == "head" for seat in seats):
        lines.append(gap("Trưởng đoàn"))
    return lines


def _seat(seat: Seat, say: Book) -> str:
    name = seat.user.full_name if seat.user else seat.full_name
    if not name and seat.body:
        return say("invited_body", body=literal(seat.body))
    title = seat.title or (seat.user.position if seat.user else "")
    name = literal(name) or gap(f"họ tên thành viên đoàn ({literal(title)})")
    role = SEAT_ROLES[seat.role]
    is_told = seat.role == "member" or role.lower() in title.lower()
    role = "" if is_told else f"**{role}**"
    told = ", ".join(filter(None, (literal(title), literal(seat.body), role)))
    return f"Đồng chí {name}{', ' if told else ''}{told}."


def invited_by_units(plan: Plan, made_of: dict[int, Pieces], say: Book) -> list[Sub]:
    """Return whom the units invite, and how many (65-KH/ĐTN, III.4; 46-KH/ĐTN, III)."""
    return _once(
        say("unit_invites"),
        [
            (one, [_invited(group) for group in made_of[one.id].attendees])
            for one in plan.activities
            if one.kind == ROUND
        ],
    )


def _invited(group: AttendeeGroup) -> str:
    least = words.number_text(group.least)
    count = ""
    if group.most is not None and group.most != group.least:
        count = f", từ {least} đến {words.number_text(group.most)} đồng chí"
    elif group.least > 1:
        count = f", {least} đồng chí" if group.most else f", ít nhất {least} đồng chí"
    must = " (bắt buộc mời)" if group.is_required else ""
    return sentence(f"{group.label.rstrip(' .;')}{count}{must}")


def _once(title: str, told: Iterable[tuple[Activity, list[str]]]) -> list[Sub]:
    """Return lines under one heading; only where rounds differ is it said whose they are."""
    of: dict[tuple[str, ...], list[str]] = {}
    for activity, lines in told:
        if lines:
            of.setdefault(tuple(lines), []).append(activity.title)
    blocks: list[Block] = []
    for same, titles in of.items():
        if len(of) > 1:
            blocks.append(Paragraph(f"*{literal('; '.join(titles))}:*"))
        blocks += [Item(line) for line in same]
    return [Sub(title, blocks)] if blocks else []
