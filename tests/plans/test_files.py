"""A plan as a file: out, in again, and what is told of a broken one."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.plans.made_up import wholes
from tests.round_world import RoundWorld
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.plans import queries
from webapp.plans.file import importing, shape
from webapp.plans.file import reading as file_in
from webapp.plans.file.reading import LARGEST, Read, read
from webapp.plans.file.values import PlanValues, planted, taken
from webapp.plans.file.writing import written
from webapp.plans.kinds import ACTIVITIES, activity_kinds
from webapp.plans.models import (
    Activity,
    Assignment,
    BasisPaper,
    Plan,
    PlanLine,
)
from webapp.plans.round_models import Seat
from webapp.plans.services import editing as services
from webapp.plans.views import files as file_views


def whole_plan(plan_id: int) -> Plan:
    db.session.expire_all()
    statement = select(Plan).where(Plan.id == plan_id).options(*queries.FULL_PLAN)
    return db.session.scalars(statement).unique().one()


def exported(plan: Plan) -> str:
    return written(taken(whole_plan(plan.id)))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(whole=wholes(), data=st.data())
def test_what_goes_out_comes_in_the_same(
    app: Flask, world: World, whole: PlanValues, data: st.DataObject
) -> None:
    who = world.user("planner")
    head = Plan(issuer_id=who.issuer_id, year=whole.head["year"])
    units = list(queries.committees(head))
    for work in whole.works:
        if work.values["kind"] == "ongoing":
            continue
        monthly = ACTIVITIES[work.values["kind"]].is_monthly
        months = [date(whole.head["year"], n, 1) if monthly else None for n in (1, 3, 12)]
        places = st.tuples(st.sampled_from(units), st.sampled_from(months if monthly else [None]))
        work.units = data.draw(st.lists(places, max_size=6, unique=True))
        for unit, _ in work.units if work.teams else ():
            data.draw(st.sampled_from(work.teams)).units.append(unit)
    first = exported(planted(whole, who))
    assert read(first).faults == []
    again = importing.bring_in(first, who, again=True)
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
    again = importing.bring_in(text, world.user("planner"), again=True)
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
    # Days and figures that cannot both be true are refused as on the screen.
    ("thời hiệu đến: 31/12/2023", "thời hiệu đến: 23/03/2024", "không thể kết thúc sau ngày cuối"),
    ("thời hiệu đến: 31/12/2023", "thời hiệu đến: 31/12/2019", "kết thúc sau khi bắt đầu"),
    ("triển khai lúc: 20/02/2024", "triển khai lúc: 23/03/2024", "Không thể triển khai kế hoạch"),
    ("từ ngày: 11/03/2024", "từ ngày: 11/03/2025", "không thể bắt đầu sau năm đó"),
    ("nhiều nhất: 3", "nhiều nhất: 1", "không được nhỏ hơn ít nhất"),
    ("ngày ấn định: 08/03/2024", "ngày ấn định: 08/03/2026", "không thể có hạn vào năm 2026"),
    ("hạn kế hoạch của đơn vị: 15/02/2024", "hạn kế hoạch của đơn vị: 15/02/2025", "năm 2024 hoặc"),
    (
        "hạn kế hoạch của đơn vị: 15/02/2024",
        "hạn kế hoạch của đơn vị: 15/02/2024\nhạn kế hoạch của đơn vị, tính từ ngày ban hành: "
        "sau 15 ngày",
        "Chỉ ghi một cách",
    ),
    ("việc: Lựa chọn buổi dự", "việc: Đăng ký lịch sinh hoạt", "chỉ có một thời hạn"),
]


@pytest.mark.parametrize(("was", "now", "told"), BROKEN)
def test_a_fault_is_told_with_its_line_and_nothing_is_written(
    world: World, made: RoundWorld, was: str, now: str, told: str
) -> None:
    services.change(world.plan, {"own_plan_on": date(2024, 2, 15)})
    text = exported(world.plan)
    assert was in text
    line = text[: text.index(was)].count("\n") + 1 + now.count("\n")
    before = counts()
    with pytest.raises(importing.Faulty) as refused:
        importing.bring_in(text.replace(was, now, 1), world.user("planner"), again=True)
    fault = next(one for one in refused.value.faults if told in one.words)
    near = {"đoàn chỉ": 20, "chỉ có một thời hạn": 20}
    off = next((lines for said, lines in near.items() if said in told), 0)
    assert 0 <= line - fault.line <= off
    assert counts() == before


def test_a_paper_of_tomorrow_and_too_many_meetings_are_told_with_their_lines(world: World) -> None:
    basis = {"kind": "Hướng dẫn", "symbol": "1-HD", "issued_by": "Ban", "about": "sinh hoạt"}
    services.add_basis(world.plan, basis | {"issued_on": date(2018, 7, 6)})
    works = whole_plan(world.plan.id).activities
    attend = next(one for one in works if ACTIVITIES[one.kind].attends)
    services.change(attend, {"wanted": 1, "minimum_thematic": 1})
    text = exported(world.plan)
    wrong = text.replace("ngày: 06/07/2018", f"ngày: {clock.today() + timedelta(1):%d/%m/%Y}")
    wrong = wrong.replace("chuyên đề ít nhất mỗi tháng: 1", "chuyên đề ít nhất mỗi tháng: 2")
    lines = [n for n, line in enumerate(wrong.splitlines(), 1) if line not in text.splitlines()]
    assert [str(fault) for fault in read(wrong).faults] == [
        f"Dòng {lines[0]}: “ngày”: Ngày này chưa đến.",
        f"Dòng {lines[1]}: “chuyên đề ít nhất mỗi tháng”: "
        "Không thể nhiều hơn số buổi dự mỗi tháng.",
    ]


def test_every_fault_is_told_at_once(world: World) -> None:
    text = "phiên bản tệp: 2\nnăm: x\nlạ: 1\nhoạt động:\n  - loại: Sai\n    tên: [1]\n"
    told = [str(fault) for fault in read(text).faults]
    assert told == [
        "Dòng 1: tệp phải có “phiên bản tệp: 1”.",
        "Dòng 1: “trích yếu”: Không được để trống.",
        "Dòng 2: “năm”: Phải là một số nguyên.",
        "Dòng 3: không hiểu mục “lạ”.",
        "Dòng 5: không có lựa chọn “Sai”. Chọn một trong: "
        + "; ".join(one.title for one in activity_kinds())
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
        importing.bring_in(text, who, again=True)
    assert refused.value.faults == []
    (unknown,) = refused.value.unknown
    assert unknown.words == "ở đây không có đơn vị “Đảng bộ huyện Tân Quý”."
    assert text.splitlines()[unknown.line - 1].strip() == "- Đảng bộ huyện Tân Quý"
    assert counts() == before
    plan = importing.bring_in(text, who, leave_out=True, again=True)
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
    plan = importing.bring_in(text, world.user("planner"), again=True)
    assert [one.id for one in whole_plan(plan.id).bases] == [paper.id]
    stranger = world.user("stranger")
    elsewhere = importing.bring_in(text, stranger, leave_out=True, again=True)
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
    sent = {"file": (BytesIO(content), "kế hoạch.yaml"), "again": "y"}
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
    told = client.post("/plans/import", data={"text": mended, "again": "y"})
    assert told.status_code == 422
    assert "1 đơn vị không có ở đây" in told.text
    assert "“Đảng bộ huyện Tân Quý”" in told.text
    done = client.post("/plans/import", data={"text": mended, "leave_out": "y", "again": "y"})
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
