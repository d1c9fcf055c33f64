"""The report of a round at the screen: its figures, what it lacks, by when it is confirmed."""

from datetime import date

import pytest

from tests.browser.conftest import Site
from tests.round_world import add_round
from tests.rounds.test_figures import report_of
from tests.rounds.test_papers import found
from tests.world import World, add
from webapp.attending.models import Remark
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.signals import round_changed


@pytest.mark.parametrize("site", ["tablet"], indirect=True)
def test_the_report_says_what_is_lacking_and_by_when_it_is_confirmed(site: Site) -> None:
    with site.app.app_context():
        world = World()
        held = add_round(world)
        round_changed.send(held.activity.id)
        found(world, held, 0)
        found(world, held, 1)
        report_of(held, 0, "12")
        author = {"author_id": world.user("member").id, "created_at": clock.now()}
        visit_id = held.visits[1].id
        add(Remark(visit_id=visit_id, kind="shortcoming", text="Họp muộn", cause="Bận", **author))
        db.session.commit()
        address = f"/rounds/{held.activity.id}"
    site.live_on(date(2024, 3, 29))
    secretary = site.person("member2")
    secretary.open(address)
    secretary.sees("Chưa trình, hạn 01/04/2024")
    secretary.press("Soạn báo cáo từ kết quả")
    secretary.sees("Số liệu các đơn vị báo cáo theo đề cương:")
    secretary.sees("Chưa gửi báo cáo theo đề cương: Đảng bộ huyện Tân Phú.")
    secretary.sees("kiến nghị cho hạn chế của Đảng bộ huyện Tân Phú: “Họp muộn”")
