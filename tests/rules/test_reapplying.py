"""Changes of later days, applied again over what happens before them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from tests.rules.test_reorganizing import ACTS, DAY, RANKS, do, whole
from webapp.rules import lineage, reapplying
from webapp.rules.effects import Answer, Effect, Ending, Part, Values, effect_of, left_out_of
from webapp.rules.lineage import History, NotThere
from webapp.rules.reapplying import Again, Question, Recorded, Unknown
from webapp.rules.reorganizing import Draft, Names

BEFORE = DAY - timedelta(days=100)
NEW = 900  # what the later change founds
Act = Callable[[Draft], object]


def district_ends(draft: Draft) -> None:
    draft.dissolve([10], level=3)


def numbered(draft: Draft, by: int, *, numbers: dict[int, int]) -> dict[int, History]:
    def of(number: int | None) -> int | None:
        return numbers.get(number or 0, number)

    return {
        numbers.get(one, one): tuple(
            replace(
                state,
                organization=numbers.get(one, one),
                parent=of(state.parent),
                begun_by=by if state.begun_by == 0 else state.begun_by,
                ended_by=by if state.ended_by == 0 else state.ended_by,
            )
            for state in history
        )
        for one, history in draft.after.items()
    }


def communes_merge(draft: Draft) -> None:
    draft.merge([11, 12], draft.establish(Names("Xã mới"), 1, 3))


def later(act: Act) -> Effect:
    draft = Draft(whole(), DAY, RANKS)
    act(draft)
    return draft.effect.numbered({-1: NEW})


def over(act: Act, *effects: Effect, on: date = BEFORE) -> tuple[Draft, Again]:
    draft = Draft(whole(), on, RANKS, by=1)
    act(draft)
    changes = [Recorded(number, DAY, effect) for number, effect in enumerate(effects, 7)]
    return draft, reapplying.again(draft.after, RANKS, [draft.effect], changes)


def parent(made: Again, number: int, day: date = DAY) -> int | None:
    state = lineage.on_day(made.histories[number], day)
    assert state is not None
    return state.parent


def test_what_is_founded_below_goes_where_all_below_goes() -> None:
    _, made = over(lambda draft: draft.establish(Names("Thêm"), 10, 4), later(district_ends))
    assert parent(made, -1) == 1
    state = lineage.on_day(made.histories[-1], DAY)
    assert state is not None
    assert state.level == 3
    assert (made.open, made.lapsed) == ({7: ()}, {7: []})


def test_what_rises_when_its_superior_ends_keeps_its_level_and_is_told() -> None:
    """The cell of a commune that was dissolved before is no commune when its district ends."""
    _, made = over(lambda draft: draft.dissolve([11]), later(district_ends))
    after = {one: lineage.on_day(made.histories[one], DAY) for one in (12, 111)}
    found = {one: (state.parent, state.level) for one, state in after.items() if state}
    assert found == {12: (1, 3), 111: (1, 5)}
    assert made.risen == {7: [111]}
    _, made = over(lambda draft: draft.dissolve([11], heir=12), later(district_ends))
    assert (parent(made, 111), made.risen) == (12, {7: []})


def test_what_changed_superiors_of_one_rank_gets_the_level() -> None:
    _, made = over(lambda draft: draft.merge([20, 10], 10), later(district_ends))
    state = lineage.on_day(made.histories[21], DAY)
    assert state is not None
    assert (state.parent, state.level, made.risen) == (1, 3, {7: []})


def test_what_has_left_stays_where_it_went() -> None:
    _, made = over(lambda draft: draft.move([11], 20), later(district_ends))
    assert (parent(made, 11), parent(made, 12)) == (20, 1)


def test_who_merges_within_the_change_is_asked_nothing() -> None:
    _, made = over(lambda draft: draft.merge([11, 12], 12), later(communes_merge))
    assert made.open == {7: ()}
    assert made.lapsed == {7: [11]}
    assert (parent(made, 111), parent(made, 121)) == (NEW, NEW)
    assert made.successions == {7: ((12, NEW),)}


def test_who_merges_away_from_the_change_is_asked_of() -> None:
    _, made = over(lambda draft: draft.merge([11, 21], 21), later(communes_merge))
    assert made.open == {7: (Question(11, 21),)}
    assert (parent(made, 111), parent(made, 121)) == (21, NEW)
    effect = later(communes_merge).answered(Answer(11, 21, along=True))
    _, made = over(lambda draft: draft.merge([11, 21], 21), effect)
    assert made.open == {7: ()}
    assert (parent(made, 111), parent(made, 211)) == (NEW, NEW)
    assert set(made.successions[7]) == {(12, NEW), (21, NEW)}
    stays = effect.answered(Answer(11, 21, along=False))
    assert stays.answers == (Answer(11, 21, along=False),)
    _, made = over(lambda draft: draft.merge([11, 21], 21), stays)
    assert (made.open, parent(made, 111)) == ({7: ()}, 21)


def test_each_part_of_a_split_is_asked_of() -> None:
    def split(draft: Draft) -> None:
        parts = [draft.establish(Names(f"Phần {one}"), 10, 4) for one in range(14)]
        draft.split(11, parts, {111: parts[3]}, ends=True)

    _, made = over(split, later(communes_merge))
    assert made.open == {7: tuple(Question(11, -1 - one) for one in range(14))}
    effect = later(communes_merge).answered(Answer(11, -4, along=True))
    _, made = over(split, effect)
    assert parent(made, 111) == NEW
    assert len(made.open[7]) == 13


def test_a_superior_that_is_gone_is_followed() -> None:
    effect = later(lambda draft: draft.move([21], 10))
    _, made = over(lambda draft: draft.merge([10, 20], 20), effect)
    assert parent(made, 21) == 20
    _, made = over(lambda draft: draft.dissolve([10]), effect)
    assert parent(made, 21) == 1


def test_what_went_into_its_own_part_ends_not() -> None:
    effect = later(lambda draft: draft.merge([11, 12], 12))
    _, made = over(lambda draft: draft.merge([11, 12], 11), effect)
    assert lineage.on_day(made.histories[11], DAY) is not None
    assert (made.lapsed, made.successions) == ({7: [11]}, {7: ()})


def test_what_is_gone_is_renamed_and_moved_no_more() -> None:
    renamed = later(lambda draft: draft.rename(11, Names("Khác")))
    moved = later(lambda draft: draft.move([11], 20))
    _, made = over(lambda draft: draft.merge([11, 12], 12), renamed, moved)
    assert made.lapsed == {7: [11], 8: [11]}
    assert made.open == {7: (), 8: (Question(11, 12),)}
    _, made = over(lambda draft: draft.dissolve([11]), moved)
    assert made.open == {7: ()}


def test_what_was_never_there_is_unknown() -> None:
    with pytest.raises(Unknown) as told:
        over(lambda draft: None, Effect(altered=(Part(77, Values(parent=1)),)))
    assert (told.value.organization, told.value.change) == (77, 7)


def test_a_body_is_left_out() -> None:
    effect = later(communes_merge)
    assert effect.bodies == [11, 12]
    left = effect.leaving_out(11)
    assert left.bodies == [12]
    _, made = over(lambda draft: None, left)
    assert (parent(made, 111), parent(made, 121)) == (11, NEW)
    assert made.successions == {7: ((12, NEW),)}


def test_a_mistake_is_mended_in_what_is_done_again() -> None:
    effect = later(communes_merge)
    mended = effect.corrected(NEW, {"name": "Xã mới"}, Values(name="Xã Mới", level=3))
    assert mended.founded[0].values.name == "Xã Mới"
    assert mended.corrected(NEW, {"name": "khác"}, Values(name="Không")) == mended
    assert effect.corrected(11, {"name": "Xã mới"}, Values(name="Không")) == effect


def test_what_goes_on_beside_its_part_is_a_body_too() -> None:
    def split(draft: Draft) -> None:
        draft.split(10, [draft.establish(Names("Mới"), 1, 2)], {12: -1}, ends=False)

    effect = later(split)
    assert effect.bodies == [12, 10]
    assert effect.successions == ((10, NEW),)
    _, made = over(lambda draft: draft.rename(10, Names("Tên")), effect)
    assert (parent(made, 12), parent(made, 11)) == (NEW, 10)


@pytest.mark.parametrize("act", [district_ends, communes_merge])
def test_what_an_older_release_recorded_is_told_from_its_traces(act: Act) -> None:
    draft = Draft(whole(), DAY, RANKS)
    act(draft)
    histories = numbered(draft, 7, numbers={-1: NEW})
    told = effect_of(histories, 7, draft.effect.numbered({-1: NEW}).successions)
    made = reapplying.again(whole(), RANKS, [], [Recorded(7, DAY, told)])
    assert made.histories == histories
    assert left_out_of(histories, {7}) == whole()
    if act is district_ends:
        assert told.ended == (Ending(10, 1, 3),)
        assert told.altered == ()


def test_a_split_of_an_older_release_keeps_its_parts_apart() -> None:
    draft = Draft(whole(), DAY, RANKS)
    parts = [draft.establish(Names(name), 1, 2) for name in ("Một", "Hai")]
    draft.split(10, parts, {12: parts[1]}, ends=True)
    numbers = {-1: NEW, -2: NEW + 1}
    histories = numbered(draft, 7, numbers=numbers)
    told = effect_of(histories, 7, draft.effect.numbered(numbers).successions)
    made = reapplying.again(whole(), RANKS, [], [Recorded(7, DAY, told)])
    assert made.histories == histories


@given(ACTS)
def test_over_an_unchanged_past_it_is_as_it_was(acts: list[tuple[str, list[int], int]]) -> None:
    draft = Draft(whole(), DAY, RANKS, by=7)
    for what, some, other in acts[:1]:
        try:
            do(draft, what, some, other)
        except NotThere:
            return
    made = reapplying.again(whole(), RANKS, [], [Recorded(7, DAY, draft.effect)])
    assert made.histories == draft.after
    assert left_out_of(draft.after, {7}) == whole()


@given(ACTS, ACTS)
def test_the_order_of_recording_is_not_the_order_of_days(
    first: list[tuple[str, list[int], int]], second: list[tuple[str, list[int], int]]
) -> None:
    """Where nothing is to be decided, it is as if the earlier had been recorded first."""
    alone, early = Draft(whole(), DAY, RANKS), Draft(whole(), BEFORE, RANKS, by=1)
    try:
        for act in second[:1]:
            do(alone, *act)
        for act in first[:1]:
            do(early, *act)
        straight = Draft(early.after, DAY, RANKS, by=7)
        for act in second[:1]:
            do(straight, *act)
    except NotThere:
        return
    made = reapplying.again(early.after, RANKS, [early.effect], [Recorded(7, DAY, alone.effect)])
    moved_in_vain = any(not one.values.given for one in alone.effect.altered)
    if made.open[7] or made.lapsed[7] or moved_in_vain or straight.faults():
        return
    assert made.histories == straight.after
