"""Bringing a plan in from a file: all of it, or nothing and every fault told."""

from collections.abc import Sequence

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.organizations.models import Organization
from webapp.plans import queries, twins
from webapp.plans.file.faults import Fault
from webapp.plans.file.reading import Read, read
from webapp.plans.file.values import planted
from webapp.plans.models import Plan
from webapp.plans.unit_names import UnitNames, UnknownUnit
from webapp.rules.names import identity


class Faulty(ValueError):
    """A file that is not brought in: what is wrong in it, and which units are not known here."""

    def __init__(self, faults: Sequence[Fault], unknown: Sequence[Fault] = ()) -> None:
        super().__init__("the file has faults")
        self.faults, self.unknown = list(faults), list(unknown)


def bring_in(text: str, who: User, *, leave_out: bool = False, again: bool = False) -> Plan:
    """Make a draft plan of *who*'s body from a file, in one transaction.

    Units that are not known here are left out where the person said so; *again* says that a plan
    of that year and title is there already and another is meant. Raises `Faulty`, or `Refused`
    for a twin, and then nothing was written.
    """
    found = read(text)
    if found.faults or found.whole is None:
        raise Faulty(found.faults)
    unknown = _find_units(found, who)
    if unknown and not leave_out:
        raise Faulty([], unknown)
    head = found.whole.head
    twin = None if again else twins.twin_of(who, head["year"], head["title"])
    if twin is not None:
        raise Refused(twins.told(twin))
    plan = planted(found.whole, who)
    db.session.commit()
    return plan


def _find_units(found: Read, who: User) -> list[Fault]:
    """Give each activity the units it names; return those that are not known, once each."""
    assert found.whole is not None
    head = Plan(issuer_id=who.issuer_id, year=found.whole.head["year"])
    units = queries.committees(head)
    known = UnitNames(units)
    unknown: dict[str, Fault] = {}
    for work, named, teams in zip(found.whole.works, found.named, found.teams, strict=True):
        meant: dict[str, Organization] = {}
        for name, month in named:
            try:
                unit = meant[identity(name.name)] = known.meant(name.name)
            except UnknownUnit as unclear:
                unknown.setdefault(identity(name.name), Fault(name.line, str(unclear)))
            else:
                work.units.append((unit, month))
        for team, names in zip(work.teams, teams, strict=True):
            team.units = [meant[key] for one in names if (key := identity(one.name)) in meant]
    return list(unknown.values())
