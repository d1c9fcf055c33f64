"""The rows under an activity, in words: the template places an entry, whatever its kind is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.accounts.posts import POSTS
from webapp.milestones.standing import DUE, Standing
from webapp.plans import rule_words
from webapp.plans.eligible_models import EligiblePost
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import (
    DUTY_OWNERS,
    Activity,
    ActivityFigure,
    Duty,
)
from webapp.plans.paper.pieces import Listed, Pieces
from webapp.plans.round_models import (
    OUTLINE_KINDS,
    SEAT_ROLES,
    AgendaStep,
    AttendeeGroup,
    OutlinePart,
    RequiredPaper,
    Seat,
    Topic,
)
from webapp.rules.fair_share import WHOLE
from webapp.rules.text import number_text

Row = Listed | Duty


@dataclass(frozen=True)
class Entry:
    """One row: its words, and what stands beside and under them.

    `element` is how the words are set off: "strong", "em", or "gap" where something is missing.
    """

    row: Row
    words: str
    element: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    figures: Sequence[ActivityFigure] = ()
    called: str = ""

    @property
    def name(self) -> str:
        """What its tools call it."""
        return self.called or self.words


@dataclass(frozen=True)
class Section:
    """The rows of one kind under an activity, and how one more is added."""

    title: str
    kind: str
    entries: Sequence[Entry]
    adding: str
    help: str = ""
    moves: bool = True
    warning: Standing | None = None


def about(activity: Activity) -> str:
    """Return what an activity is, and how much of it a month asks for."""
    words = [ACTIVITIES[activity.kind].title]
    if activity.minimum_thematic:
        words.append(f"mỗi tháng ít nhất {number_text(activity.minimum_thematic)} buổi chuyên đề")
    if activity.wanted:
        words.append(f"dự {number_text(activity.wanted)} buổi mỗi tháng")
    return " · ".join(words)


def sections(activity: Activity, made_of: Pieces) -> list[Section]:
    """Return the lists of rows that an activity of this kind has."""
    kind, found = ACTIVITIES[activity.kind], []
    if kind.has_window:
        found = _of_round(made_of)
    if kind.has_topics:
        topics = [_topic(one) for one in made_of.topics]
        help = "Ghi nhận vào bất cứ lúc nào trong năm, theo từng nội dung."
        found = [Section("Nội dung giám sát thường xuyên", "topic", topics, "Thêm nội dung", help)]
    if kind.has_calendar:
        found.append(_eligible(made_of.eligible))
    if kind.has_figures or made_of.figures:
        figures = [_figure(one) for one in made_of.figures]
        found.append(Section("Số liệu phải báo cáo", "figure", figures, "Thêm số liệu"))
    if kind.duties or activity.duties:
        found.append(_duties(activity.duties))
    return found


def _of_round(made_of: Pieces) -> list[Section]:
    return [
        Section(
            "Đoàn giám sát",
            "seat",
            [seat_entry(one) for one in made_of.seats],
            "Thêm thành viên",
            "Người có tài khoản, người ghi tên, hoặc cơ quan được mời cử người sau.",
            warning=_headless(made_of.seats),
        ),
        Section(
            "Thành phần đơn vị mời dự",
            "attendee_group",
            [attendee_entry(one) for one in made_of.attendees],
            "Thêm thành phần",
        ),
        Section(
            "Chương trình làm việc",
            "agenda_step",
            [_step(one) for one in made_of.steps],
            "Thêm bước",
        ),
        Section(
            "Tài liệu đơn vị phải gửi",
            "required_paper",
            [paper_entry(one) for one in made_of.papers],
            "Thêm tài liệu",
        ),
        Section(
            "Đề cương báo cáo",
            "outline_part",
            [_outline(one, made_of) for one in made_of.outline],
            "Thêm phần",
            "Đơn vị điền theo đề cương ngay trên trình duyệt.",
        ),
    ]


def _headless(seats: Sequence[Seat]) -> Standing | None:
    """Warn of a team without one head, also where a round has several."""
    heads = Counter(seat.team_id for seat in seats if seat.role == "head")
    teams = {seat.team_id for seat in seats}
    if len(teams) > 1:
        teams.discard(None)  # who is in none of several teams yet
    is_led = all(heads[team] == 1 for team in teams)
    return None if is_led else Standing("Đoàn chưa có Trưởng đoàn", DUE)


def _eligible(rows: Sequence[EligiblePost]) -> Section:
    help = (
        "Chỉ cử người giữ một trong các chức danh này; chưa ghi gì thì ai cũng được cử. "
        "Người giữ nhiều chức danh tính theo dòng đứng trước."
    )
    entries = [Entry(one, POSTS[one.post], under=(share_words(one),)) for one in rows]
    return Section("Ai được cử đi dự", "eligible_post", entries, "Thêm chức danh", help)


def share_words(row: EligiblePost) -> str:
    """Return how much of the meetings a post carries."""
    words = "như mức chung" if row.share == WHOLE else f"bằng {row.share}% mức chung"
    most = f", nhiều nhất {number_text(row.most)} buổi mỗi tháng" if row.most else ""
    return f"Được phân công {words}{most}"


def _duties(duties: Sequence[Duty]) -> Section:
    help = "Khi kế hoạch đã ban hành, đổi thời hạn ở đây thì các việc còn lại được tính lại ngay."
    entries = [
        Entry(one, one.label, "strong", under=(f"{DUTY_OWNERS[one.owner]} · {rule_words.of(one)}",))
        for one in duties
    ]
    return Section("Ai phải làm gì, khi nào", "duty", entries, "Thêm việc", help, moves=False)


def seat_entry(seat: Seat) -> Entry:
    """Return a place of the team: a person, a body that sends one later, or nobody yet."""
    name = seat.user.full_name if seat.user else seat.full_name
    title = seat.title or (seat.user.position if seat.user else "")
    under = ", ".join(part for part in (title, seat.body if name else "") if part)
    tags = (SEAT_ROLES[seat.role].lower(),)
    called = seat.title or SEAT_ROLES[seat.role]
    lines = (under,) if under else ()
    if name:
        return Entry(seat, name, "strong", tags=tags, under=lines, called=called)
    if seat.body:
        return Entry(seat, f"Đại diện {seat.body}", "em", tags=tags, under=lines, called=called)
    return Entry(seat, "Chưa có tên", "gap", tags=tags, under=lines, called=called)


def attendee_entry(group: AttendeeGroup) -> Entry:
    """Return whom the unit invites, and how many of them."""
    least = number_text(group.least)
    count = f"ít nhất {least}"
    if group.most == group.least:
        count = least
    elif group.most is not None:
        count = f"từ {least} đến {number_text(group.most)}"
    tags = ("bắt buộc mời",) if group.is_required else ()
    return Entry(group, group.label, note=f"({count} người)", tags=tags)


def _step(step: AgendaStep) -> Entry:
    under = " · ".join(
        part for part in (step.speaker, f"{step.minutes} phút" if step.minutes else "") if part
    )
    return Entry(step, step.text, under=(under,) if under else ())


def step_entry(step: AgendaStep) -> Entry:
    """Return a step of the agenda in one line, to read."""
    return Entry(step, step.text, note=f"({step.speaker})" if step.speaker else "")


def paper_entry(paper: RequiredPaper) -> Entry:
    """Return a paper that units send."""
    return Entry(paper, paper.label, tags=("nếu có",) if paper.is_optional else ())


def outline_entry(part: OutlinePart) -> Entry:
    """Return a part of the outline in one line, to read."""
    element = "strong" if part.level == 1 else ""
    return Entry(part, part.title, element, tags=(OUTLINE_KINDS[part.kind].lower(),))


def _outline(part: OutlinePart, made_of: Pieces) -> Entry:
    columns = f"Các cột: {'; '.join(part.columns)}" if part.columns else ""
    tags = (OUTLINE_KINDS[part.kind].lower(), *(("nếu có",) if part.is_optional else ()))
    return Entry(
        part,
        part.title,
        "strong" if part.level == 1 else "",
        tags=tags,
        under=tuple(line for line in (part.hint, columns) if line),
        figures=made_of.figures_under(part.id) if part.kind == "figures" else (),
    )


def _topic(topic: Topic) -> Entry:
    return Entry(topic, topic.text, under=(f"Căn cứ: {topic.basis}",) if topic.basis else ())


def topic_entry(topic: Topic) -> Entry:
    """Return a topic in one line, to read."""
    return Entry(topic, topic.text, note=f"({topic.basis})" if topic.basis else "")


def _figure(figure: ActivityFigure) -> Entry:
    return Entry(figure, figure.label, note=f"({figure.unit})" if figure.unit else "")


def lists_to_read(made_of: Pieces) -> list[tuple[str, list[Entry]]]:
    """Return what a round is made of, to read: each list that has rows, with its title."""
    found = [
        ("Đoàn giám sát", [_seat_to_read(one) for one in made_of.seats]),
        ("Thành phần đơn vị mời dự", [attendee_entry(one) for one in made_of.attendees]),
        ("Chương trình làm việc", [step_entry(one) for one in made_of.steps]),
        ("Tài liệu đơn vị gửi", [paper_entry(one) for one in made_of.papers]),
    ]
    return [(title, entries) for title, entries in found if entries]


def _seat_to_read(seat: Seat) -> Entry:
    found = seat_entry(seat)
    element = "gap" if found.element == "gap" else ""
    words = found.words
    if seat.title and found.element != "em":
        words = f"{words}, {seat.title}"
    return Entry(seat, words, element, tags=found.tags)
