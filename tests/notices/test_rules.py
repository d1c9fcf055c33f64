"""Directory, margins and history: what needs no request."""

from datetime import date, time
from typing import Any

import pytest

from tests.world import World, add, organization
from webapp.core.db import db
from webapp.notices.facts import ListedMeeting
from webapp.notices.queries.directory import Unknown, directory_of
from webapp.notices.queries.history import clashes, compare, pair
from webapp.notices.queries.margins import Deadline, deadline_of
from webapp.organizations.models import Level, Organization
from webapp.rules.deadlines import parse_rule
from webapp.rules.workdays import WorkingCalendar

MARCH = date(2024, 3, 1)


def level_of(one: Organization) -> Level:
    return db.session.get_one(Level, one.level_id)


def deadline(rule: str = "30 days before", **other: object) -> Deadline:
    return Deadline(parse_rule(rule), WorkingCalendar(), month=MARCH, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("notified_on", "margin", "words", "tone"),
    [
        (date(2024, 1, 30), 5, "Còn 5 ngày so với hạn 04/02/2024", "due"),
        (date(2024, 2, 2), 2, "Còn 2 ngày so với hạn 04/02/2024", "due"),
        (date(2024, 2, 4), 0, "Vừa đúng hạn so với hạn 04/02/2024", "due"),
        (date(2024, 2, 8), -4, "Trễ 4 ngày so với hạn 04/02/2024", "late"),
    ],
)
def test_a_row_says_by_how_much_it_is_in_time(
    notified_on: date, margin: int, words: str, tone: str
) -> None:
    one = deadline().standing(date(2024, 3, 5), notified_on)
    assert (one.margin, one.words, one.tone) == (margin, words, tone)


def test_a_due_day_off_names_the_day_to_act_by() -> None:
    one = deadline().standing(date(2024, 10, 3), date(2024, 8, 1))
    assert one.due_on == date(2024, 9, 3)
    assert one.act_by == date(2024, 8, 30)
    assert one.remark == "Hạn là ngày nghỉ, cần gửi chậm nhất 30/08/2024."


def test_a_deadline_before_the_plan_went_out_is_flagged() -> None:
    one = deadline(known_from=date(2024, 1, 3)).standing(date(2024, 2, 1), date(2024, 1, 4))
    assert (one.due_on, one.margin, one.is_impossible) == (date(2024, 1, 2), -2, True)
    assert "trước ngày ban hành" in one.remark
    assert (one.tone, one.is_late) == ("off", False)


def test_a_rule_by_the_month_counts_from_its_first_day() -> None:
    one = deadline("before day 20", anchor=date(2024, 2, 1))
    standing = one.standing(date(2024, 3, 29), date(2024, 3, 1))
    assert (standing.due_on, standing.margin) == (date(2024, 2, 19), -11)
    assert one.words == "Cả danh sách gửi chậm nhất hết ngày 19/02/2024"


def test_the_plans_own_rule_is_taken(world: World) -> None:
    assert deadline_of(world.assignment()).words == "Mỗi cuộc họp báo trước 30 ngày so với ngày họp"


def test_organizations_are_found_by_name_and_without_marks(world: World) -> None:
    directory = directory_of(world.organization("Đảng bộ huyện Nhơn Trạch"), MARCH)
    wanted = world.organization("Chi bộ ấp 2 Nhơn Trạch").id
    for typed in (
        "Chi bộ ấp 2 Nhơn Trạch",
        "chi bo ap 2 nhon trach",
        "Chi bộ ấp 2 Nhơn Trạch — Đảng bộ xã Phú Hội Nhơn Trạch",
        "chi bo ap 2 nhon trach  -  dang bo xa phu hoi nhon trach",
    ):
        assert directory.find(typed).id == wanted, typed
    assert [e.name for e in directory.search("ap 1 phu hoi")] == ["Chi bộ ấp 1 Nhơn Trạch"]
    assert [e.name for e in directory.search("phu hoi ap 1")] == [
        "Chi bộ ấp 1 Nhơn Trạch",
        "Chi bộ ấp 10 Nhơn Trạch",
    ], "the last word may be half typed"


def test_ambiguous_and_unknown_names_tell_the_candidates(world: World) -> None:
    committee = world.organization("Đảng bộ huyện Nhơn Trạch")
    base = world.organization("Đảng bộ xã Phú Hội Nhơn Trạch")
    cell = world.organization("Chi bộ ấp 1 Nhơn Trạch")
    second = organization(world.issuer, level_of(base), "Đảng bộ xã Long Tân", committee)
    organization(world.issuer, level_of(cell), "Chi bộ ấp 1 Nhơn Trạch", second)
    db.session.commit()
    directory = directory_of(committee, MARCH)
    with pytest.raises(Unknown, match=r"Có 2 tổ chức cùng tên.*Long Tân.*Phú Hội"):
        directory.find("chi bộ ấp 1 nhơn trạch")
    with pytest.raises(Unknown, match=r"Gần giống.*Chi bộ ấp 10"):
        directory.find("ấp 10")
    with pytest.raises(Unknown, match="Không có tổ chức này"):
        directory.find("Chi bộ ấp 1 Tân Phú")


def test_ended_organizations_and_levels_without_meetings_are_not_offered(world: World) -> None:
    cell = world.organization("Chi bộ ấp 2 Nhơn Trạch")
    cell.until = date(2024, 2, 29)
    add(cell)
    names = [
        e.name for e in directory_of(world.organization("Đảng bộ huyện Nhơn Trạch"), MARCH).hosts
    ]
    assert names == [
        "Chi bộ ấp 1 Nhơn Trạch",
        "Chi bộ ấp 10 Nhơn Trạch",
        "Đảng bộ xã Phú Hội Nhơn Trạch",
    ]


def snap(number: int, day: date = date(2024, 3, 5), **other: Any) -> ListedMeeting:
    return ListedMeeting(
        organization_id=number,
        organization=f"Chi bộ {number}",
        day=day,
        **{"hour": time(8), "place": "Hội trường", "kind": "regular", **other},
    )


def test_two_filings_are_compared_in_words() -> None:
    old = [snap(1), snap(2), snap(3)]
    new = [snap(1), snap(2, date(2024, 3, 8), hour=time(9, 30)), snap(4)]
    assert [(d.kind, d.organization, d.details) for d in compare(old, new)] == [
        ("changed", "Chi bộ 2", ("ngày họp: 05/03/2024 → 08/03/2024", "giờ: 08:00 → 09:30")),
        ("added", "Chi bộ 4", ("05/03/2024, 08:00, tại Hội trường, sinh hoạt thường kỳ",)),
        ("removed", "Chi bộ 3", ("05/03/2024, 08:00, tại Hội trường, sinh hoạt thường kỳ",)),
    ]


def test_a_row_is_matched_with_its_own_day_first() -> None:
    old, new = [("a", 1), ("a", 2)], [("a", 2), ("a", 3)]
    assert pair(old, new, lambda r: r, lambda r: r) == [
        (("a", 2), ("a", 2)),
        (("a", 1), ("a", 3)),
    ]


def test_a_clash_shows_both_texts_by_organization() -> None:
    theirs = [snap(1), snap(2)]
    mine = [snap(1), snap(2, place="Nhà văn hóa"), snap(3)]
    found = clashes(theirs, mine)
    assert [name for name, _, _ in found] == ["Chi bộ 2", "Chi bộ 3"]
    assert "Hội trường" in found[0][1]
    assert "Nhà văn hóa" in found[0][2]
    assert found[1][1] == ""
