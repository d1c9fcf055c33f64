"""What an organization that ended leaves behind goes to its heirs: all of it in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, update

from webapp.accounts import services as accounts
from webapp.accounts.models import OFFICE, User
from webapp.attending.models import Recommendation
from webapp.core.db import db
from webapp.followup import queries as followup
from webapp.followup.services import hand_over as hand_over_recommendations
from webapp.milestones import heirs
from webapp.milestones.services import notify, people_of
from webapp.notices.models import Notice
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.plans.round_models import Seat
from webapp.plans.services.dues import ABOUT
from webapp.submissions.models import Submission
from webapp.submissions.paper_models import PaperRequest, UnitPaper
from webapp.visits.models import Choice

# What belongs to an assignment goes with it.
GOING_ALONG = (Notice, Choice, Submission, PaperRequest, UnitPaper)


@dataclass
class Carried:
    """What one heir is given, counted."""

    accounts: int = 0
    assignments: int = 0
    duties: int = 0
    recommendations: int = 0
    seats: int = 0

    @property
    def words(self) -> str:
        """What it is, as a list in a sentence."""
        counted = (
            (self.assignments, "phân công"),
            (self.duties, "việc phải làm"),
            (self.recommendations, "kiến nghị"),
            (self.seats, "chỗ trong Đoàn giám sát"),
            (self.accounts, "tài khoản"),
        )
        return ", ".join(f"{count} {what}" for count, what in counted if count)


@dataclass(frozen=True)
class Carrying:
    """What goes where: to one heir each; None stays. An account of `locked` is locked."""

    accounts: Mapping[User, Organization] = field(default_factory=dict)
    locked: Sequence[User] = ()
    assignments: tuple[Sequence[Assignment], Organization | None] = ((), None)
    duties: Organization | None = None
    recommendations: tuple[Sequence[Recommendation], Organization | None] = ((), None)
    seats: tuple[Sequence[Seat], Organization | None] = ((), None)


def carry(ended: Organization, what: Carrying, who: User) -> dict[Organization, Carried]:
    """Give heirs what an organization left behind; who gets it is told, once. Commits.

    Returns what each heir was given. An assignment that the heir has itself stays.
    """
    given: dict[Organization, Carried] = {}

    def of(heir: Organization) -> Carried:
        return given.setdefault(heir, Carried())

    for person, heir in what.accounts.items():
        person.organization_id = heir.id
        of(heir).accounts += 1
    for person in what.locked:
        accounts.lock(person)
    if to := what.assignments[1]:
        of(to).assignments = _assignments(what, to, ended)
    if to := what.recommendations[1]:
        hand_over_recommendations(what.recommendations[0], ended, to, who)
        of(to).recommendations = len(what.recommendations[0])
    if to := what.duties:
        db.session.flush()  # what went with assignments is no longer its own
        of(to).duties = heirs.hand_over_all(ended, to, but=(followup.SUBJECT,))
    if to := what.seats[1]:
        of(to).seats = _seats(what, to)
    given = {heir: carried for heir, carried in given.items() if carried != Carried()}
    db.session.flush()
    _tell(ended, what, given, who)
    db.session.commit()
    return given


def _assignments(what: Carrying, heir: Organization, ended: Organization) -> int:
    rows = what.assignments[0]
    taken = {
        (one.activity_id, one.month)
        for one in db.session.execute(
            select(Assignment.activity_id, Assignment.month).where(
                Assignment.organization_id == heir.id
            )
        )
    }
    going = [one for one in rows if (one.activity_id, one.month) not in taken]
    for one in going:
        one.organization_id = heir.id
        heirs.hand_over_open((ABOUT, one.id), heir)
    for table in GOING_ALONG:
        db.session.execute(
            update(table)
            .where(
                table.assignment_id.in_([one.id for one in going]),
                table.organization_id == ended.id,
            )
            .values(organization_id=heir.id)
        )
    return len(going)


def _seats(what: Carrying, heir: Organization) -> int:
    for one in what.seats[0]:
        one.body = heir.name
    return len(what.seats[0])


def _tell(
    ended: Organization, what: Carrying, given: Mapping[Organization, Carried], who: User
) -> None:
    """Tell each person once: of the own account, or of what the own body was given."""
    monitors = {one.monitor_id for one in what.recommendations[0] if one.monitor_id}
    monitors = monitors if what.recommendations[1] in given else set()
    told = {who.id}
    for person, heir in what.accounts.items():
        words = f"Tài khoản của đồng chí đã chuyển từ {ended.name} sang {heir.name}"
        also = f"; {heir.name} tiếp nhận {given[heir].words} của {ended.name}"
        notify({person.id} - told, f"{words}{also if person.is_any(OFFICE) else ''}.", "/")
        told.add(person.id)
    for heir, carried in given.items():
        people = {*people_of(heir.issuer_id, OFFICE, organization=heir)}
        people |= monitors if heir == what.recommendations[1] else set()
        href = (
            "/recommendations"
            if carried == Carried(recommendations=carried.recommendations)
            else "/"
        )
        words = f"{heir.name} tiếp nhận {carried.words} của {ended.name}."
        notify(people - told, words, href)
        told |= people
