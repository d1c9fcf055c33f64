"""What a plan's paper says of what is not attended by months: of rounds, and what kinds draw."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from webapp.core.lists import grouped
from webapp.documents.texts.phrases import sentence
from webapp.documents.texts.wording import Wording
from webapp.documents.tree import Block, Column, Item, Paragraph, Table, gap, literal
from webapp.plans.kinds import ACTIVITIES, DUTIES
from webapp.plans.models import (
    Activity,
    ContentGroup,
    Duty,
    Plan,
)
from webapp.plans.paper import shared
from webapp.plans.paper.pieces import ActivityPart, Pieces
from webapp.plans.queries import Overview, Place
from webapp.plans.round_models import SEAT_ROLES, AttendeeGroup, Round, Seat
from webapp.plans.services.dues import papers_duty
from webapp.rules import text as words
from webapp.rules.months import last_day
from webapp.rules.zone import to_local

Said = dict[tuple[Block, ...], str]  # contents told so far: of which round


@dataclass
class Sub:
    """A part of a section: a heading, perhaps none, and what stands under it."""

    title: str
    blocks: list[Block]


def items_of(group: ContentGroup, wording: Wording) -> list[Block]:
    """Return the contents of a group, its record books in one line."""
    found: list[Block] = [
        Item(sentence(item.text)) for item in group.items if not item.is_record_book
    ]
    books = [item.text.rstrip(" .;") for item in group.items if item.is_record_book]
    return [*found, Item(wording("books", books=literal("; ".join(books))))] if books else found


def work(plan: Plan, overview: Overview, made_of: dict[int, Pieces], wording: Wording) -> list[Sub]:
    """Return what each activity looks at, when and where, beyond attending by months.

    A plan of one round says all in parts of their own (65-KH/ĐTN, II); where there are several
    activities, each is one part (46-KH/ĐTN, II), and short rounds share a table (II.2.1).
    """

    def part(one: Activity) -> ActivityPart:
        return ActivityPart(plan, one, made_of[one.id], _places(overview, one), wording)

    shown = _shown(plan)
    if has_one_round(plan):
        return list(_round(part(shown[0])))
    found: list[Sub] = []
    said: Said = {}
    for brief, run in groupby(map(part, shown), _is_brief):
        together = list(run)
        if brief and len(together) > 1:
            rounds = [one.activity for one in together]
            found.append(_in_table(rounds, overview, made_of, wording))
            continue
        found += [Sub(literal(one.activity.title), _told(one, said)) for one in together]
    return found


def _shown(plan: Plan) -> list[Activity]:
    """Return the activities that are not told under "Thời gian, đơn vị"."""
    return [one for one in plan.activities if not ACTIVITIES[one.kind].is_scheduled]


def has_one_round(plan: Plan) -> bool:
    """Return True for a plan of which a round is all that is not attended by months."""
    return len(_shown(plan)) == 1 and bool(_rounds(plan))


def _rounds(plan: Plan) -> list[Activity]:
    return [one for one in plan.activities if ACTIVITIES[one.kind].has_window]


def _places(overview: Overview, activity: Activity) -> list[Place]:
    return [
        place for place in overview.of(activity.kind) if place.assignment.activity_id == activity.id
    ]


def _is_brief(part: ActivityPart) -> bool:
    held = part.made_of.round
    return (
        held is not None
        and held.units_wanted is not None
        and len(_topics(held)) == 1
        and not (held.covered_from or held.kick_off_at or part.made_of.outline)
        and not any(group.items for group in part.groups)  # for which a row has no place
    )


def _topics(held: Round) -> list[str]:
    return [line.strip() for line in held.topic.splitlines() if line.strip()]


def _in_table(
    activities: Sequence[Activity], overview: Overview, made_of: dict[int, Pieces], wording: Wording
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
    later = [Paragraph(wording("told_later"))] if is_later else []
    return Sub(wording("thematic"), [Table(columns, tuple(rows)), *later])


def _when(held: Round) -> str:
    """Return a round's time: its month where it takes a whole one, its day, or its window."""
    first, last = held.opens_on, held.closes_on
    if first.day == 1 and last == last_day(first):
        return f"Tháng {first.month}/{first.year}"
    if first == last:
        return f"Ngày {words.short_date(first)} ({words.weekday_name(first)})"
    return f"Từ ngày {words.short_date(first)} đến ngày {words.short_date(last)}"


def _told(part: ActivityPart, said: Said) -> list[Block]:
    if draw := ACTIVITIES[part.activity.kind].draw:
        return draw(part)
    found: list[Block] = []
    subs = list(_round(part, brief=True))
    subs[0].blocks = _not_again(subs[0].blocks, part, said)
    for sub in subs:
        if len(sub.blocks) == 1 and isinstance(sub.blocks[0], Paragraph):
            found.append(Paragraph(f"*{sub.title}:* {sub.blocks[0].text}"))
        else:
            found += [Paragraph(f"*{sub.title}:*"), *sub.blocks]
    return found


def _not_again(blocks: list[Block], part: ActivityPart, said: Said) -> list[Block]:
    """Return what a round looks at; where another was told to look at the same, which one."""
    contents = tuple(blocks)
    if len(contents) < 2:
        return blocks
    first = said.setdefault(contents, part.activity.title)
    if first == part.activity.title:
        return blocks
    return [Paragraph(part.wording("same_contents", whose=literal(first)))]


def _round(part: ActivityPart, *, brief: bool = False) -> Iterator[Sub]:
    """Yield a round part by part; `brief` leaves out what several rounds may have in common."""
    activity, made_of, places, wording = part.activity, part.made_of, part.places, part.wording
    held = made_of.round
    if held is None:
        yield Sub(wording("when"), [Paragraph(gap(f"thời gian của {literal(activity.title)}"))])
        return
    yield Sub(wording("round_contents"), _round_contents(held, part.groups, wording))
    if held.opens_on != held.closes_on or not places:
        yield Sub(wording("when"), [Paragraph(f"{_when(held)}.")])
    if held.covered_from and held.covered_to:
        since, until = words.short_date(held.covered_from), words.short_date(held.covered_to)
        yield Sub(
            wording("covered"), [Paragraph(wording("covered_period", since=since, until=until))]
        )
    if held.kick_off_at or held.kick_off_place:
        yield Sub(wording("kick_off"), _kick_off(held, wording))
    yield Sub(wording("units"), [_units(held, places, wording)])
    if not brief:
        if made_of.papers or made_of.outline:
            yield Sub(wording("papers"), shared.papers(activity, made_of, wording))
        if made_of.steps:
            yield Sub(wording("agenda"), [Item(line) for line in _agenda(made_of)])


def _round_contents(held: Round, groups: list[ContentGroup], wording: Wording) -> list[Block]:
    """The topics, and the contents under them; a group named as the topic is not named twice."""
    topics = _topics(held)
    found: list[Block] = [Item(sentence(topic)) for topic in topics]
    if len(groups) == 1 and len(topics) < 2:
        return items_of(groups[0], wording)
    for group in groups:
        found += [Paragraph(f"*{literal(group.title)}:*"), *items_of(group, wording)]
    return found or [Item(gap("nội dung của đợt"))]


def _kick_off(held: Round, wording: Wording) -> list[Block]:
    moment = gap("giờ, ngày triển khai")
    if held.kick_off_at:
        local = to_local(held.kick_off_at)
        weekday = words.weekday_name(local.date())
        moment = f"{words.local_time(local)}, ngày {words.short_date(local.date())} ({weekday})"
    place = literal(held.kick_off_place) or gap("địa điểm triển khai")
    found: list[Block] = [Paragraph(wording("kick_off_at", time=moment, place=place))]
    return found + [Item(sentence(line)) for line in held.kick_off_people.splitlines() if line]


def _units(held: Round, places: list[Place], wording: Wording) -> Block:
    """The units by name, day and place, or how many will be told later (46-KH/ĐTN, II)."""
    if not places:
        if held.units_wanted:
            return Paragraph(wording("some_later", count=words.number_text(held.units_wanted)))
        return Paragraph(wording("told_later"))
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
        rows.append((str(number), _session_time(held, place, wording), literal(told)))
    return Table(columns, tuple(rows))


def _session_time(held: Round, place: Place, wording: Wording) -> str:
    """Return when a unit is worked with; a gap for the hour, unless it is to be told later."""
    if place.session is None:
        return _when(held)
    local = to_local(place.session.starts_at)
    day = f"ngày {words.short_date(local.date())} ({words.weekday_name(local.date())})"
    if place.session.is_hour_set:
        return f"{words.local_time(local)}, {day}"
    if place.session.is_hour_later is False:
        return f"{gap(f'giờ làm việc tại {literal(place.assignment.organization.name)}')}, {day}"
    later = f", {wording('hour_later')}" if place.session.is_hour_later else ""
    return f"N{day[1:]}{later}"


def _agenda(made_of: Pieces) -> list[str]:
    return [
        sentence(f"{step.text.rstrip(' .;')} ({step.speaker})" if step.speaker else step.text)
        for step in made_of.steps
    ]


def is_notified(duty: Duty, activity: Activity, made_of: Pieces) -> bool:
    """True for what the paper says elsewhere: papers of a round, calendars of visits."""
    if ACTIVITIES[activity.kind].has_calendar:
        return DUTIES[duty.kind].is_filing
    return duty is papers_duty(activity.duties) and bool(made_of.papers or made_of.outline)


def sessions(plan: Plan, made_of: dict[int, Pieces], wording: Wording) -> list[Sub]:
    """Return the papers and the running order that several rounds have, each told once."""
    rounds = _rounds(plan)
    if len(_shown(plan)) == 1:
        return []
    own = [(one.title, shared.papers(one, made_of[one.id], wording)) for one in rounds]
    papers = shared.common_first(own)
    agenda = [(one.title, _agenda(made_of[one.id])) for one in rounds]
    return [
        *([Sub(wording("papers"), papers)] if papers else []),
        *_once(wording("agenda"), agenda),
    ]


def duties(plan: Plan, made_of: dict[int, Pieces], wording: Wording) -> list[Sub]:
    """Return what is owed: of a round, whose it is where not all rounds owe the same."""
    owed = [
        (activity, duty)
        for activity in plan.activities
        for duty in activity.duties
        if not is_notified(duty, activity, made_of[activity.id])
    ]
    lines = shared.duty_lines(owed, _rounds(plan), wording)
    return [Sub(wording("duties"), [Item(line) for line in lines])] if lines else []


def teams(plan: Plan, made_of: dict[int, Pieces], wording: Wording) -> list[Sub]:
    """Return the teams of the rounds (65-KH/ĐTN, III.2)."""
    return _once(
        wording("team"),
        [(one.title, _team(made_of[one.id].seats, wording)) for one in _rounds(plan)],
    )


def _team(seats: Sequence[Seat], wording: Wording) -> list[str]:
    """Name who goes; where a round has several teams, under the name of each."""
    by_team = grouped(seats, lambda one: one.team)
    if not any(by_team):
        return _people(seats, wording)
    order = sorted(by_team.items(), key=lambda one: one[0].position if one[0] else 0)
    return [
        line
        for team, own in order
        for line in ([f"{literal(team.name)}:"] if team else []) + _people(own, wording)
    ]


def _people(seats: Sequence[Seat], wording: Wording) -> list[str]:
    lines = [_seat(seat, wording) for seat in seats]
    if seats and not any(seat.role == "head" for seat in seats):
        lines.append(gap("Trưởng đoàn"))
    return lines


def _seat(seat: Seat, wording: Wording) -> str:
    name = seat.user.full_name if seat.user else seat.full_name
    if not name and seat.body:
        return wording("invited_body", body=literal(seat.body))
    title = seat.title or (seat.user.position if seat.user else "")
    whose = f" ({literal(title)})" if title else ""
    name = literal(name) or gap(f"họ tên thành viên đoàn{whose}")
    role = SEAT_ROLES[seat.role]
    is_notified = seat.role == "member" or role.lower() in title.lower()
    role = "" if is_notified else f"**{role}**"
    told = ", ".join(filter(None, (literal(title), literal(seat.body), role)))
    return f"Đồng chí {name}{', ' if told else ''}{told}."


def invited_by_units(plan: Plan, made_of: dict[int, Pieces], wording: Wording) -> list[Sub]:
    """Return whom the units invite, and how many (65-KH/ĐTN, III.4; 46-KH/ĐTN, III)."""
    return _once(
        wording("unit_invites"),
        [
            (one.title, [_invited(group) for group in made_of[one.id].attendees])
            for one in _rounds(plan)
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


def _once(title: str, told: Iterable[tuple[str, list[str]]]) -> list[Sub]:
    """Return lines under one heading; only where rounds differ is it said whose they are."""
    blocks = shared.each_once([(of, [Item(line) for line in lines]) for of, lines in told])
    return [Sub(title, blocks)] if blocks else []
