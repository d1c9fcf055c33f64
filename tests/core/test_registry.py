"""Registries, questions and signals: filled by name, asked and told in the order of the rooms."""

from dataclasses import dataclass

import pytest

from webapp.core.registry import Question, Registry, Signal


@dataclass(frozen=True)
class Kind:
    key: str
    words: str = ""


def test_a_registry_keeps_the_order_in_which_kinds_were_declared() -> None:
    kinds = Registry[Kind]("thing")
    second, first = Kind("b"), Kind("a")
    kinds.add(second, first)
    assert (list(kinds), len(kinds)) == ([second, first], 2)
    assert kinds["a"] is first
    assert kinds.get("c") is None
    assert "b" in kinds
    with pytest.raises(KeyError):
        kinds["c"]


def test_the_same_kind_twice_is_harmless_and_another_of_its_name_is_refused() -> None:
    kinds = Registry[Kind]("thing")
    one = Kind("a")
    kinds.add(one)
    kinds.add(one)
    with pytest.raises(ValueError, match="two kinds of thing are called 'a'"):
        kinds.add(Kind("a"))
    assert list(kinds) == [one]


def test_a_question_is_answered_by_all_in_order_and_by_nobody_with_nothing() -> None:
    doubled = Question[[int], int]("what comes of a number")
    assert doubled.ask(2) == []

    def once(number: int) -> int:
        return number

    def twice(number: int) -> int:
        return 2 * number

    doubled.add(twice, once)
    doubled.add(once)
    assert doubled.ask(2) == [4, 2]


def test_a_signal_is_heard_in_the_order_of_the_list() -> None:
    said: list[str] = []

    @Signal
    def happened(what: str, *, loudly: bool) -> None:
        """Something happened."""

    def first(what: str, *, loudly: bool) -> None:
        said.append(f"first {what} {loudly}")

    def second(what: str, **_: object) -> None:
        said.append(f"second {what}")

    happened.add(first, second)
    happened.add(first)  # once is enough
    happened.send("rain", loudly=True)
    assert said == ["first rain True", "second rain"]
    assert (happened.name, happened.__doc__) == ("happened", "Something happened.")


def test_what_a_handler_raises_ends_the_whole() -> None:
    @Signal
    def happened() -> None:
        """Something happened."""

    heard: list[int] = []

    def fails() -> None:
        raise LookupError("nothing there")

    happened.add(fails, lambda: heard.append(1))
    with pytest.raises(LookupError):
        happened.send()
    assert heard == []


def test_one_more_may_listen_for_a_while() -> None:
    @Signal
    def happened(what: int) -> None:
        """Something happened."""

    heard: list[int] = []
    with happened.connected_to(heard.append):
        happened.send(1)
    happened.send(2)
    assert heard == [1]
