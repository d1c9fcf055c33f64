"""What an administrator does about the letterhead: one function each, one transaction each."""

from sqlalchemy.exc import IntegrityError

from webapp.administration.forms.letterheads import HeadForm
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.organizations import history, letterheads
from webapp.organizations.letterheads import IssuerHead
from webapp.organizations.models import Issuer
from webapp.rules.letterheads import Question

TWICE = "Đã có đầu văn bản từ ngày này."


def add(issuer: Issuer, form: HeadForm) -> None:
    """Let another letterhead hold from a day on. Raises Refused for a day that has one."""
    values = {name: form[name].data for name in letterheads.FIELDS}
    letterheads.begin(issuer, form["since"].data, values)
    _keep(issuer)


def change(issuer: Issuer, head: IssuerHead, form: HeadForm) -> None:
    """Change a letterhead or its day. Raises Refused for a day that has another."""
    form.fill(head)
    _keep(issuer)


def remove(issuer: Issuer, head: IssuerHead) -> None:
    """Let the letterhead before this one go on."""
    db.session.delete(head)
    _keep(issuer)


def put_back(issuer: Issuer, head: IssuerHead) -> None:
    """Add a letterhead that was removed once more. Does not commit."""
    db.session.add(head)
    db.session.flush()
    history.settle_soon(issuer.id)


def answer(issuer: Issuer, question: Question, *, follows: bool) -> None:
    """Let the letterhead follow a renaming from its day on, or keep it as it is, knowingly."""
    values = letterheads.head_on(issuer, question.on).values
    if follows:
        values[question.line] = question.new_line
    letterheads.begin(issuer, question.on, values)
    _keep(issuer)


def _keep(issuer: Issuer) -> None:
    try:
        with db.session.begin_nested():
            db.session.flush()
    except IntegrityError:
        db.session.rollback()
        raise Refused(TWICE) from None
    history.settle_soon(issuer.id)
    db.session.commit()
