"""How the minutes of a session are put together. Pure drawing: what it tells the sheet has read."""

from collections.abc import Sequence
from datetime import datetime

from webapp.attending.kinds import MINUTES
from webapp.attending.models import StepRun
from webapp.attending.papers.letter import clock_words, delegation, plan_words
from webapp.attending.queries.session import SessionRecord
from webapp.core import clock
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.texts.phrases import flat, lowered, sentence
from webapp.documents.texts.wording import Wording
from webapp.documents.tree import (
    Block,
    Body,
    Heading,
    Item,
    Paper,
    Paragraph,
    Signature,
    gap,
    literal,
)
from webapp.organizations.models import Issuer
from webapp.plans.round_models import AgendaStep, AttendeeGroup, Seat
from webapp.rules.sessions import LEFT_OUT, NO_HOUR, SKIPPED_BUT_WRITTEN
from webapp.rules.text import local_time, long_date, number_text
from webapp.visits.models import Attendance, Visit

OPEN = {  # what is missing, by what is open about a step
    NO_HOUR: "giờ bắt đầu bước {}",
    SKIPPED_BUT_WRITTEN: "giờ bước {} (đánh dấu bỏ qua nhưng có ghi nội dung)",
    LEFT_OUT: "diễn biến bước {} (ghi bổ sung, hoặc đánh dấu bỏ qua)",
}


def minutes(
    issuer: Issuer,
    record: SessionRecord,
    plan_paper: Document | None,
    guests: Sequence[Seat],
    wording: Wording,
) -> Paper:
    """Return the minutes: opened, present, course and opinions in order, conclusion, closed.

    *guests* are those in the round's team who have no account here.
    """
    visit, row = record.visit, record.attendance or Attendance()
    unit = literal(visit.organization.name)
    title = visit.assignment.activity.title
    chair = flat(row.chair) or _of_role(visit, "head") or gap("người chủ trì")
    taker = flat(row.minute_taker) or _of_role(visit, "secretary") or gap("người ghi biên bản")
    blocks: list[Block] = [
        Paragraph(_lead(issuer, visit, plan_paper, wording)),
        Paragraph(wording("opened", time=_opened(record, row))),
        Heading(2, wording("present")),
        *_present(record, row, guests, wording),
        Item(wording("chair", chair=chair)),
        Item(wording("minute_taker", minute_taker=taker)),
        Heading(2, wording("course")),
        *_course(record, row, wording),
        Heading(2, wording("conclusion")),
        *_conclusion(record, wording),
        Paragraph(wording("closed", closed=_closed(record, row))),
    ]
    body = Body(
        summary=wording("summary", activity=lowered(title), unit=unit),
        blocks=blocks,
        signatures=[
            Signature(wording("left_signs"), "", _signer(taker), "left", issuer.style),
            Signature(wording("right_signs"), "", _signer(chair), style=issuer.style),
        ],
        sent=False,
    )
    return letterhead(issuer, MINUTES, body)


def _lead(issuer: Issuer, visit: Visit, plan_paper: Document | None, wording: Wording) -> str:
    return wording(
        "lead",
        bases=plan_words(visit.assignment.activity.plan, plan_paper, wording),
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


def _opened(record: SessionRecord, row: Attendance) -> str:
    first = min((run.began_at for run in _held(record) if run.began_at), default=None)
    return clock_words(row.opened_at) or _hour(first) or gap("giờ bắt đầu")


def _closed(record: SessionRecord, row: Attendance) -> str:
    ends = [run.ended_at for run in _held(record) if run.ended_at] if record.is_over else []
    return clock_words(row.closed_at) or _hour(max(ends, default=None)) or gap("giờ kết thúc")


def _held(record: SessionRecord) -> list[StepRun]:
    """The steps that took place."""
    steps = (step for step in record.steps if record.state(step) in ("running", "done"))
    return [record.runs[step.id] for step in steps]


def _hour(moment: datetime | None) -> str:
    return local_time(clock.local(moment).time()) if moment else ""


def _present(
    record: SessionRecord, row: Attendance, guests: Sequence[Seat], wording: Wording
) -> list[Block]:
    team = [delegation(record.visit), *(_guest(one) for one in guests if one.full_name)]
    return [
        Item(wording("team", team="; ".join(team))),
        *(_group(record, group, wording) for group in record.groups),
        *(Item(wording("others", names=sentence(line))) for line in _lines(row.composition)),
    ]


def _guest(seat: Seat) -> str:
    known = (f"đồng chí {flat(seat.full_name)}", flat(seat.title), flat(seat.body))
    return ", ".join(part for part in known if part)


def _group(record: SessionRecord, group: AttendeeGroup, wording: Wording) -> Item:
    count, row = record.coming(group), record.confirmations.get(group.id)
    label = literal(group.label)
    missing = gap(f"số người có mặt, {label[:1].lower()}{label[1:]}")
    names = [flat(line) for line in _lines(row.names)] if row is not None else []
    return Item(
        wording(
            "group",
            group=label,
            names=f", gồm: {'; '.join(names)}" if names else "",
            present=missing if count is None else number_text(count),
        )
    )


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _course(record: SessionRecord, row: Attendance, wording: Wording) -> list[Block]:
    """Return all but the last step of the agenda in the order of time, with what was said."""
    found: list[Block] = []
    for step in record.in_order_of_time:
        if step is not record.steps[-1]:
            found += _step(record, step, wording)
    found += [Item(sentence(line)) for line in _lines(row.course)]
    return found or [Paragraph(gap("diễn biến"))]


def _step(record: SessionRecord, step: AgendaStep, wording: Wording) -> list[Block]:
    """Return a step, and what was said in it; what is open about it is a gap."""
    question, run = record.question(step), record.runs.get(step.id)
    if record.state(step) == "skipped" and not question:
        return []
    missing = gap(OPEN[question].format(record.number(step))) if question else ""
    if run is None or question == LEFT_OUT:
        return [Paragraph(missing)]
    head = wording(
        "step",
        speaker=_speaker(record, step),
        step=_bare(step.text),
        time=missing or _hour(run.began_at),
    )
    return [Paragraph(head), *(Item(sentence(line)) for line in _lines(run.note))]


def _speaker(record: SessionRecord, step: AgendaStep) -> str:
    run = record.runs.get(step.id)
    return flat(run.speaker if run and run.speaker else step.speaker) or gap(
        f"người trình bày bước {record.number(step)}"
    )


def _bare(text: str) -> str:
    return flat(text).rstrip(".;, ")


def _conclusion(record: SessionRecord, wording: Wording) -> list[Block]:
    """Return what the last step of the agenda concluded (65-KH/ĐTN, II.6)."""
    last = record.steps[-1]
    run = record.runs.get(last.id)
    said = [sentence(line) for line in _lines(run.note)] if run is not None else []
    return [
        Paragraph(wording("concluded", speaker=_speaker(record, last))),
        *(Item(words) for words in said or [gap("kết luận")]),
    ]
