"""What an administrator does about the register: one function each, one transaction each."""

from collections.abc import Iterable, Mapping

from sqlalchemy import exists, select, update

from webapp.administration.forms.registers import TermForm
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.models import Document, RegisterCounter, RegisterTerm
from webapp.documents.register import numbers
from webapp.organizations.models import Issuer

IN_USE = "Nhiệm kỳ này đã có văn bản lấy số, không xóa được."
NAME_IN_USE = "Sổ đã có văn bản ghi dưới tên này."


def save_term(term: RegisterTerm, form: TermForm) -> None:
    """Add or change a term; what was numbered under its old name goes under the new one.

    Raises `Refused` for a name that papers outside of the term bear.
    """
    old, new = term.name if term.id else "", form.name.data
    if new != old and _is_used(term.issuer_id, new):
        raise Refused(NAME_IN_USE)
    form.fill(term)
    db.session.add(term)
    if old and new != old:
        for table in (Document, RegisterCounter):
            db.session.execute(
                update(table)
                .where(table.issuer_id == term.issuer_id, table.period == old)
                .values(period=new)
                .execution_options(synchronize_session=False)
            )
    db.session.commit()


def remove_term(term: RegisterTerm) -> None:
    """Remove a term under which nothing was numbered. Raises `Refused` for another."""
    if _is_used(term.issuer_id, term.name):
        raise Refused(IN_USE)
    db.session.delete(term)
    db.session.commit()


def put_term_back(term: RegisterTerm, others: Iterable[RegisterTerm]) -> None:
    """Add a term that was removed once more. Raises `Refused` where another has its days."""
    if twin := next((one for one in others if one.span.meets(term.span)), None):
        raise Refused(f"Không khôi phục được: nhiệm kỳ {twin.name} đã gồm những ngày này.")
    db.session.add(term)
    db.session.flush()


def change_counting(issuer: Issuer, way: str, lasts: Mapping[str, int]) -> None:
    """Count by *way* from today on, each symbol after its last number.

    A number above that was given meanwhile stays the last. Raises `NumberRefused` where today is
    a day of no term.
    """
    issuer.numbers_restart = way
    db.session.flush()
    today = clock.today()
    known = numbers.lasts_of(issuer, numbers.span_of(issuer, today))
    for symbol, last in lasts.items():
        if last > known.get(symbol, 0):
            numbers.start_at(issuer, symbol, today, last)
    db.session.commit()


def _is_used(issuer_id: int, name: str) -> bool:
    return any(
        db.session.scalar(
            select(exists().where(table.issuer_id == issuer_id, table.period == name))
        )
        for table in (Document, RegisterCounter)
    )
