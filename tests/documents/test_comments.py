"""Comments on a draft: asked, given, decided; versions compared; the signed scan."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.documents.papers import approved, draft, issued, reworded
from tests.forms import FormOnPage, forms_of
from tests.handed_in import jpeg, pdf
from tests.queries import MOST, counted
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document, DocumentComment, DocumentStep, StoredFile
from webapp.documents.road import commenting, services
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.milestones.models import Milestone

SignIn = Callable[[str], FlaskClient]
BY = date(2024, 1, 18)


def asked(world: World, *usernames: str, document: Document | None = None) -> list[DocumentComment]:
    people = [world.user(name) for name in usernames or ("member",)]
    paper = document or draft(world)
    return commenting.ask(paper, people, BY, "Xem lại kiến nghị", world.user("planner"))


def form_at(client: FlaskClient, address: str, action: str = "") -> FormOnPage:
    (form,) = [form for form in forms_of(client, address) if form.action.endswith(action)]
    return form


def owed(comment: DocumentComment) -> Milestone | None:
    return engine.find("comment", "document_comment", comment.id)


def test_whoever_is_asked_owes_a_comment(world: World) -> None:
    first, second = asked(world, "member", "leader")
    milestone = owed(first)
    assert milestone is not None
    assert (milestone.user_id, milestone.anchor_on) == (world.user("member").id, BY)
    assert [one.subject_id for one in milestones.due_for(world.user("leader"))] == [second.id]
    assert [one.kind for one in milestones.due_for(world.user("member2"))] == []
    (message,) = milestones.messages_for(world.user("member"))
    assert "hạn 18/01/2024" in message.text


def test_a_comment_is_given_and_decided(world: World) -> None:
    (comment,) = asked(world)
    member, planner = world.user("member"), world.user("planner")
    with pytest.raises(services.NotReady):
        commenting.decide(comment, "taken", "", planner)
    commenting.answer(comment, "Nêu rõ thời hạn.", member)
    milestone = owed(comment)
    assert milestone is not None
    assert milestone.done_at is not None
    assert "đã góp ý" in milestones.messages_for(planner)[0].text
    commenting.decide(comment, "refused", "Thời hạn đã có ở mục 3", planner)
    assert "Không tiếp thu góp ý của đồng chí" in milestones.messages_for(member)[0].text
    with pytest.raises(services.NotReady):
        commenting.answer(comment, "Nói lại.", member)
    steps = db.session.scalars(select(DocumentStep).order_by(DocumentStep.id)).all()
    assert [step.action for step in steps] == ["composed", "asked", "commented", "decided"]
    assert [step.content is not None for step in steps] == [True, False, False, False]


def test_nobody_is_asked_twice_at_once(world: World) -> None:
    document = draft(world)
    (first,) = asked(world, "member", document=document)
    with pytest.raises(services.NotReady):
        asked(world, "member", document=document)
    assert len(asked(world, "member", "leader", document=document)) == 1
    commenting.answer(first, "Đồng ý.", world.user("member"))
    assert len(asked(world, "member", document=document)) == 1


def test_an_approved_paper_waits_for_no_comment(world: World) -> None:
    document = draft(world)
    late, given = asked(world, "member", "leader", document=document)
    commenting.answer(given, "Đồng ý.", world.user("leader"))
    services.submit(document, world.user("planner"))
    with pytest.raises(services.NotReady, match="Chưa xử lý góp ý của: Người leader"):
        services.approve(document, world.user("leader"))
    commenting.decide(given, "taken", "", world.user("planner"))
    services.approve(document, world.user("leader"))
    assert owed(late) is None
    assert owed(given) is not None
    with pytest.raises(services.NotReady):
        commenting.answer(late, "Muộn", world.user("member"))
    with pytest.raises(services.NotReady):
        asked(world, "member2", document=document)


def test_only_those_who_work_on_papers_are_asked(world: World) -> None:
    document = draft(world)
    names = [one.username for one in commenting.people(document, world.user("admin"))]
    assert names == ["leader", "member", "member2", "planner"]


def test_who_asks_and_who_was_asked_and_owes_an_answer_are_not_offered(world: World) -> None:
    document, planner = draft(world), world.user("planner")
    (comment,) = asked(world, "member", document=document)
    names = [one.username for one in commenting.people(document, planner)]
    assert names == ["leader", "member2"]
    commenting.answer(comment, "Đồng ý.", world.user("member"))
    names = [one.username for one in commenting.people(document, planner)]
    assert names == ["leader", "member", "member2"]


def test_comments_by_clicks(world: World, sign_in: SignIn) -> None:
    at = f"/documents/{draft(world).id}"
    member_id = world.user("member").id
    planner, member = sign_in("planner"), sign_in("member")
    form = form_at(planner, f"{at}/comments/new")
    assert form.send(planner).status_code == 422
    sent = form.send(planner, people=[str(member_id)], due_on="2024-01-18")
    assert sent.status_code == 303
    assert "Góp ý dự thảo thông báo kết quả" in member.get("/").text
    comment = db.session.scalars(select(DocumentComment)).one()
    page = f"/documents/comments/{comment.id}"
    assert page in member.get("/").text
    answer = form_at(member, page)
    assert answer.send(member, text=" ").status_code == 422
    assert answer.send(member, text="Nêu rõ <b>thời hạn</b>.").status_code == 303
    assert "Nêu rõ &lt;b&gt;thời hạn" in planner.get(at).text
    decision = form_at(planner, page, "decision")
    refused = decision.send(planner, decision="refused", reason="")
    assert refused.status_code == 422
    assert "phải nêu lý do" in refused.text
    assert decision.send(planner, decision="taken").status_code == 303
    assert "Tiếp thu" in member.get(page).text
    assert forms_of(member, page)[0].action.endswith("decision")  # nothing left to answer


@pytest.mark.parametrize(
    ("person", "read", "answer", "decide"),
    [
        ("member2", 200, 403, 422),
        ("leader", 200, 403, 403),
        ("reader", 200, 403, 403),
        ("office", 403, 403, 403),
        ("stranger", 404, 404, 404),
    ],
)
def test_who_may_do_what_with_a_comment(
    world: World, sign_in: SignIn, person: str, read: int, answer: int, decide: int
) -> None:
    (comment,) = asked(world)
    commenting.answer(comment, "Đồng ý.", world.user("member"))
    page = f"/documents/comments/{comment.id}"
    client = sign_in(person)
    assert client.get(page).status_code == read
    assert client.post(page, data={"text": "a"}).status_code == answer
    sent = client.post(f"{page}/decision", data={"decision": "refused"})
    assert sent.status_code == decide


def test_a_comment_of_another_issuer_cannot_be_asked_for(world: World, sign_in: SignIn) -> None:
    at = f"/documents/{draft(world).id}/comments/new"
    planner = sign_in("planner")
    stranger = world.user("stranger").id
    for value in (str(stranger), "x", "9" * 20):
        form = form_at(planner, at)
        assert form.send(planner, people=[value], due_on="2024-01-18").status_code == 422
    assert form_at(planner, at).send(planner, due_on="2024-01-14").status_code == 422
    assert sign_in("member").get(at).status_code == 403
    assert sign_in("stranger").get(at).status_code == 404


def test_asking_about_an_approved_paper_is_refused(world: World, sign_in: SignIn) -> None:
    at = f"/documents/{approved(world).id}/comments/new"
    assert sign_in("planner").get(at).status_code == 409


def test_a_comment_changed_in_two_windows(world: World, sign_in: SignIn) -> None:
    (comment,) = asked(world)
    page = f"/documents/comments/{comment.id}"
    member = sign_in("member")
    one, other = form_at(member, page), form_at(member, page)
    assert one.send(member, text="Bản thứ nhất.").status_code == 303
    clash = other.send(member, text="Bản thứ hai.")
    assert clash.status_code == 409
    assert "Bản thứ nhất." in clash.text
    assert "Bản thứ hai." in clash.text


def test_two_people_decide(world: World, sign_in: SignIn) -> None:
    (comment,) = asked(world)
    commenting.answer(comment, "Đồng ý.", world.user("member"))
    page = f"/documents/comments/{comment.id}"
    planner, member = sign_in("planner"), sign_in("member2")
    hers, his = form_at(planner, page, "decision"), form_at(member, page, "decision")
    assert hers.send(planner, decision="taken").status_code == 303
    clash = his.send(member, decision="refused", reason="Trùng mục 3")
    assert clash.status_code == 409
    assert "Trùng mục 3" in clash.text


REST = ("Đảng viên dự đủ.", "Đề nghị thực hiện.")


def rewritten(world: World) -> Document:
    document = draft(world)
    paper = reworded(services.paper_of(document), "I- Ưu điểm", "Chi bộ sinh hoạt đúng giờ.", *REST)
    services.rewrite(document, paper, world.user("member"))
    return document


def test_two_versions_are_compared(world: World, sign_in: SignIn) -> None:
    document = rewritten(world)
    services.submit(document, world.user("planner"))
    at = f"/documents/{document.id}"
    leader = sign_in("leader")
    assert f"{at}/compare?new=" in leader.get(at).text
    text = leader.get(f"{at}/compare").text
    assert "Sửa <strong>1</strong> đoạn" in text
    assert '<del><span class="visually-hidden">[bỏ: </span>ngày<' in text
    assert '<ins><span class="visually-hidden">[thêm: </span>giờ<' in text
    first = db.session.scalars(select(DocumentStep.id).order_by(DocumentStep.id)).first()
    assert "giống nhau" in leader.get(f"{at}/compare?old={first}&new={first}").text
    assert "giống nhau" in leader.get(f"{at}/compare?new={first}").text


def test_what_changed_since_it_was_returned(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    services.submit(document, world.user("planner"))
    services.send_back(document, world.user("leader"), "Sửa câu đầu")
    leader = sign_in("leader")
    returned = db.session.scalars(
        select(DocumentStep.id).where(DocumentStep.action == "returned")
    ).one()
    link = f"/documents/{document.id}/compare?old={returned}"
    assert link in leader.get(f"/documents/{document.id}").text
    assert "giống nhau" in leader.get(link).text
    paper = services.paper_of(document)
    texts = ("I- Ưu điểm", "Chi bộ sinh hoạt nền nếp.", "Đề nghị thực hiện.")
    services.rewrite(document, reworded(paper, *texts), world.user("planner"))
    assert "nền nếp" in leader.get(link).text


def test_versions_of_another_paper_are_not_there(world: World, sign_in: SignIn) -> None:
    mine, other = draft(world, subject=1), draft(world, subject=2)
    step = db.session.scalars(
        select(DocumentStep.id).where(DocumentStep.document_id == other.id)
    ).one()
    at = f"/documents/{mine.id}/compare"
    planner = sign_in("planner")
    assert planner.get(f"{at}?old={step}").status_code == 404
    assert planner.get(f"{at}?new={step}").status_code == 404
    assert planner.get(f"{at}?old=99999999999999&new=-1").status_code in (200, 404)
    assert sign_in("stranger").get(at).status_code == 404
    assert sign_in("office").get(at).status_code == 403


def test_an_issued_paper_reads_as_issued_whatever_comes(world: World, sign_in: SignIn) -> None:
    document = issued(world)
    at = f"/documents/{document.id}"
    office = sign_in("office")
    before = office.get(f"{at}/paper.pdf").data
    services.withdraw(document, world.user("planner"), "Đổi lịch")
    issued(world)
    page = office.get(at).text
    assert f"{at}/paper.pdf?kept" in page  # as it was issued; the other is marked
    assert office.get(f"{at}/paper.pdf?kept=1").data == before
    assert office.get(f"{at}/paper.pdf").data != before
    assert "Đã thay thế" in page
    assert "Đổi lịch" in page
    assert "01-TB/BTCTU" in page


def test_the_signed_scan_lies_beside_the_issued_paper(world: World, sign_in: SignIn) -> None:
    document = issued(world)
    at = f"/documents/{document.id}"
    planner = sign_in("planner")
    before = planner.get(f"{at}/paper.pdf").data
    form = form_at(planner, f"{at}/scan/new")
    sent = form.send(planner, file=(BytesIO(pdf("scan")), "Bản ký.pdf"))
    assert sent.status_code == 303
    assert planner.get(f"{at}/paper.pdf").data == before
    office = sign_in("office")
    assert office.get(f"{at}/scan").data == pdf("scan")
    assert "Xem bản ký, đóng dấu" in office.get(at).text
    assert "Bản ký.pdf" in planner.get(at).text
    again = form_at(planner, f"{at}/scan/new")
    assert again.send(planner, file=(BytesIO(jpeg()), "rõ hơn.jpg")).status_code == 303
    assert office.get(f"{at}/scan").mimetype == "image/jpeg"
    kept = db.session.scalars(select(StoredFile.name).order_by(StoredFile.id)).all()
    assert kept[-2:] == ["Bản ký.pdf", "rõ hơn.jpg"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"MZ"])
def test_a_scan_that_is_no_scan(world: World, sign_in: SignIn, content: bytes) -> None:
    at = f"/documents/{issued(world).id}/scan/new"
    planner = sign_in("planner")
    sent = form_at(planner, at).send(planner, file=(BytesIO(content), "a.pdf"))
    assert sent.status_code == 422
    assert form_at(planner, at).send(planner).status_code == 422
    assert sign_in("leader").get(at).status_code == 403


def test_a_draft_takes_no_scan(world: World, sign_in: SignIn) -> None:
    assert sign_in("planner").get(f"/documents/{draft(world).id}/scan/new").status_code == 409
    assert sign_in("planner").get(f"/documents/{draft(world).id}/scan").status_code == 404


def test_nobody_approves_a_text_they_have_not_read(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    services.submit(document, world.user("planner"))
    at = f"/documents/{document.id}"
    leader = sign_in("leader")
    seen = form_at(leader, at, "approve")
    paper = reworded(services.paper_of(document), "I- Ưu điểm", "Câu khác.", "Hết.")
    services.rewrite(document, paper, world.user("planner"))
    refused = seen.send(leader)
    assert refused.status_code == 409
    assert "đọc lại" in refused.text
    assert form_at(leader, at, "approve").send(leader).status_code == 303


def test_the_queries_of_a_paper_are_bounded(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    at = f"/documents/{document.id}"
    planner = sign_in("planner")
    few = counted(planner, at)
    for comment in asked(world, "member", "member2", "leader", document=document):
        commenting.answer(comment, "Đồng ý.", world.user("member"))
        commenting.decide(comment, "taken", "", world.user("planner"))
    for _ in range(5):
        services.rewrite(document, services.paper_of(document), world.user("planner"))
    assert counted(planner, at) == few <= MOST
    assert counted(planner, f"{at}/compare") <= MOST
    page = f"/documents/comments/{comment.id}"
    assert counted(planner, page) <= MOST
