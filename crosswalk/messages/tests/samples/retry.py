"""Steps of the sample."""

from __future__ import annotations

from pytest_bdd import given, scenarios

TRIES: dict[str, int] = {}

scenarios("retry.feature")


def passes_at(name: str, number: int) -> None:
    TRIES[name] = TRIES.get(name, 0) + 1
    if TRIES[name] < number:
        raise RuntimeError("Exception in step")


@given("a step that always passes")
def _() -> None:
    pass


@given("a step that passes the second time")
def _() -> None:
    passes_at("second", 2)


@given("a step that passes the third time")
def _() -> None:
    passes_at("third", 3)


@given("a step that always fails")
def _() -> None:
    raise RuntimeError("Exception in step")
