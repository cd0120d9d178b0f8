"""Filters and searches are answered as Okta publishes which of them it supports.

Source: the parameters ``filter`` and ``search`` of *List all users* and *List all groups* in the
OpenAPI documents of the Okta Management API, and the operators of *Filter* in its core concepts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes.okta import FakeOkta
from fakes.wire import Wire

from .api import Client

LAW = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
ORDERS = ("gt", "ge", "lt", "le")
USUAL = frozenset({"eq", "sw", "pr", *ORDERS})
OPERATORS = (*sorted(USUAL), "co", "ne", "ew", "like")
TIME = '"2026-03-02T09:00:00.000Z"'
TEXT = '"ada"'
NAMES = ("profile.login", "profile.email", "profile.firstName", "profile.lastName")
OTHERS = ("profile.title", "profile.department", "type.id", "created", "activated", "statusChanged")
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a list: the operators of each attribute, and whether ``not`` is one."""

    path: str
    name: str
    operators: Mapping[str, frozenset[str]]
    negates: bool = True

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes that are asked for, and some that do not exist."""
        return (*self.operators, "nickName", "profile", "ID")


_EQ = frozenset({"eq"})
PARAMETERS = (
    Parameter(
        "/users",
        "filter",
        dict.fromkeys(("id", "status", *NAMES), _EQ)
        | {"lastUpdated": _EQ | set(ORDERS)}
        | dict.fromkeys(OTHERS, NONE),
        negates=False,
    ),
    Parameter(
        "/users",
        "search",
        dict.fromkeys(("id", "status", "lastUpdated", *OTHERS), USUAL)
        | dict.fromkeys(NAMES, USUAL | {"co"}),
    ),
    Parameter(
        "/groups",
        "filter",
        dict.fromkeys(("id", "type", "lastUpdated", "lastMembershipUpdated"), USUAL)
        | dict.fromkeys(("created", "profile.name", "profile.description"), NONE),
    ),
    Parameter(
        "/groups",
        "search",
        dict.fromkeys(("id", "type", "created", "lastUpdated", "lastMembershipUpdated"), USUAL)
        | dict.fromkeys(("profile.name", "profile.description"), USUAL | {"co"}),
    ),
)


@dataclass(frozen=True, slots=True)
class Condition:
    """An attribute and an operator; ``not`` may stand before them."""

    name: str
    operator: str
    negated: bool = False

    def __str__(self) -> str:
        """Write it as a filter has it."""
        of_time = self.name.startswith(("last", "created", "activated", "statusC"))
        value = "" if self.operator == "pr" else f" {TIME if of_time else TEXT}"
        written = f"{self.name} {self.operator}{value}"
        return f"not ({written})" if self.negated else written

    def is_supported_by(self, parameter: Parameter) -> bool:
        """Tell whether what is published lets it be asked for."""
        known = self.operator in parameter.operators.get(self.name, NONE)
        return known and (parameter.negates or not self.negated)


@pytest.fixture(scope="module")
def client() -> Client:
    wire = Wire()
    okta = FakeOkta(wire)
    okta.directory.add(
        login="ada@corp.example", email="ada@corp.example", first_name="Ada", last_name="Ames"
    )
    client = Client(wire, f"SSWS {okta.tokens.create('published')}")
    client("POST", "/groups", {"profile": {"name": "Sales", "description": "Those who sell"}})
    return client


def expect(client: Client, parameter: Parameter, conditions: Iterable[Condition], text: str) -> str:
    """Return what is wrong with the answer, or nothing."""
    is_supported = all(each.is_supported_by(parameter) for each in conditions)
    answer = client("GET", f"{parameter.path}?{parameter.name}={quote(text)}")
    found = (answer.status, None if answer.status == 200 else answer.json()["errorCode"])
    if found == ((200, None) if is_supported else (400, "E0000031")):
        return ""
    return f"{parameter.path}?{parameter.name}={text}: {found}, supported: {is_supported}"


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda each: f"{each.path} {each.name}")
def test_each_operator_of_each_attribute(client: Client, parameter: Parameter) -> None:
    every = [Condition(name, each) for name in parameter.attributes for each in OPERATORS]
    every += [replace(each, negated=True) for each in every if each.operator == "eq"]
    wrong = [expect(client, parameter, [each], str(each)) for each in every]
    assert not any(wrong), "\n".join(filter(None, wrong))


@st.composite
def asked(draw: st.DrawFn) -> tuple[Parameter, list[Condition], str]:
    """Draw a parameter and a filter of it that is mostly supported."""
    parameter = draw(st.sampled_from(PARAMETERS))

    def condition(name: str) -> st.SearchStrategy[Condition]:
        known = sorted(parameter.operators.get(name, NONE)) * 3
        operators = st.sampled_from((*known, *OPERATORS))
        return st.builds(Condition, st.just(name), operators, st.booleans())

    one = st.sampled_from(parameter.attributes).flatmap(condition)
    conditions = draw(st.lists(one, min_size=1, max_size=3))
    words = st.sampled_from((" and ", " or ", " AND ", " Or "))
    text = str(conditions[0])
    for each in conditions[1:]:
        text = f"({text}){draw(words)}({each})"
    return parameter, conditions, text


@LAW
@given(asked())
def test_conditions_together(client: Client, drawn: tuple[Parameter, list[Condition], str]) -> None:
    parameter, conditions, text = drawn
    wrong = expect(client, parameter, conditions, text)
    assert not wrong, wrong
