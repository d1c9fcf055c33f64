"""Two people at one form: who saves over the other's change gets both texts, and loses nothing."""

from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.forms import Control, FormOnPage, forms_of
from tests.full_world import Values
from tests.test_bad_input import first_in
from tests.test_routes import addresses, fill, rows

# Every page with a plain form that shows something stored, so that it can clash.
CLASHING = {
    "administration.edit_day",
    "administration.edit_head",
    "administration.edit_organization",
    "administration.edit_person",
    "administration.edit_phrase",
    "administration.edit_term",
    "administration.edit_text",
    "administration.settings",
    "documents.certify",
    "documents.comment",
    "organizations.edit_level",
    "plans.basis",
    "plans.edit",
    "plans.row",
    "rounds.put_off",
    "rounds.seat",
    "rounds.session",
    "submissions.outline",
}

# These need more than one text to be valid, or save field by field (findings, preparation): they
# are tried with two people in the tests of their own rooms.
OTHERWISE_TRIED = {
    "documents.correct",
    "documents.edit",
    "documents.show",
    "followup.show",
    "grassroots.ask_withdraw",
    "grassroots.report",
    "grassroots.undo_no_show",
    "leaving.hand_over",
    "notices.change",
    "notices.edit",
    "observations.edit",
    "plans.committee_plan",
    "submissions.edit",
    "visits.answer_person",
}


def versioned(form: FormOnPage) -> bool:
    # Where a form has several parts each has a version of its own: "version_12".
    return any(one.name.split("_")[0] == "version" and one.value for one in form.controls)


def a_text(form: FormOnPage) -> Control | None:
    """Return something in the form that takes any text."""
    texts = [c for c in form.controls if c.kind in ("text", "textarea") and c.name]
    return next((c for c in texts if "number" not in c.name), None)


@pytest.mark.parametrize("endpoint", sorted(CLASHING))
def test_both_texts_are_shown(
    app: Flask, full: Values, sign_in: Callable[[str], FlaskClient], endpoint: str
) -> None:
    cells = next(cells for method, name, cells in rows() if (method, name) == ("GET", endpoint))
    person = first_in(cells)
    assert person
    address = fill(addresses(app)["GET", endpoint], endpoint, full)
    first, second = sign_in(person), sign_in(person)
    hers, his = (
        next(form for form in forms_of(client, address) if versioned(form) and a_text(form))
        for client in (first, second)
    )
    control = a_text(hers)
    assert control
    saved = hers.send(first, **{control.name: "Bản của người thứ nhất"})
    assert saved.status_code == 303
    clash = his.send(second, **{control.name: "Bản của người thứ hai"})
    assert clash.status_code == 409
    assert "Bản của người thứ nhất" in unescape(clash.text)
    assert "Bản của người thứ hai" in unescape(clash.text)


def test_no_form_with_a_version_is_left_out(
    app: Flask, full: Values, sign_in: Callable[[str], FlaskClient]
) -> None:
    found = set()
    for method, endpoint, cells in rows():
        person = first_in(cells)
        if method != "GET" or not person:
            continue
        client = sign_in(person)
        address = fill(addresses(app)["GET", endpoint], endpoint, full)
        answer = client.get(address)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            forms = forms_of(client, address)
            if any(versioned(form) and a_text(form) for form in forms):
                found.add(endpoint)
    assert found - CLASHING <= OTHERWISE_TRIED, found - CLASHING
