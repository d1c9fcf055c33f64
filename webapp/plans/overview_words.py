"""Who is where in a plan, in words: what is assigned, and what is wrong with it."""

from datetime import date

from webapp.core import clock
from webapp.core.web import month_name, short_day
from webapp.milestones.standing import DONE, DUE, HEED, LATE, WAIT, Standing
from webapp.plans.kinds import ACTIVITIES, activity_kinds
from webapp.plans.models import CommitteePlan
from webapp.plans.queries import Overview, Papers, Place, named, some
from webapp.rules.deadlines import Due
from webapp.rules.membership import Turn

FEW = 3  # names in a cell of the table
UNASSIGNED = Standing("Chưa phân công", LATE)
SHARED = Standing("Trùng tháng", DUE, HEED)
TURNS = {
    Turn.COMES: Standing("Có sau ngày ban hành", WAIT),
    Turn.LEFT: Standing("Không còn trước ngày ban hành", WAIT),
    Turn.LEAVES: Standing("Thay đổi trong năm", DUE, HEED),
}

Warning = tuple[Standing, str]  # and what it is about


def counts(overview: Overview) -> str:
    """Return how many places there are of each kind, and whether anybody is left out."""
    by_kind = ((kind, overview.of(kind.key)) for kind in activity_kinds())
    found = [f"{len(places)} {kind.counted}" for kind, places in by_kind if places]
    if overview.unreached:
        found.append(f"{len(overview.unreached)} chưa có phân công")
    elif overview.reaches_all:
        found.append("không đơn vị nào bị bỏ sót")
    else:
        found.append("kế hoạch không buộc phân công hết")
    return f"{', '.join(found)}."


def of_plan(overview: Overview, papers: Papers) -> list[Warning]:
    """Return what is wrong with a plan as it stands."""
    found = []
    if overview.unreached:
        words = f"{overview.unreached_words}: chưa có tháng dự và cũng chưa tự giám sát."
        found.append((UNASSIGNED, words))
    found += _turns(overview, papers)
    for month, names in overview.shared.items():
        found.append((SHARED, f"{month_name(month).capitalize()}: {some(names)}."))
    for names, of_month, due in overview.too_late:
        found.append((Standing("Hạn không kịp", DUE), _too_late(names, of_month, due, papers)))
    return found


def _turns(overview: Overview, papers: Papers) -> list[Warning]:
    """Tell of bodies that are not there all year: which of them the plan does not ask for."""
    if overview.asked is None:
        return []
    # Of a plan that was issued nobody plans any more for what ended since.
    return [
        (TURNS[turn], _turned(turn, on, named(found)))
        for (turn, on), found in overview.asked.turns.items()
        if papers.since is None or turn is Turn.COMES or on >= clock.today()
    ]


def _turned(turn: Turn, on: date, names: str) -> str:
    if turn is Turn.COMES:
        return f"{names}: chỉ có từ ngày {short_day(on)}, kế hoạch không buộc phải phân công."
    if turn is Turn.LEFT:
        return f"{names}: đã thôi trực thuộc từ ngày {short_day(on)}, không phải phân công."
    return f"{names}: kết thúc hoặc chuyển đi từ ngày {short_day(on)}, nên phân công trước ngày đó."


def _too_late(names: list[str], month: date | None, due: Due, papers: Papers) -> str:
    who = some(names, FEW) + (f" ({month_name(month)})" if month else "")
    day = short_day(papers.known_from)
    known = f"hôm nay {day} mà kế hoạch chưa ban hành"
    if papers.since:
        known = f"ngày ban hành {day}"
    return f"{who}: hạn {short_day(due.day)} rơi trước {known}."


def assigned(place: Place) -> str:
    """Return what a committee is assigned: a month, a round, or the year."""
    one = place.assignment
    if one.month:
        return month_name(one.month).capitalize()
    has_window = ACTIVITIES[one.activity.kind].has_window
    return one.activity.title if has_window else "Tự giám sát cả năm"


def sharing(place: Place) -> list[Warning]:
    """Say with whom a committee shares its month."""
    return [(SHARED, f"với {some(place.sharing, FEW)}")] if place.sharing else []


def too_late(place: Place) -> list[Warning]:
    """Say that what is due first cannot be kept."""
    words = "Không kịp: rơi trước ngày biết kế hoạch"
    return [(Standing(words, LATE), "")] if place.is_impossible else []


def committee_plan(row: CommitteePlan | None) -> Standing:
    """Return whether a committee has a plan of its own, and has spread it (73-KH/BTCTU, V.1)."""
    if row is None or not row.is_written:
        return Standing("Chưa ghi", DUE)
    if not row.symbol:
        return Standing("Chưa có kế hoạch riêng", WAIT)
    if row.spread_on:
        return Standing("Đã có, đã quán triệt", DONE)
    return Standing("Đã có, chưa quán triệt", WAIT)
