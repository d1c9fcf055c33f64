"""Every page that a person can open, on a telephone and at 200 % zoom: it fits, axe is content."""

from datetime import date
from typing import Any

import pytest
from flask import Flask, url_for

from tests.browser.conftest import Person, Site
from tests.full_world import ids
from tests.world import World


def addresses(app: Flask) -> list[str]:
    """Every address that can be opened, with the numbers of a world after a year of work."""
    with app.test_request_context():
        values: dict[str, Any] = dict(ids(World()))
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        return sorted(
            url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
            for rule in rules
            if rule.arguments <= values.keys()
        )


def open_all(person: Person, paths: list[str]) -> int:
    """Open every address that is a whole page for this person; return how many are."""
    opened = 0
    for path in paths:
        answer = person.page.request.get(path)
        is_page = answer.text().lstrip().startswith("<!doctype") if answer.ok else False
        if is_page and answer.url.endswith(path):
            person.open(path)
            opened += 1
    return opened


@pytest.mark.parametrize("site", ["telephone", "zoomed"], indirect=True)
@pytest.mark.parametrize(
    ("username", "under", "at_least"),
    [("office", "/", 15), ("planner", "/", 40), ("admin", "/administration/", 10)],
)
def test_every_page_fits(site: Site, username: str, under: str, at_least: int) -> None:
    with site.app.app_context():
        paths = [path for path in addresses(site.app) if path.startswith(under)]
    site.live_on(date(2024, 3, 20))
    assert open_all(site.person(username), paths) >= at_least
