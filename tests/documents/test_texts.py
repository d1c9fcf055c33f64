"""Standing texts: the defaults make sense, the office's own take their place."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from tests.documents.papers import issued
from tests.world import World
from webapp.attending.services import letters
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import tree
from webapp.documents.kinds import PAPERS
from webapp.documents.models import Document, TemplateText
from webapp.documents.road.services import paper_of
from webapp.documents.texts import wording
from webapp.documents.texts.places import PLACES
from webapp.plans import queries
from webapp.plans.models import Plan
from webapp.plans.paper import plan as plan_paper
from webapp.reports.papers import synthesis as synthesis_paper
from webapp.rules import text as words
from webapp.rules.terms import PARTY
from webapp.visits.services import announcing

ALL = [(kind.key, part) for kind in PAPERS for part in kind.texts]


@pytest.mark.parametrize(("kind", "part"), ALL)
def test_a_default_text_may_be_saved_as_it_is(kind: str, part: str) -> None:
    standing = PAPERS[kind].texts[part]
    assert wording.problem(PAPERS[kind], part, standing.default) == ""
    assert words.clean(standing.default) == standing.default
    found = set(re.findall(r"{(\w+)}", standing.default))
    own = set(PARTY.words) - set(standing.places)  # words of the body's kind fill themselves in
    assert found - own == set(standing.places)
    assert "{" not in wording.example(PAPERS[kind], part, standing.default)


def test_every_place_is_used_and_said_what_it_is() -> None:
    used: set[str] = set()
    for kind in PAPERS:
        names = {name for text in kind.texts.values() for name in text.places}
        assert all(all(kind.meaning(name)) for name in names)
        used |= names
    assert used == {*PLACES, *(name for kind in PAPERS for name in kind.places)}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Gửi {unt} và {x}", "Không có chỗ điền {unt}, {x}. Dùng được: {month} (tháng dự)"),
        ("Gửi {unit", "chỉ dùng quanh tên chỗ điền"),
        ("Gửi }{", "chỉ dùng quanh tên chỗ điền"),
        ("Gửi {{unit}}", "chỉ dùng quanh tên chỗ điền"),
        ("Gửi {}", "Không có chỗ điền {}"),
        ("Gửi {" + "a" * 1000 + "}", "a" * 40 + "}"),
        ("Gửi {unit.__class__}", "Không có chỗ điền {unit.__class__}"),
        ("Gửi 😀", "Phông chữ không có ký tự: 😀"),
    ],
)
def test_a_wording_that_cannot_be_filled_is_told(typed: str, told: str) -> None:
    assert told in wording.problem(PAPERS["announcement"], "summary", typed)


def test_a_text_without_places_says_so() -> None:
    assert "không có chỗ điền nào" in wording.problem(PAPERS["announcement"], "visits", "{unit}")


def test_a_value_is_never_read_as_a_place() -> None:
    text = wording.Wording(PAPERS["announcement"], {})
    assert text("summary", month="{unit}", unit="B") == "Lịch dự, giám sát sinh hoạt {unit} tại B"


def test_all_places_must_be_given_and_no_others() -> None:
    text = wording.Wording(PAPERS["announcement"], {"summary": "Lịch dự"})
    assert text("summary", month="a", unit="b") == "Lịch dự"
    with pytest.raises(TypeError):
        text("summary", month="a")
    with pytest.raises(TypeError):
        text("visits", unit="a")


def test_recipients_are_lines() -> None:
    text = wording.Wording(PAPERS["invitation"], {"recipients": "{guests}\n\n  Lưu  \n"})
    guests = "Văn phòng\nBan Tuyên giáo\nVăn Phòng"
    lines = text.lines("recipients", guests=guests, issuer_code="BTCTU")
    assert lines == ("Văn phòng", "Ban Tuyên giáo", "Lưu")


def test_two_administrators_who_write_a_text_first(world: World) -> None:
    issuer = world.issuer.id
    wording.save(issuer, PAPERS["plan"], "aims", "I- MỤC ĐÍCH")
    db.session.add(TemplateText(issuer_id=issuer, kind="plan", part="aims", text="x"))
    original, wording.stored = wording.stored, lambda *_: None  # neither saw the other's
    try:
        with pytest.raises(StaleDataError):
            wording.save(issuer, PAPERS["plan"], "aims", "I- YÊU CẦU")
    finally:
        wording.stored = original
    db.session.rollback()
    assert db.session.scalars(select(TemplateText.text)).all() == ["I- MỤC ĐÍCH"]


def own_texts(world: World) -> None:
    """Word every text of every kind anew: its kind and part, and all its places."""
    for kind, part in ALL:
        places = " ".join(f"{{{name}}}" for name in PAPERS[kind].texts[part].places)
        db.session.add(
            TemplateText(
                issuer_id=world.issuer.id, kind=kind, part=part, text=f"<{kind}.{part}> {places}"
            )
        )
    db.session.commit()


def said(paper: tree.Paper, kind: str) -> set[str]:
    """The parts of the office's own texts that a paper holds."""
    return set(re.findall(rf"<{kind}\.(\w+)>", "\n".join(tree.strings(paper))))


def test_every_kind_speaks_the_offices_words(world: World) -> None:
    own_texts(world)
    planner = world.user("planner")
    plan = db.session.get_one(
        Plan, world.plan.id, options=queries.FULL_PLAN, populate_existing=True
    )
    overview = queries.overview(plan, clock.today())
    paper = plan_paper.paper_of(plan, world.issuer, overview)
    assert said(paper, "plan") >= {"aims", "contents", "books", "recipients", "signatory", "how"}
    visit = world.visit()
    announcement = paper_of(announcing.announce(world.assignment(), planner))
    assert said(announcement, "announcement") >= {"summary", "bases", "lead", "closing", "visits"}
    assert announcement.signatures[0].name == "<announcement.signatory> Trần Văn Mẫu"
    invitation = paper_of(announcing.invite(world.assignment(), planner))
    assert said(invitation, "invitation") >= {"addressee", "lead", "chair", "documents"}
    visit.held_at = clock.now()
    letter = paper_of(letters.compose(visit, planner))
    assert said(letter, "result_letter") >= {"summary", "lead", "time", "follow", "recipients"}
    report = paper_of(synthesis_paper.compose(world.plan, planner))
    assert said(report, "synthesis") >= {"summary", "lead", "noticed", "mended", "timeliness"}


def test_another_issuer_keeps_the_default(world: World) -> None:
    own_texts(world)
    stranger = world.user("stranger").issuer_id
    assert (
        wording.wording_for(stranger, PAPERS["plan"])("aims")
        == PAPERS["plan"].texts["aims"].default
    )


def test_what_was_issued_keeps_its_words(world: World) -> None:
    before = paper_of(issued(world))
    own_texts(world)
    document = db.session.scalars(select(Document).where(Document.kind == "result_letter")).one()
    assert paper_of(document) == before


def test_who_signs_is_printed_as_typed() -> None:
    signed = wording.Wording(PAPERS["result_letter"], {}).signature(
        "TM. *BAN*", "[[BÍ THƯ", "A*B", "party"
    )
    printed = [tree.words(text) for text in (signed.authority, signed.position, signed.name)]
    assert printed == ["TM. *BAN*", "[[BÍ THƯ", "A*B"]
