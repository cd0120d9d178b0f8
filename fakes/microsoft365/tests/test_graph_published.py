"""Queries of users are answered as Microsoft publishes which of them Graph supports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.api.graph.users_shape import USER
from fakes.wire import Wire

from .client import EVENTUAL, Client, HeldClock, asked
from .published_queries import (
    COUNTED,
    FUNCTIONS,
    OPERATORS,
    ORDERED,
    PROPERTIES,
    VALUES,
    Condition,
    Level,
)

LAW = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
MODES = {"plain": ("", ()), "half": ("", EVENTUAL), "advanced": ("&$count=true", EVENTUAL)}


@pytest.fixture(scope="module")
def client() -> Client:
    wire = Wire(HeldClock())
    return Client(wire, FakeMicrosoft365(wire))


def answered(client: Client, query: str, mode: str) -> int:
    """Ask, and return the status."""
    count, headers = MODES[mode]
    return asked(client, f"/users?{query}{count}", *headers).status


def published(levels: Iterable[Level], mode: str) -> int | None:
    """Return the status that follows from what is published, or None where nothing does."""
    strictest = max(levels)
    if strictest is Level.UNSETTLED:
        return None
    is_taken = strictest is Level.DEFAULT or (strictest is Level.ADVANCED and mode == "advanced")
    return 200 if is_taken else 400


def every_condition() -> Iterator[Condition]:
    for each in PROPERTIES:
        for operator in OPERATORS:
            if operator not in FUNCTIONS or each.kind in ("text", "texts"):
                yield Condition(each, operator, VALUES[each.kind][0])
        yield Condition(each, "eq", VALUES[each.kind][0], negated=True)
        yield Condition(each, "eq", "null")


def test_every_property_that_is_modeled_is_looked_at() -> None:
    modeled = {name for name, row in USER.rows.items() if row.filters and row.get}
    assert {each.name for each in PROPERTIES} == modeled


@pytest.mark.parametrize("mode", MODES)
def test_each_operator_of_each_property(client: Client, mode: str) -> None:
    wrong = []
    for condition in every_condition():
        expected = published([condition.level], mode)
        found = answered(client, f"$filter={condition}", mode)
        if expected not in (None, found):
            wrong.append(f"{condition}: {found}, expected {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", COUNTED)
def test_how_many_there_are(client: Client, name: str, mode: str) -> None:
    for operator, number in (("eq", 0), ("ne", 0), ("eq", 1), ("ne", 1), ("gt", 0)):
        level = Level.REFUSED if number or operator == "gt" else Level.ADVANCED
        found = answered(client, f"$filter={name}/$count {operator} {number}", mode)
        assert found == published([level], mode), (operator, number)


@pytest.mark.parametrize("mode", MODES)
def test_the_order_of_each_property(client: Client, mode: str) -> None:
    for each in PROPERTIES:
        expected = published([ORDERED.get(each.name, Level.REFUSED)], mode)
        assert answered(client, f"$orderby={each.name}", mode) == expected, each.name


def conditions() -> st.SearchStrategy[Condition]:
    def of_property(name: int) -> st.SearchStrategy[Condition]:
        of = PROPERTIES[name]
        possible = [
            each for each in OPERATORS if each not in FUNCTIONS or of.kind in ("text", "texts")
        ]
        values = st.sampled_from(VALUES[of.kind])
        return st.one_of(
            st.builds(Condition, st.just(of), st.sampled_from(possible), values, st.booleans()),
            st.builds(Condition, st.just(of), st.just("eq"), st.just("null"), st.booleans()),
        )

    return st.integers(0, len(PROPERTIES) - 1).flatmap(of_property)


@LAW
@given(
    tests=st.lists(conditions(), min_size=1, max_size=3),
    word=st.sampled_from(["and", "or", "AND"]),
    order=st.sampled_from(["", *ORDERED, "department"]),
    mode=st.sampled_from(list(MODES)),
    select=st.sampled_from(["", *(each.name for each in PROPERTIES), "noSuchProperty"]),
)
def test_filters_orders_and_selections_together(
    client: Client, tests: list[Condition], word: str, order: str, mode: str, select: str
) -> None:
    levels = [each.level for each in tests]
    query = "$filter=" + f" {word} ".join(f"({each})" for each in tests)
    if order:
        levels += [ORDERED.get(order, Level.REFUSED), Level.ADVANCED]
        query += f"&$orderby={order} desc"
    if select:
        query += f"&$select={select}"
    expected = published(levels, mode)
    assume(expected is not None)
    assert answered(client, query, mode) == expected


@pytest.mark.parametrize("mode", MODES)
def test_a_search_is_refused_without_the_header_and_is_never_made_up(
    client: Client, mode: str
) -> None:
    for each in ("displayName", "mail", "userPrincipalName"):
        expected = 400 if mode == "plain" else 501
        assert answered(client, f'$search="{each}:a"', mode) == expected
