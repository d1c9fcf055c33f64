"""What one person is told of one thing in one transaction is one message."""

from sqlalchemy import select

from tests.world import World
from webapp.core.db import db
from webapp.milestones.models import Message
from webapp.milestones.services import notify

ABOUT = ("meeting", 7)


def texts(world: World, name: str = "planner") -> list[str]:
    found = select(Message.text).where(Message.user_id == world.user(name).id).order_by(Message.id)
    return list(db.session.scalars(found))


def test_what_is_said_of_one_thing_is_one_message(world: World) -> None:
    planner, leader = world.user("planner").id, world.user("leader").id
    notify([planner, leader], "Đổi địa điểm thành Hội trường B.", "/visits/7", about=ABOUT)
    notify([planner], "Cần điều chỉnh văn bản 01-TB", "/assignments/1", about=ABOUT)
    db.session.commit()
    assert texts(world) == ["Đổi địa điểm thành Hội trường B. Cần điều chỉnh văn bản 01-TB"]
    assert texts(world, "leader") == ["Đổi địa điểm thành Hội trường B."]


def test_the_same_is_not_said_twice_and_who_knows_is_left_out(world: World) -> None:
    planner, leader = world.user("planner").id, world.user("leader").id
    notify([planner], "Đổi giờ.", about=ABOUT)
    notify([planner], "Đổi giờ", about=ABOUT)
    notify([planner, leader], "Đơn vị đổi giờ họp.", about=ABOUT, unless_told=True)
    db.session.commit()
    assert texts(world) == ["Đổi giờ."]
    assert texts(world, "leader") == ["Đơn vị đổi giờ họp."]


def test_without_a_thing_the_page_tells_it_and_things_stay_apart(world: World) -> None:
    planner = world.user("planner").id
    for text, href in (("Một", "/a"), ("Hai", "/b"), ("Ba", "/a"), ("Bốn", ""), ("Năm", "")):
        notify([planner], text, href)
    db.session.commit()
    assert texts(world) == ["Một. Ba", "Hai", "Bốn", "Năm"]


def test_the_next_transaction_begins_anew(world: World) -> None:
    planner = world.user("planner").id
    for _ in range(2):
        notify([planner], "Đổi giờ", about=ABOUT)
        db.session.commit()
    assert texts(world) == ["Đổi giờ", "Đổi giờ"]


def test_what_was_undone_was_not_told(world: World) -> None:
    planner = world.user("planner").id
    notify([planner], "Đổi giờ", about=ABOUT)
    db.session.rollback()
    planner = world.user("planner").id
    notify([planner], "Đổi nơi", about=ABOUT)
    with db.session.begin_nested() as inner:
        notify([planner], "Đổi người", about=("meeting", 8))
        inner.rollback()
    notify([planner], "Đổi chủ đề", about=("meeting", 8))
    db.session.commit()
    assert texts(world) == ["Đổi nơi", "Đổi chủ đề"]
