"""Bringing a plan in from a file: all of it, or nothing and every fault told."""

from collections.abc import Sequence

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.organizations.models import Organization
from webapp.plans import queries
from webapp.plans.file_in import Fault, Read, read
from webapp.plans.models import Plan
from webapp.plans.whole import planted
from webapp.rules import text as words


class Faulty(ValueError):
    """A file that is not brought in: what is wrong in it, and which units are not known here."""

    def __init__(self, faults: Sequence[Fault], unknown: Sequence[Fault] = ()) -> None:
        super().__init__("the file has faults")
        self.faults, self.unknown = list(faults), list(unknown)


def bring_in(text: str, who: User, *, leave_out: bool = False) -> Plan:
    """Make a draft plan of *who*'s body from a file, in one transaction.

    Units that are not known here are left out where the person said so. Raises `Faulty`, and
    then nothing was written.
    """
    found = read(text)
    if found.faults or found.whole is None:
        raise Faulty(found.faults)
    unknown = _find_units(found, who)
    if unknown and not leave_out:
        raise Faulty([], unknown)
    plan = planted(found.whole, who)
    db.session.commit()
    return plan


def _find_units(found: Read, who: User) -> list[Fault]:
    """Give each activity the units it names; return those that are not known, once each."""
    assert found.whole is not None
    head = Plan(issuer_id=who.issuer_id, year=found.whole.head["year"])
    known = {_key(one.name): one for one in reversed(queries.committees(head))}
    unknown: dict[str, Fault] = {}
    for work, named in zip(found.whole.works, found.named, strict=True):
        for name, month in named:
            unit: Organization | None = known.get(_key(name.name))
            if unit is not None:
                work.units.append((unit, month))
            else:
                told = f"ở đây không có đơn vị “{name.name}”."
                unknown.setdefault(_key(name.name), Fault(name.line, told))
    return list(unknown.values())


def _key(name: str) -> str:
    return " ".join(words.clean(name).casefold().split())
