"""How the minutes of a session are put together. Pure drawing: what it tells the sheet has read."""

from collections.abc import Sequence
from datetime import datetime

from webapp.attending.letter_text import clock_words, delegation, flat, plan_words, sentence
from webapp.attending.models import StepRun
from webapp.attending.session_sheets import SessionSheet
from webapp.core import clock
from webapp.documents.models import Document
from webapp.documents.services import letterhead
from webapp.documents.tree import (
    Block,
    Heading,
    Item,
    Paper,
    Paragraph,
    Signature,
    gap,
    literal,
)
from webapp.documents.wording import Book
from webapp.organizations.models import Issuer
from webapp.plans.round_models import AgendaStep, AttendeeGroup, Seat
from webapp.rules.text import local_time, long_date, number_text
from webapp.visits.models import Attendance, Visit


def minutes(
    issuer: Issuer,
    sheet: SessionSheet,
    plan_paper: Document | None,
    guests: Sequence[Seat],
    say: Book,
) -> Paper:
    """Return the minutes: opened, present, course and opinions in order, conclusion, closed.

    *guests* are those in the round's team who have no account here.
    """
    visit, row = sheet.visit, sheet.attendance or Attendance()
    unit = literal(visit.organization.name)
    title = visit.assignment.activity.title
    chair = flat(row.chair) or _of_role(visit, "head") or gap("người chủ trì")
    taker = flat(row.minute_taker) or _of_role(visit, "secretary") or gap("người ghi biên bản")
    blocks: list[Block] = [
        Paragraph(_lead(issuer, visit, plan_paper, say)),
        Paragraph(say("opened", time=_opened(sheet, row))),
        Heading(2, say("present")),
        *_present(sheet, row, guests, say),
        Item(say("chair", chair=chair)),
        Item(say("minute_taker", minute_taker=taker)),
        Heading(2, say("course")),
        *_course(sheet, row, say),
        Heading(2, say("conclusion")),
        *_conclusion(sheet, say),
        Paragraph(say("closed", closed=_closed(sheet, row))),
    ]
    return letterhead(
        issuer,
        "minutes",
        summary=say("summary", activity=literal(title[:1].lower() + title[1:]), unit=unit),
        blocks=blocks,
        signatures=[
            Signature(say("left_signs"), "", _signer(taker), "left", issuer.style),
            Signature(say("right_signs"), "", _signer(chair), style=issuer.style),
        ],
        sent=False,
    )


def _lead(issuer: Issuer, visit: Visit, plan_paper: Document | None, say: Book) -> str:
    return say(
        "lead",
        bases=plan_words(visit.assignment.activity.plan, plan_paper, say),
        day=long_date(visit.meeting.day),
        issuer=literal(issuer.name),
        place=flat(visit.meeting.where) or gap("địa điểm"),
        unit=literal(visit.organization.name),
    )


def _of_role(visit: Visit, role: str) -> str:
    """Return who has this part in the team, "" where nobody has."""
    names = (one.user.full_name for one in visit.team if one.role == role)
    return next((f"đồng chí {flat(name)}" for name in names), "")


def _signer(name: str) -> str:
    """Return a name as it stands under a signature: without the title before it."""
    for title in ("Đồng chí ", "đồng chí ", "Đ/c ", "đ/c "):
        name = name.removeprefix(title)
    return name.partition(",")[0]


def _opened(sheet: SessionSheet, row: Attendance) -> str:
    first = next((run.began_at for run in _begun(sheet)), None)
    return clock_words(row.opened_at) or _hour(first) or gap("giờ bắt đầu")


def _closed(sheet: SessionSheet, row: Attendance) -> str:
    ends = [run.ended_at for run in _begun(sheet) if run.ended_at]
    return clock_words(row.closed_at) or _hour(max(ends, default=None)) or gap("giờ kết thúc")


def _begun(sheet: SessionSheet) -> list[StepRun]:
    return [sheet.runs[step.id] for step in _held(sheet)]


def _held(sheet: SessionSheet) -> list[AgendaStep]:
    """The steps that took place, in the order of the agenda."""
    return [step for step in sheet.steps if sheet.state(step) in ("running", "done")]


def _hour(moment: datetime | None) -> str:
    return local_time(clock.local(moment).time()) if moment else ""


def _present(
    sheet: SessionSheet, row: Attendance, guests: Sequence[Seat], say: Book
) -> list[Block]:
    team = [delegation(sheet.visit), *(_guest(one) for one in guests if one.full_name)]
    return [
        Item(say("team", team="; ".join(team))),
        *(_group(sheet, group, say) for group in sheet.groups),
        *(Item(say("others", names=sentence(flat(line)))) for line in _lines(row.composition)),
    ]


def _guest(seat: Seat) -> str:
    known = (f"đồng chí {flat(seat.full_name)}", flat(seat.title), flat(seat.body))
    return ", ".join(part for part in known if part)


def _group(sheet: SessionSheet, group: AttendeeGroup, say: Book) -> Item:
    count, row = sheet.coming(group), sheet.confirmations.get(group.id)
    label = literal(group.label)
    missing = gap(f"số người có mặt, {label[:1].lower()}{label[1:]}")
    names = [flat(line) for line in _lines(row.names)] if row is not None else []
    return Item(
        say(
            "group",
            group=label,
            names=f", gồm: {'; '.join(names)}" if names else "",
            present=missing if count is None else number_text(count),
        )
    )


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _course(sheet: SessionSheet, row: Attendance, say: Book) -> list[Block]:
    """Return each step that took place but the last of the agenda, with what was said in it."""
    found: list[Block] = []
    for step in _held(sheet):
        if step is sheet.steps[-1]:
            continue
        run = sheet.runs[step.id]
        found.append(
            Paragraph(
                say(
                    "step",
                    speaker=_speaker(sheet, step),
                    step=_bare(step.text),
                    time=_hour(run.began_at),
                )
            )
        )
        found += [Item(sentence(flat(line))) for line in _lines(run.note)]
    found += [Item(sentence(flat(line))) for line in _lines(row.course)]
    return found or [Paragraph(gap("diễn biến"))]


def _speaker(sheet: SessionSheet, step: AgendaStep) -> str:
    run = sheet.runs.get(step.id)
    return flat(run.speaker if run and run.speaker else step.speaker) or gap(
        f"người trình bày bước {sheet.number(step)}"
    )


def _bare(text: str) -> str:
    return flat(text).rstrip(".;, ")


def _conclusion(sheet: SessionSheet, say: Book) -> list[Block]:
    """Return what the last step of the agenda concluded (65-KH/ĐTN, II.6)."""
    last = sheet.steps[-1]
    run = sheet.runs.get(last.id)
    said = [sentence(flat(line)) for line in _lines(run.note)] if run is not None else []
    return [
        Paragraph(say("concluded", speaker=_speaker(sheet, last))),
        *(Item(words) for words in said or [gap("kết luận")]),
    ]
