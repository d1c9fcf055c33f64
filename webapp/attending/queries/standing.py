"""How a session and what is written at a visit stand, in words."""

from collections.abc import Sequence

from webapp.attending.models import Preparation
from webapp.attending.queries.checks import Missing
from webapp.attending.queries.session import SessionRecord
from webapp.attending.queries.visit import VisitRecord
from webapp.core.web import hour, moment
from webapp.milestones.standing import DONE, DUE, LATE, OFF, PLAIN, WAIT, Standing
from webapp.plans.round_models import AgendaStep, AttendeeGroup
from webapp.rules.sessions import LEFT_OUT, NO_HOUR, SKIPPED_BUT_WRITTEN
from webapp.visits.models import Visit

TO_CLEAR_UP = Standing("Cần làm rõ trước khi trình biên bản", DUE)
ASKED = {
    NO_HOUR: "có ghi nội dung nhưng chưa có giờ: ghi giờ bắt đầu, kết thúc.",
    SKIPPED_BUT_WRITTEN: "đánh dấu bỏ qua nhưng có ghi nội dung: bỏ dấu, hoặc xóa nội dung.",
    LEFT_OUT: "chưa có giờ, chưa có nội dung: ghi bổ sung, hoặc đánh dấu bỏ qua.",
}


def ready(record: SessionRecord) -> Standing:
    """Return whether a session is arranged."""
    at = record.visit.ready_at
    if record.lacks:
        return Standing("Không còn sẵn sàng", LATE) if at else Standing("Chưa sẵn sàng", DUE)
    if at:
        return Standing(f"Đã sẵn sàng, xác nhận lúc {moment(at)}", DONE)
    return Standing("Đủ điều kiện, chờ xác nhận sẵn sàng", WAIT)


def ready_in_short(record: SessionRecord) -> Standing:
    """Return the same in a line, with what is lacking."""
    found = ready(record)
    if record.lacks:
        return Standing(f"{found.words}: {'; '.join(record.lacks)}", found.tone)
    is_ready = record.visit.ready_at is not None
    return Standing("Đã sẵn sàng", DONE) if is_ready else Standing("Chờ xác nhận sẵn sàng", WAIT)


def invited(record: SessionRecord, group: AttendeeGroup) -> Standing:
    """Return how the number that the unit told stands against what is asked for."""
    count, wrong = record.coming(group), record.warning(group)
    if wrong:
        return Standing(wrong, LATE if group.is_required and not count else DUE)
    if count is None:
        return Standing("Chưa xác nhận", DUE if group.is_required else PLAIN)
    return Standing("Đúng yêu cầu", DONE)


def coming(record: SessionRecord, group: AttendeeGroup) -> Standing | None:
    """Say that a group is not confirmed, or not as asked; nothing where all is well."""
    count, wrong = record.coming(group), record.warning(group)
    if count is None:
        return Standing("chưa xác nhận", DUE if group.is_required else PLAIN)
    return Standing(wrong, DUE) if wrong else None


def step(record: SessionRecord, one: AgendaStep) -> list[Standing]:
    """Return where a step of the running order is, and what is wrong with its time."""
    used, run, at = record.used(one), record.runs.get(one.id), record.state(one)
    found = [Standing("Chưa bắt đầu")]
    if at == "skipped":
        found = [Standing("Bỏ qua", OFF)]
    elif run is not None and at == "running":
        found = [Standing(f"Đang diễn ra từ {hour(run.began_at)}", WAIT)]
    elif run is not None and at == "done":
        found = [Standing(f"Xong, {hour(run.began_at)}–{hour(run.ended_at)}", DONE)]
    if one.minutes and used is not None and used > one.minutes:
        found.append(Standing(f"quá {used - one.minutes} phút", DUE))
    if run is not None and run.is_doubtful:
        found.append(Standing("Giờ máy không chắc, hãy xem lại giờ", DUE))
    if record.is_backwards(one):
        found.append(Standing("Giờ kết thúc trước giờ bắt đầu", LATE))
    return found


def asked(record: SessionRecord) -> list[tuple[AgendaStep, str]]:
    """Return the steps that minutes would have to guess about, each with what to do."""
    return [(step, ASKED[question]) for step, question in record.questions]


def missing(found: Sequence[Missing]) -> Standing:
    """Return how much is missing in the findings."""
    if not found:
        return Standing("Đã ghi đủ các nội dung", DONE)
    blocks = any(one.blocks or one.asks for one in found)
    return Standing(f"Còn {len(found)} nội dung chưa đủ", LATE if blocks else DUE)


def score(record: VisitRecord) -> Standing:
    """Return how the marks stand: the rank, how many are missing, or why there are none."""
    if record.visit.unscored_reason:
        return Standing(f"Không chấm điểm: {record.visit.unscored_reason}", OFF)
    found = record.score
    if found is None:
        return Standing("Chưa chấm điểm")
    if found.rank:
        return Standing(f"Xếp loại {found.rank}", DONE)
    return Standing(f"Còn {len(found.missing)} tiêu chí chưa chấm", DUE)


def item(row: Preparation | None) -> Standing:
    """Return whether the unit has prepared one content."""
    is_ready = row is not None and row.is_ready
    return Standing("Đã chuẩn bị", DONE) if is_ready else Standing("Chưa báo chuẩn bị")


def completed(visit: Visit) -> Standing:
    """Return when the findings were completed."""
    return Standing(f"Đã hoàn thành {moment(visit.held_at)}", DONE)


def reported(visit: Visit) -> Standing:
    """Return whether a visit to the grassroots was reported on."""
    if visit.held_at is None:
        return Standing("Chưa báo cáo")
    return Standing(f"Đã báo cáo {moment(visit.held_at)}", DONE)
