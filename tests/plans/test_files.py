"""A plan as a file: out, in again, and what is told of a broken one."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.round_world import RoundWorld, add_round
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.plans import file_in, file_views, importing, queries, services
from webapp.plans import file_shape as shape
from webapp.plans.file_in import LARGEST, Read, read
from webapp.plans.file_out import written
from webapp.plans.models import (
    ACTIVITY_KINDS,
    ANCHORS_OF,
    DUTIES_OF,
    DUTY_OWNERS,
    EACH,
    FOR_ALL,
    MONTHLY,
    PARTS,
    Activity,
    Assignment,
    BasisPaper,
    Plan,
    PlanLine,
)
from webapp.plans.round_models import OUTLINE_KINDS, Seat
from webapp.plans.whole import Group, Part, Whole, Work, planted, taken
from webapp.rules import text as words

PLAN = st.integers(1990, 2080)
DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))
# What people type, what YAML takes for something else, and what must not break a line.
ODD = st.sampled_from(
    ["có", "null", "~", "2024", "1.0", "- x", "# y", "a: b", "&a *a", "'", '"', "\\n"]
)
TEXT = st.one_of(
    ODD,
    # No form lets a NUL in, and PostgreSQL keeps none.
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=120
    ).filter(lambda text: bool(_shown(text))),
    st.lists(ODD, min_size=2, max_size=4).map("\n".join),
    st.lists(ODD, min_size=30, max_size=40).map("  ".join),
)
LINE = TEXT.map(lambda text: text[:100]).filter(lambda text: bool(_shown(text)))
SHORT = LINE.map(lambda text: text[:40]).filter(lambda text: bool(_shown(text)))
MAYBE = st.just("") | LINE
RULES = st.sampled_from(["30 days before", "7 working days after", "before day 20", "at 17:00"])


def _shown(text: str) -> str:
    return words.clean(text)


def rows(of: dict[str, st.SearchStrategy[Any]], most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(st.fixed_dictionaries(of), max_size=most)


FIGURES = rows({"label": LINE, "unit": st.just("") | SHORT}, 2)
ITEMS = rows({"text": TEXT, "is_record_book": st.booleans()})
GROUPS = st.lists(st.builds(Group, TEXT, ITEMS), max_size=2)
SPAN = st.tuples(DAYS, DAYS).map(sorted)
MOMENT = st.datetimes(datetime(1990, 1, 1), datetime(2080, 1, 1)).map(
    lambda one: one.replace(second=0, microsecond=0, tzinfo=clock.LOCAL)
)


@st.composite
def rounds(draw: Any) -> dict[str, Any]:
    (opens, closes), covered = draw(SPAN), draw(st.none() | SPAN)
    return {
        "topic": draw(MAYBE),
        "opens_on": opens,
        "closes_on": closes,
        "units_wanted": draw(st.none() | st.integers(1, 999)),
        "covered_from": covered and covered[0],
        "covered_to": covered and covered[1],
        "kick_off_at": draw(st.none() | MOMENT),
        "kick_off_place": draw(MAYBE),
        "kick_off_people": draw(MAYBE),
    }


@st.composite
def outline(draw: Any) -> list[Part]:
    parts = []
    for kind in draw(st.lists(st.sampled_from(sorted(OUTLINE_KINDS)), max_size=3)):
        values = {
            "level": draw(st.integers(1, 3)),
            "kind": kind,
            "title": draw(TEXT),
            "hint": draw(MAYBE),
            "columns": draw(st.lists(SHORT, min_size=1, max_size=3)) if kind == "table" else [],
            "is_optional": draw(st.booleans()),
        }
        parts.append(Part(values, draw(FIGURES) if kind == "figures" else []))
    return parts


@st.composite
def works(draw: Any) -> Work:
    kind = draw(st.sampled_from(sorted(ACTIVITY_KINDS)))
    head = {"kind": kind, "title": draw(TEXT), "minimum_thematic": draw(st.integers(0, 99))}
    work = Work(head | {"wanted": draw(st.none() | st.integers(1, 999))})
    for owed in draw(st.sets(st.sampled_from(DUTIES_OF[kind]))) if DUTIES_OF[kind] else ():
        anchors = [one for one in ANCHORS_OF[kind] if owed not in FOR_ALL or one not in EACH]
        anchor = draw(st.sampled_from(anchors))
        duty = {"kind": owed, "label": draw(LINE), "rule": draw(RULES), "anchor": anchor}
        duty |= {"owner": draw(st.sampled_from(sorted(DUTY_OWNERS)))}
        work.duties.append(duty | {"fixed_on": draw(DAYS) if anchor == "fixed" else None})
    if kind == "round":
        work.round = draw(st.none() | rounds())
        work.groups, work.outline = draw(GROUPS), draw(outline())
        seat = {
            "title": LINE,
            "body": MAYBE,
            "role": st.sampled_from(["deputy", "secretary", "member"]),
        }
        work.seats = draw(rows(seat))
        least = {"label": LINE, "least": st.integers(0, 9), "most": st.none() | st.integers(9, 99)}
        work.attendees = draw(rows(least | {"is_required": st.booleans()}))
        step = {"text": TEXT, "speaker": MAYBE, "minutes": st.none() | st.integers(1, 600)}
        work.steps = draw(rows(step))
        work.papers = draw(rows({"label": TEXT, "is_optional": st.booleans()}))
    if kind == "ongoing":
        work.topics = draw(rows({"text": TEXT, "basis": MAYBE}))
    if kind in ("self_run", "round"):
        work.figures = draw(FIGURES)
    return work


@st.composite
def wholes(draw: Any) -> Whole:
    names = ("opening", "closing", "authority", "signing_position", "signatory")
    more = ("co_authority", "co_position", "co_signatory")
    head = {name: draw(MAYBE) for name in (*names, *more)}
    head |= {"year": draw(PLAN), "title": draw(LINE), "reaches_all": draw(st.booleans())}
    basis = {"kind": SHORT, "symbol": SHORT, "issued_by": LINE, "about": LINE, "issued_on": DAYS}
    return Whole(
        head | {"co_style": draw(st.sampled_from(["party", "youth"]))},
        draw(rows(basis)),
        draw(st.dictionaries(st.sampled_from(list(PARTS)), st.lists(TEXT, min_size=1, max_size=3))),
        draw(GROUPS),
        draw(st.lists(works(), max_size=3)),
    )


def whole_plan(plan_id: int) -> Plan:
    db.session.expire_all()
    statement = select(Plan).where(Plan.id == plan_id).options(*queries.WHOLE)
    return db.session.scalars(statement).unique().one()


def exported(plan: Plan) -> str:
    return written(taken(whole_plan(plan.id)))


@pytest.fixture
def made(world: World) -> RoundWorld:
    return add_round(world)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(whole=wholes(), data=st.data())
def test_what_goes_out_comes_in_the_same(
    app: Flask, world: World, whole: Whole, data: st.DataObject
) -> None:
    who = world.user("planner")
    head = Plan(issuer_id=who.issuer_id, year=whole.head["year"])
    units = list(queries.committees(head))
    for work in whole.works:
        if work.values["kind"] == "ongoing":
            continue
        monthly = work.values["kind"] in MONTHLY
        months = [date(whole.head["year"], n, 1) if monthly else None for n in (1, 3, 12)]
        places = st.tuples(st.sampled_from(units), st.sampled_from(months if monthly else [None]))
        work.units = data.draw(st.lists(places, max_size=6, unique=True))
    first = exported(planted(whole, who))
    assert read(first).faults == []
    again = importing.bring_in(first, who)
    assert exported(again) == first


def test_the_known_plan_comes_in_the_same(world: World, made: RoundWorld) -> None:
    text = exported(world.plan)
    for said in (
        "trích yếu: Dự, giám sát sinh hoạt thường kỳ của đảng ủy, chi bộ năm 2024",
        "  - loại: Kiểm tra, giám sát theo đợt",
        "      từ ngày: 11/03/2024",
        "      triển khai lúc: 20/02/2024 09:00",
        "        thời hạn: trước 30 ngày",
        "        - 03/2024",
        "          - Đảng bộ huyện Nhơn Trạch",
        "        chức vụ: Chuyên viên",
    ):
        assert said in text
    for secret in ("Người member", "member2", "user", "null"):
        assert secret not in text
    again = importing.bring_in(text, world.user("planner"))
    assert exported(again) == text
    assert [one.role for one in db.session.scalars(select(Seat).where(Seat.user_id.is_(None)))]


def counts() -> list[int]:
    tables = (Plan, Activity, PlanLine, BasisPaper, Assignment, Seat)
    return [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


BROKEN = [
    ("thời hạn: trước 30 ngày", "thời hạn: khi nào xong", "Không hiểu quy tắc thời hạn này"),
    ("loại: Tự giám sát cả năm", "loại: Tự làm", "không có lựa chọn “Tự làm”"),
    ("từ ngày: 11/03/2024", "từ ngày: 31/02/2024", "Ngày không hợp lệ"),
    ("đến ngày: 22/03/2024", "đến ngày: 01/03/2024", "không được trước ngày bắt đầu"),
    ("bắt buộc mời: có", "bắt buộc mời: chắc", "phải là “có” hoặc “không”"),
    ("sổ sách: có", "sổ sach: có", "không hiểu mục “sổ sach”"),
    ("- 03/2024", "- 03/2025", "không phải một tháng của năm kế hoạch"),
    ("năm: 2024", "năm: hai nghìn", "Phải là một số nguyên"),
    ("vai trò: Thư ký", "vai trò: Trưởng đoàn", "đoàn chỉ có một Trưởng đoàn"),
    ("năm: 2024", "năm: 2024\nnăm: 2025", "mục “năm” có hai lần"),
    ("việc: Lựa chọn buổi dự", "việc: Đăng ký lịch sinh hoạt", "chỉ có một thời hạn"),
]


@pytest.mark.parametrize(("was", "now", "told"), BROKEN)
def test_a_fault_is_told_with_its_line_and_nothing_is_written(
    world: World, made: RoundWorld, was: str, now: str, told: str
) -> None:
    text = exported(world.plan)
    assert was in text
    line = text[: text.index(was)].count("\n") + 1 + now.count("\n")
    before = counts()
    with pytest.raises(importing.Faulty) as refused:
        importing.bring_in(text.replace(was, now, 1), world.user("planner"))
    fault = next(one for one in refused.value.faults if told in one.words)
    near = {"đoàn chỉ": 20, "chỉ có một thời hạn": 20}
    off = next((lines for said, lines in near.items() if said in told), 0)
    assert 0 <= line - fault.line <= off
    assert counts() == before


def test_every_fault_is_told_at_once(world: World) -> None:
    text = "phiên bản tệp: 2\nnăm: x\nlạ: 1\nhoạt động:\n  - loại: Sai\n    tên: [1]\n"
    told = [str(fault) for fault in read(text).faults]
    assert told == [
        "Dòng 1: tệp phải có “phiên bản tệp: 1”.",
        "Dòng 1: “trích yếu”: Không được để trống.",
        "Dòng 2: “năm”: Phải là một số nguyên.",
        "Dòng 3: không hiểu mục “lạ”.",
        "Dòng 5: không có lựa chọn “Sai”. Chọn một trong: "
        + "; ".join(ACTIVITY_KINDS.values())
        + ".",
        "Dòng 6: chỗ này phải là chữ, không phải danh sách hay mục con.",
    ]


BOMB = "a: &a [x]\n" + "\n".join(f"b{n}: [*a, *a]" for n in range(9))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Dòng 1: tệp không có nội dung"),
        (BOMB, "Dòng 2: không dùng ký hiệu & và *"),
        ("x" * (LARGEST + 1), "Dòng 1: tệp quá lớn"),
        ("[" * 50, "Dòng 1: tệp lồng quá sâu"),
        ("năm: 2024\n  trích: [", "Dòng"),
        ("năm: 2024\ntrích yếu: Sinh ho\ufffdt", "Dòng 2: có chữ không đọc được"),
        ("năm: 2024\na\x00b", "Dòng 2: có ký tự không dùng được"),
        ("!!python/object/apply:os.system [ls]", "Dòng 1: chỗ này phải là các mục"),
        ("- 1\n- 2", "Dòng 1: chỗ này phải là các mục"),
        ("---\na: 1\n---\nb: 2", "Dòng 3: không đọc được"),
    ],
)
def test_no_file_does_harm(world: World, text: str, told: str) -> None:
    found = read(text)
    assert str(found.faults[0]).startswith(told)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_is_read_without_a_crash(app: Flask, text: str) -> None:
    assert isinstance(read(text), Read)
    assert read(text).faults


def test_unknown_units_are_told_and_left_out_only_if_asked(world: World) -> None:
    text = exported(world.plan).replace("Đảng bộ huyện Tân Phú", "Đảng bộ huyện Tân Quý")
    who, before = world.user("planner"), counts()
    with pytest.raises(importing.Faulty) as refused:
        importing.bring_in(text, who)
    assert refused.value.faults == []
    (unknown,) = refused.value.unknown
    assert unknown.words == "ở đây không có đơn vị “Đảng bộ huyện Tân Quý”."
    assert text.splitlines()[unknown.line - 1].strip() == "- Đảng bộ huyện Tân Quý"
    assert counts() == before
    plan = importing.bring_in(text, who, leave_out=True)
    given_to = [row.organization.short_name for row in queries.assignments(plan)]
    assert given_to == ["Nhơn Trạch", "Long Thành"] or sorted(given_to) == [
        "Long Thành",
        "Nhơn Trạch",
    ]


def test_bases_of_the_register_are_cited_not_doubled(world: World) -> None:
    paper = services.add_basis(
        world.plan,
        {
            "kind": "Hướng dẫn",
            "symbol": "12-HD/BTCTW",
            "issued_on": date(2018, 7, 6),
            "issued_by": "Ban Tổ chức Trung ương",
            "about": "về sinh hoạt chi bộ",
        },
    )
    text = exported(world.plan)
    plan = importing.bring_in(text, world.user("planner"))
    assert [one.id for one in whole_plan(plan.id).bases] == [paper.id]
    stranger = world.user("stranger")
    elsewhere = importing.bring_in(text, stranger, leave_out=True)
    (copied,) = whole_plan(elsewhere.id).bases
    assert copied.id != paper.id
    assert copied.issuer_id == stranger.issuer_id


def test_a_long_text_stands_in_a_block(world: World) -> None:
    services.change(world.plan, {"opening": "Một câu dài. " * 20 + "\nDòng hai."})
    text = exported(world.plan)
    assert "lời dẫn: |" in text
    assert shape.FORMAT in text


def test_a_plan_goes_out_and_in_on_the_screen(
    world: World, made: RoundWorld, sign_in: Callable[[str], FlaskClient]
) -> None:
    client, place = sign_in("planner"), f"/plans/{world.plan.id}/file"
    answer = client.get(place)
    assert answer.mimetype == "application/yaml"
    assert "attachment" in answer.headers["Content-Disposition"]
    content = answer.data
    assert content.decode().startswith("phiên bản tệp: 1\n")
    sent = {"file": (BytesIO(content), "kế hoạch.yaml")}
    came = client.post("/plans/import", data=sent)
    assert came.status_code == 303
    assert client.get(f"{came.location}/file").data == content
    assert sign_in("reader").get(place).status_code == 200


def test_what_is_wrong_is_told_and_mended_on_the_screen(
    world: World, made: RoundWorld, sign_in: Callable[[str], FlaskClient]
) -> None:
    client = sign_in("planner")
    text = exported(world.plan)
    broken = text.replace("trước 30 ngày", "lúc nào đó <b>").replace("Tân Phú", "Tân Quý")
    sent = {"file": (BytesIO(broken.encode()), "a.yaml")}
    answer = client.post("/plans/import", data=sent)
    assert answer.status_code == 422
    line = broken[: broken.index("lúc nào")].count("\n") + 1
    assert f"Dòng {line}: “thời hạn”: Không hiểu quy tắc thời hạn này" in answer.text
    assert "lúc nào đó &lt;b&gt;" in answer.text
    mended = broken.replace("lúc nào đó <b>", "trước 30 ngày").replace("\n", "\r\n")
    told = client.post("/plans/import", data={"text": mended})
    assert told.status_code == 422
    assert "1 đơn vị không có ở đây" in told.text
    assert "“Đảng bộ huyện Tân Quý”" in told.text
    done = client.post("/plans/import", data={"text": mended, "leave_out": "y"})
    assert done.status_code == 303
    not_text = {"file": (BytesIO(b"\xff\xfe\x00PK"), "a.yaml")}
    assert client.post("/plans/import", data=not_text).status_code == 422


def test_a_file_that_is_too_large_is_not_shown_again(
    world: World, sign_in: Callable[[str], FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (file_in, file_views):
        monkeypatch.setattr(module, "LARGEST", 1000)
    sent = {"file": (BytesIO(b"nonsense: 1\n" * 200), "a.yaml")}
    answer = sign_in("planner").post("/plans/import", data=sent)
    assert answer.status_code == 422
    assert "tệp quá lớn" in answer.text
    assert "nonsense" not in answer.text
