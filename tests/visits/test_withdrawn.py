"""A visit's page after its announcement was withdrawn: what went, and what still holds."""

from collections.abc import Callable
from datetime import date, time

from flask.testing import FlaskClient

from tests.visits.amendments import announced, chosen, guests, later, move
from tests.visits.test_announcing import announce, issue
from tests.world import World
from webapp.core.web import short_day
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.visits.models import Visit
from webapp.visits.services import announcing

__all__ = ("announced", "chosen")  # fixtures
SignIn = Callable[[str], FlaskClient]


def test_the_page_tells_the_withdrawal_and_compares_with_the_invitation(
    world: World, sign_in: SignIn, chosen: list[Visit], announced: Document
) -> None:
    guests(world)
    issue(announcing.invite(world.assignment(), world.user("planner")), world)
    planner, office, page = sign_in("planner"), sign_in("office"), f"/visits/{chosen[0].id}"
    assert "Đã thu hồi" not in planner.get(page).text
    with later(1):
        documents.withdraw(announced, world.user("leader"), "Ghi *nhầm* giờ", asks_anew=True)
        told = f"thu hồi ngày {short_day(announced.withdrawn_at)}. Lý do: Ghi *nhầm* giờ"
        for client in (planner, office):
            text = client.get(page).text
            assert "Thông báo lịch dự 01-TB/BTCTU</a>" in text
            assert told in text
        assert "Giấy mời 01-GM/BTCTU</a>" in planner.get(page).text
        assert "Đã thay đổi" not in planner.get(page).text
        move(world, chosen[0], date(2024, 3, 8), time(14))
        text = planner.get(page).text
        assert "Đổi thời gian thành 14:00 ngày 08/03/2024 · cần điều chỉnh 01-GM/BTCTU" in text
        assert "Đã thay đổi" not in office.get(page).text, "nothing that it may see holds"
        new = issue(announce(world), world)
        for client in (planner, office):
            text = client.get(page).text
            assert f"{new.number_and_symbol}</a>" in text
            assert "Đã thu hồi" not in text
