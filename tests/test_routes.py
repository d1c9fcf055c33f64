"""Who may open what: every route of the program in one table, tried as everybody.

`ok` means that the person is let through (200, 204, 303, or told what is wrong: 400, 409, 422);
403 that their part does not include it; 404 that for them there is no such thing; `in` that they
are sent to sign in. A route that has no row here fails, and so does a row that has no route.
"""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.full_world import ids
from tests.world import World

# The office that owns the rows, its colleague, another committee's, a self-run committee's, the
# board's people, and the planner and administrator of another issuer.
PEOPLE = (
    "office",
    "colleague",
    "other",
    "selfrun",
    "planner",
    "leader",
    "member",
    "reader",
    "admin",
    "stranger",
    "nobody",
)
LET_THROUGH = {200, 204, 303, 400, 409, 422}

TABLE = """
GET  accounts.password                ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
POST accounts.password                ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
GET  accounts.sign_in                 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
POST accounts.sign_in                 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
POST accounts.sign_out                ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
GET  administration.add_day           403 403 403 403 403 403 403 403 ok  ok  in
POST administration.add_day           403 403 403 403 403 403 403 403 ok  ok  in
GET  administration.add_organization  403 403 403 403 403 403 403 403 ok  404 in
POST administration.add_organization  403 403 403 403 403 403 403 403 ok  404 in
GET  administration.add_person        403 403 403 403 403 403 403 403 ok  ok  in
POST administration.add_person        403 403 403 403 403 403 403 403 ok  ok  in
GET  administration.add_phrase        403 403 403 403 403 403 403 403 ok  ok  in
POST administration.add_phrase        403 403 403 403 403 403 403 403 ok  ok  in
GET  administration.calendar          403 403 403 403 403 403 403 403 ok  ok  in
GET  administration.edit_day          403 403 403 403 403 403 403 403 ok  404 in
POST administration.edit_day          403 403 403 403 403 403 403 403 ok  404 in
GET  administration.edit_organization 403 403 403 403 403 403 403 403 ok  404 in
POST administration.edit_organization 403 403 403 403 403 403 403 403 ok  404 in
GET  administration.edit_person       403 403 403 403 403 403 403 403 ok  404 in
POST administration.edit_person       403 403 403 403 403 403 403 403 ok  404 in
GET  administration.edit_phrase       403 403 403 403 403 403 403 403 ok  404 in
POST administration.edit_phrase       403 403 403 403 403 403 403 403 ok  404 in
GET  administration.edit_text         403 403 403 403 403 403 403 403 ok  ok  in
POST administration.edit_text         403 403 403 403 403 403 403 403 ok  ok  in
GET  administration.organizations     403 403 403 403 403 403 403 403 ok  ok  in
GET  administration.people            403 403 403 403 403 403 403 403 ok  ok  in
GET  administration.phrases           403 403 403 403 403 403 403 403 ok  ok  in
POST administration.preview_text      403 403 403 403 403 403 403 403 ok  ok  in
POST administration.remove_day        403 403 403 403 403 403 403 403 ok  404 in
POST administration.remove_phrase     403 403 403 403 403 403 403 403 ok  404 in
POST administration.reset_password    403 403 403 403 403 403 403 403 ok  404 in
POST administration.restore_text      403 403 403 403 403 403 403 403 ok  ok  in
GET  administration.rubric            403 403 403 403 403 403 403 403 ok  ok  in
GET  administration.settings          403 403 403 403 403 403 403 403 ok  ok  in
POST administration.settings          403 403 403 403 403 403 403 403 ok  ok  in
GET  administration.texts             403 403 403 403 403 403 403 403 ok  ok  in
POST attending.add_paper              ok  ok  404 404 403 403 403 403 403 403 in
POST attending.add_photo              403 403 403 403 ok  403 ok  403 403 404 in
GET  attending.attendees              ok  ok  404 404 ok  ok  ok  ok  ok  404 in
POST attending.complete               403 403 403 403 ok  403 ok  403 403 404 in
POST attending.compose_letter         403 403 403 403 ok  403 ok  403 403 404 in
POST attending.compose_minutes        403 403 403 403 ok  403 ok  403 403 404 in
GET  attending.findings               403 403 403 403 ok  ok  ok  ok  ok  404 in
POST attending.mark_ready             ok  ok  404 404 ok  403 ok  403 403 404 in
GET  attending.missing                403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  attending.note_form              403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  attending.prepare                ok  ok  404 404 ok  ok  ok  ok  ok  404 in
GET  attending.programme              ok  ok  404 404 ok  ok  ok  ok  ok  404 in
POST attending.remove_paper           ok  ok  404 404 403 403 403 403 403 403 in
POST attending.remove_photo           403 403 403 403 ok  403 ok  403 403 404 in
POST attending.reopen                 403 403 403 403 ok  403 403 403 403 404 in
POST attending.save_attendees         ok  ok  404 404 403 403 403 403 403 403 in
POST attending.save_field             403 403 403 403 ok  403 ok  403 403 404 in
POST attending.save_preparation       ok  ok  404 404 403 403 403 403 403 403 in
POST attending.save_session           403 403 403 403 ok  403 ok  403 403 404 in
POST attending.say_ready              ok  ok  404 404 403 403 403 403 403 403 in
GET  attending.session                403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  attending.service_worker         ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
GET  attending.show                   ok  ok  404 404 ok  ok  ok  ok  ok  404 in
POST attending.take_back_ready        ok  ok  404 404 ok  403 ok  403 403 404 in
GET  attending.tablet                 ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
GET  attending.tablet_session         ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
POST documents.acknowledge            ok  ok  404 404 403 403 403 403 403 403 in
POST documents.approve                403 403 403 403 403 ok  403 403 403 404 in
GET  documents.ask                    403 403 403 403 ok  403 403 403 403 404 in
POST documents.ask                    403 403 403 403 ok  403 403 403 403 404 in
GET  documents.certify                403 403 403 403 ok  ok  ok  403 403 404 in
POST documents.certify                403 403 403 403 ok  ok  ok  403 403 404 in
GET  documents.comment                403 403 403 403 ok  ok  ok  ok  ok  404 in
POST documents.comment                403 403 403 403 403 403 ok  403 403 404 in
GET  documents.compare                403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  documents.copy                   403 403 403 403 ok  403 403 403 403 404 in
POST documents.copy                   403 403 403 403 ok  403 403 403 403 404 in
GET  documents.correct                403 403 403 403 ok  403 403 403 403 404 in
POST documents.correct                403 403 403 403 ok  403 403 403 403 404 in
POST documents.decide                 403 403 403 403 ok  403 ok  403 403 404 in
GET  documents.docx                   403 403 403 403 ok  ok  ok  403 403 404 in
GET  documents.edit                   403 403 403 403 ok  ok  ok  403 403 404 in
POST documents.edit                   403 403 403 403 ok  ok  ok  403 403 404 in
GET  documents.file                   ok  ok  404 404 ok  ok  ok  ok  ok  404 in
GET  documents.index                  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
POST documents.issue                  403 403 403 403 ok  ok  403 403 403 404 in
GET  documents.keep_scan              403 403 403 403 ok  403 403 403 403 404 in
POST documents.keep_scan              403 403 403 403 ok  403 403 403 403 404 in
GET  documents.pdf                    ok  ok  404 404 ok  ok  ok  ok  ok  404 in
GET  documents.record                 403 403 403 403 ok  403 403 403 403 ok  in
POST documents.record                 403 403 403 403 ok  403 403 403 403 ok  in
GET  documents.register_pdf           403 403 403 403 ok  ok  ok  ok  ok  ok  in
GET  documents.scan                   ok  ok  404 404 ok  ok  ok  ok  ok  404 in
POST documents.send_back              403 403 403 403 403 ok  403 403 403 404 in
GET  documents.show                   ok  ok  404 404 ok  ok  ok  ok  ok  404 in
POST documents.submit                 403 403 403 403 ok  403 ok  403 403 404 in
POST documents.take_back              403 403 403 403 ok  403 ok  403 403 404 in
POST documents.withdraw               403 403 403 403 ok  ok  403 403 403 404 in
POST followup.answer                  ok  ok  404 404 403 403 403 403 403 403 in
POST followup.decide                  403 403 403 403 ok  403 ok  403 403 404 in
GET  followup.index                   ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
GET  followup.show                    ok  ok  404 404 ok  ok  ok  ok  ok  404 in
GET  good_models.index                ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
POST grassroots.add_wish              403 403 403 403 ok  ok  ok  403 403 ok  in
POST grassroots.announce              403 403 403 403 ok  403 403 403 403 404 in
GET  grassroots.calendar              403 403 403 403 ok  ok  ok  ok  ok  404 in
POST grassroots.change_line           403 403 403 403 ok  403 403 403 403 404 in
POST grassroots.compose_month_report  403 403 403 403 ok  403 403 403 403 404 in
POST grassroots.compose_quick_report  403 403 403 403 ok  403 403 403 403 404 in
GET  grassroots.index                 403 403 403 403 ok  ok  ok  ok  ok  ok  in
GET  grassroots.line                  403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  grassroots.month                 403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  grassroots.no_show               403 403 403 403 ok  ok  ok  ok  ok  404 in
POST grassroots.note_no_show          403 403 403 403 ok  403 ok  403 403 404 in
POST grassroots.propose               403 403 403 403 ok  403 403 403 403 404 in
POST grassroots.publish               403 403 403 403 ok  403 403 403 403 404 in
POST grassroots.release               403 403 403 403 ok  403 403 403 403 404 in
POST grassroots.remove_wish           403 403 403 403 ok  403 ok  403 403 404 in
GET  grassroots.report                403 403 403 403 ok  ok  ok  ok  ok  404 in
POST grassroots.save_report           403 403 403 403 ok  403 ok  403 403 404 in
GET  grassroots.wishes                403 403 403 403 ok  ok  ok  ok  ok  ok  in
GET  health.healthz                   ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok
GET  milestones.home                  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
POST milestones.read_messages         ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
GET  notices.change                   ok  ok  404 404 ok  403 403 403 403 404 in
POST notices.change                   ok  ok  404 404 ok  403 403 403 403 404 in
GET  notices.edit                     ok  ok  404 404 ok  403 403 403 403 404 in
POST notices.edit                     ok  ok  404 404 ok  403 403 403 403 404 in
GET  notices.index                    ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
GET  notices.margin                   ok  ok  404 404 ok  403 403 403 403 404 in
GET  notices.organizations            ok  ok  404 404 ok  403 403 403 403 404 in
GET  notices.receipt                  ok  ok  404 404 ok  ok  ok  ok  ok  404 in
GET  notices.show                     ok  ok  404 404 ok  ok  ok  ok  ok  404 in
POST notices.tally                    ok  ok  404 404 ok  403 403 403 403 404 in
GET  observations.edit                403 403 403 403 ok  403 ok  403 403 404 in
POST observations.edit                403 403 403 403 ok  403 ok  403 403 404 in
GET  observations.gathered            403 403 403 403 ok  ok  ok  ok  ok  ok  in
GET  observations.index               403 403 403 403 ok  ok  ok  ok  ok  ok  in
GET  observations.note                403 403 403 403 ok  ok  ok  403 403 ok  in
POST observations.note                403 403 403 403 ok  ok  ok  403 403 ok  in
POST observations.remove              403 403 403 403 ok  403 ok  403 403 404 in
GET  organizations.add_level          403 403 403 403 403 403 403 403 ok  ok  in
POST organizations.add_level          403 403 403 403 403 403 403 403 ok  ok  in
GET  organizations.change             403 403 403 403 403 403 403 403 ok  404 in
POST organizations.change             403 403 403 403 403 403 403 403 ok  404 in
GET  organizations.changes            403 403 403 403 ok  ok  ok  ok  ok  ok  in
GET  organizations.edit_level         403 403 403 403 403 403 403 403 ok  404 in
POST organizations.edit_level         403 403 403 403 403 403 403 403 ok  404 in
POST organizations.hand_over          403 403 403 403 ok  403 403 403 403 404 in
GET  organizations.index              403 403 403 403 ok  ok  ok  ok  ok  ok  in
GET  organizations.left_open          403 403 403 403 ok  ok  ok  ok  ok  ok  in
GET  organizations.levels             403 403 403 403 ok  ok  ok  ok  ok  ok  in
GET  organizations.show               403 403 403 403 ok  ok  ok  ok  ok  404 in
POST organizations.undo               403 403 403 403 403 403 403 403 ok  404 in
GET  plans.activities                 403 403 403 403 ok  403 403 403 403 404 in
GET  plans.activity                   403 403 403 403 ok  403 403 403 403 404 in
POST plans.assign                     403 403 403 403 ok  403 403 403 403 404 in
POST plans.assign_all                 403 403 403 403 ok  403 403 403 403 404 in
GET  plans.assignment                 403 403 403 403 ok  403 403 403 403 404 in
POST plans.assignment                 403 403 403 403 ok  403 403 403 403 404 in
GET  plans.assignments                403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  plans.bases                      403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  plans.basis                      403 403 403 403 ok  403 403 403 403 404 in
POST plans.basis                      403 403 403 403 ok  403 403 403 403 404 in
GET  plans.bring_in                   403 403 403 403 ok  403 403 403 403 ok  in
POST plans.bring_in                   403 403 403 403 ok  403 403 403 403 ok  in
POST plans.cite                       403 403 403 403 ok  403 403 403 403 404 in
GET  plans.committee_plan             ok  ok  ok  ok  ok  ok  ok  ok  ok  404 in
POST plans.compose                    403 403 403 403 ok  403 403 403 403 404 in
GET  plans.contents                   403 403 403 403 ok  403 403 403 403 404 in
GET  plans.create                     403 403 403 403 ok  403 403 403 403 ok  in
POST plans.create                     403 403 403 403 ok  403 403 403 403 ok  in
GET  plans.edit                       403 403 403 403 ok  403 403 403 403 404 in
POST plans.edit                       403 403 403 403 ok  403 403 403 403 404 in
GET  plans.export                     403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  plans.index                      ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
GET  plans.lines                      403 403 403 403 ok  403 403 403 403 404 in
POST plans.move_row                   403 403 403 403 ok  403 403 403 403 404 in
GET  plans.moved                      403 403 403 403 ok  403 403 403 403 404 in
GET  plans.new_basis                  403 403 403 403 ok  403 403 403 403 404 in
POST plans.new_basis                  403 403 403 403 ok  403 403 403 403 404 in
GET  plans.new_row                    403 403 403 403 ok  403 403 403 403 404 in
POST plans.new_row                    403 403 403 403 ok  403 403 403 403 404 in
POST plans.remove_assignment          403 403 403 403 ok  403 403 403 403 404 in
POST plans.remove_row                 403 403 403 403 ok  403 403 403 403 404 in
GET  plans.row                        403 403 403 403 ok  403 403 403 403 404 in
POST plans.row                        403 403 403 403 ok  403 403 403 403 404 in
POST plans.save_committee_plan        ok  ok  ok  ok  403 403 403 403 403 403 in
GET  plans.show                       ok  ok  ok  ok  ok  ok  ok  ok  ok  404 in
GET  reports.assignment               ok  ok  404 404 ok  ok  ok  ok  ok  404 in
POST reports.compose_synthesis        403 403 403 403 ok  403 403 403 403 404 in
GET  reports.latest                   403 403 403 403 ok  ok  ok  ok  ok  ok  in
GET  reports.show_heard               403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  reports.show_synthesis           403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  reports.year                     403 403 403 403 ok  ok  ok  ok  ok  404 in
POST rounds.announce                  403 403 403 403 ok  403 403 403 403 404 in
POST rounds.choose                    403 403 403 403 ok  403 403 403 403 404 in
GET  rounds.index                     403 403 403 403 ok  ok  ok  ok  ok  ok  in
POST rounds.invite                    403 403 403 403 ok  403 403 403 403 404 in
POST rounds.leave_out                 403 403 403 403 ok  403 403 403 403 404 in
GET  rounds.papers_due                403 403 403 403 ok  403 403 403 403 404 in
POST rounds.papers_due                403 403 403 403 ok  403 403 403 403 404 in
GET  rounds.put_off                   403 403 403 403 ok  403 403 403 403 404 in
POST rounds.put_off                   403 403 403 403 ok  403 403 403 403 404 in
POST rounds.report                    403 403 403 403 ok  403 403 403 403 404 in
GET  rounds.seat                      403 403 403 403 ok  403 403 403 403 404 in
POST rounds.seat                      403 403 403 403 ok  403 403 403 403 404 in
GET  rounds.session                   403 403 403 403 ok  403 403 403 403 404 in
POST rounds.session                   403 403 403 403 ok  403 403 403 403 404 in
GET  rounds.show                      403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  rounds.units                     403 403 403 403 ok  ok  ok  ok  ok  404 in
POST submissions.answer               ok  ok  404 404 403 403 403 403 403 403 in
POST submissions.ask                  403 403 403 403 ok  403 ok  403 403 404 in
GET  submissions.edit                 404 404 404 ok  403 403 403 403 403 403 in
POST submissions.edit                 404 404 404 ok  403 403 403 403 403 403 in
GET  submissions.index                403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  submissions.open_paper           ok  ok  404 404 ok  ok  ok  ok  ok  404 in
GET  submissions.outline              ok  ok  404 404 403 403 403 403 403 403 in
GET  submissions.outline_docx         ok  ok  404 404 404 404 404 404 404 404 in
GET  submissions.outline_pdf          ok  ok  404 404 404 404 404 404 404 404 in
GET  submissions.receipt              404 404 404 ok  ok  ok  ok  ok  ok  404 in
POST submissions.save_part            ok  ok  404 404 403 403 403 403 403 403 in
POST submissions.send_paper           ok  ok  404 404 403 403 403 403 403 403 in
GET  submissions.show                 404 404 404 ok  ok  ok  ok  ok  ok  404 in
GET  submissions.show_papers          ok  ok  404 404 ok  ok  ok  ok  ok  404 in
GET  submissions.show_request         ok  ok  404 404 ok  ok  ok  ok  ok  404 in
GET  submissions.side_by_side         403 403 403 403 ok  ok  ok  ok  ok  404 in
GET  submissions.spreadsheet          403 403 403 403 ok  ok  ok  ok  ok  404 in
POST submissions.submit               ok  ok  404 404 403 403 403 403 403 403 in
POST submissions.take_back            ok  404 404 404 403 403 403 403 403 403 in
POST visits.amend                     403 403 403 403 ok  403 403 403 403 404 in
POST visits.announce                  403 403 403 403 ok  403 403 403 403 404 in
GET  visits.choose                    403 403 403 403 ok  ok  ok  ok  ok  404 in
POST visits.close_choice              403 403 403 403 ok  403 403 403 403 404 in
GET  visits.index                     ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
POST visits.invite                    403 403 403 403 ok  403 403 403 403 404 in
POST visits.reopen_choice             403 403 403 403 ok  403 403 403 403 404 in
GET  visits.roster                    403 403 403 403 ok  ok  ok  ok  ok  ok  in
POST visits.save_team                 403 403 403 403 ok  403 403 403 403 404 in
GET  visits.team                      403 403 403 403 ok  ok  ok  ok  ok  404 in
POST visits.tick                      403 403 403 403 ok  403 403 403 403 404 in
"""
DRAFTS = {"documents.ask", "documents.edit", "documents.submit"}
COPIES = {"documents.certify"}
ENTERED = {"documents.correct"}
SESSIONS = {
    "attending.attendees",
    "attending.compose_minutes",
    "attending.mark_ready",
    "attending.programme",
    "attending.save_attendees",
    "attending.save_session",
    "attending.session",
    "attending.take_back_ready",
}
# What a unit reports on a round, by an outline, and the papers beside it.
OF_A_ROUND = {
    "submissions.answer",
    "submissions.ask",
    "submissions.open_paper",
    "submissions.outline",
    "submissions.outline_docx",
    "submissions.outline_pdf",
    "submissions.save_part",
    "submissions.send_paper",
    "submissions.show_papers",
    "submissions.show_request",
    "submissions.side_by_side",
    "submissions.spreadsheet",
    "submissions.submit",
    "submissions.take_back",
}
TEXTS = {"kind": "plan", "part": "aims"}  # of the administrator's pages
QUERY = {
    "plans.moved": "?source=model-1-du-sinh-hoat-hang-thang",
    "plans.new_row": "?under=purpose",
}
CHANGING = {"organizations.change": "merged"}  # a kind of change, of the organization known


def rows() -> list[tuple[str, str, list[str]]]:
    split = [line.split() for line in TABLE.strip().splitlines()]
    return [(method, endpoint, cells) for method, endpoint, *cells in split]


def addresses(app: Flask) -> dict[tuple[str, str], str]:
    """Return the rule of every route by method and endpoint, files of the browser left out."""
    return {
        (method, rule.endpoint): rule.rule
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
        if rule.endpoint != "static"
    }


def test_every_route_has_a_row(app: Flask) -> None:
    assert {(method, endpoint) for method, endpoint, _ in rows()} == set(addresses(app))


def test_every_view_says_who_may_use_it(app: Flask) -> None:
    unguarded = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and not hasattr(view, "permit")
    ]
    assert unguarded == []


def test_numbers_in_addresses_are_numbers(app: Flask) -> None:
    numbered = [rule.rule for rule in app.url_map.iter_rules() if "_id>" in rule.rule]
    assert [rule for rule in numbered if rule.count("_id>") != rule.count("<int:")] == []


def answered(client: FlaskClient, method: str, address: str) -> str:
    answer = client.open(address, method=method)
    if answer.status_code == 302 and answer.location.startswith("/sign-in"):
        return "in"
    return "ok" if answer.status_code in LET_THROUGH else str(answer.status_code)


def fill(rule: str, endpoint: str, values: dict[str, int | str]) -> str:
    """Return a rule with the world's numbers in it."""
    if endpoint in OF_A_ROUND:
        of_round = {"activity_id": values["round_id"]}
        values = {**values, **of_round, "assignment_id": values["round_assignment_id"]}
    elif endpoint.startswith("submissions."):
        values = {**values, "assignment_id": values["own_assignment_id"]}
    if endpoint.startswith("rounds."):
        values = {
            **values,
            "activity_id": values["round_id"],
            "assignment_id": values["unit_assignment_id"],
        }
    if endpoint.startswith("grassroots."):
        of_room = ("visit_id", "meeting_id")
        values = {**values, "activity_id": values["grassroots_id"]}
        values |= {name: values[f"grassroots_{name}"] for name in of_room}
    if endpoint in DRAFTS:
        values = {**values, "document_id": values["draft_id"]}
    if endpoint in SESSIONS:
        values = {**values, "visit_id": values["session_visit_id"]}
    if endpoint in ENTERED:
        values = {**values, "document_id": values["entered_id"]}
    if endpoint in COPIES:
        values = {**values, "document_id": values["copy_id"]}
    if endpoint.startswith("administration."):
        values = {**values, **TEXTS}
    if endpoint in CHANGING:
        rule += f"?id={values['organization_id']}"
        values = {**values, "kind": CHANGING[endpoint]}
    for name, value in values.items():
        rule = rule.replace(f"<int:{name}>", str(value)).replace(f"<{name}>", str(value))
    return rule + QUERY.get(endpoint, "")


@pytest.mark.parametrize(
    ("method", "endpoint", "cells"), [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in rows()]
)
def test_a_route_is_open_to_whom_the_table_says(
    app: Flask,
    world: World,
    sign_in: Callable[[str], FlaskClient],
    method: str,
    endpoint: str,
    cells: list[str],
) -> None:
    address = fill(addresses(app)[method, endpoint], endpoint, ids(world))
    assert "<" not in address, f"nothing known for {address}"
    found = {}
    for person in PEOPLE:
        client = app.test_client() if person == "nobody" else sign_in(person)
        found[person] = answered(client, method, address)
    assert found == dict(zip(PEOPLE, cells, strict=True)), address
