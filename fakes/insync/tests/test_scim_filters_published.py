"""Filters over the published schemas are taken, or refused, as RFC 7644 says (section 3.4.2.2).

What the RFC leaves to the provider is not drawn: other operators than eq and ne for passwords,
fragments of booleans and times, values of another type, and objects without a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes.insync import FakeInSync
from fakes.insync.model import EVERYONE
from fakes.wire import Wire

from .identity_provider import CORE, ENTERPRISE, IdentityProvider, StillClock
from .rfc7644 import Said

LAW = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
EQUAL, ORDERS, FRAGMENTS = ("eq", "ne"), ("gt", "ge", "lt", "le"), ("co", "sw", "ew")
NO_OPERATORS = ("like", "in", "contains", "regex", "=")
VALUES = {
    "string": ('"Ada"', '"b \\"c\\" )"', '"Zo\\u00eb"'),
    "boolean": ("true", "false"),
    "dateTime": ('"2026-03-02T09:00:00Z"', '"2026-03-02T09:00:00+01:00"'),
    "reference": ('"https://x.example/ada"',),
    "binary": ('"QUJD"',),
}
TAKEN = {
    "string": (*EQUAL, *ORDERS, *FRAGMENTS),
    "reference": (*EQUAL, *ORDERS, *FRAGMENTS),
    "dateTime": (*EQUAL, *ORDERS),
    "boolean": EQUAL,
    "binary": EQUAL,
}
REFUSED = {"boolean": ORDERS, "binary": ORDERS}
Written = tuple[str, bool]
"""A filter, and whether the RFC has it taken."""


def new_provider() -> IdentityProvider:
    wire = Wire(StillClock())
    insync = FakeInSync(wire)
    insync.provisioning.save_mappings((EVERYONE,))
    provider = IdentityProvider(
        wire, insync.provisioning.base_url(), insync.provisioning.new_token()
    )
    provider.created("ada@corp.example", title="Ada")
    return provider


@pytest.fixture(scope="module")
def provider() -> IdentityProvider:
    return new_provider()


@cache
def attributes() -> tuple[tuple[str, Said], ...]:
    """Return each attribute that the endpoint publishes of users, under its whole name."""
    published = new_provider().send("GET", "/Schemas").json()["Resources"]
    of_users = {each["id"]: each["attributes"] for each in published}
    core = [(each["name"], each) for each in of_users[CORE]]
    extended = [(f"{ENTERPRISE}:{each['name']}", each) for each in of_users[ENTERPRISE]]
    return (*core, *((f"{CORE}:{name}", each) for name, each in core), *extended)


def every_place() -> Iterator[tuple[str, Said, str]]:
    """Yield each name that can be compared, its attribute, and what stands around a condition."""
    for name, each in attributes():
        if each["type"] != "complex":
            yield name, each, "{}"
            continue
        for part in each["subAttributes"]:
            yield f"{name}.{part['name']}", part, "{}"
            if each["multiValued"]:
                yield part["name"], part, f"{name}[{{}}]"
            if each["multiValued"] and part["name"] == "value":
                yield name, part, "{}"


def every_condition() -> Iterator[Written]:
    for name, each, around in every_place():
        kind = each["type"]
        yield around.format(f"{name} pr"), True
        if each["mutability"] == "writeOnly" or kind not in TAKEN:
            continue
        value = VALUES[kind][0]
        for operator in TAKEN[kind]:
            yield around.format(f"{name} {operator} {value}"), True
        for operator in (*REFUSED.get(kind, ()), *NO_OPERATORS):
            yield around.format(f"{name} {operator} {value}"), False
        yield around.format(f"{name} eq null"), True


def wrong(provider: IdentityProvider, written: Written) -> str:
    """Return what is wrong with the answer, or nothing."""
    text, is_taken = written
    answer = provider.send("GET", f"/Users?filter={quote(text, safe='')}&count=1")
    kind = None if answer.status == 200 else answer.json().get("scimType")
    found = (answer.status, kind)
    return (
        "" if found == ((200, None) if is_taken else (400, "invalidFilter")) else f"{text}: {found}"
    )


def test_what_is_published_is_what_is_asked_for(provider: IdentityProvider) -> None:
    assert provider.send("GET", "/ServiceProviderConfig").json()["filter"]["supported"] is True
    assert len(attributes()) > 40
    assert {each["type"] for _, each, _ in every_place()} >= {"string", "boolean", "reference"}


def test_each_operator_of_each_attribute(provider: IdentityProvider) -> None:
    found = [wrong(provider, each) for each in every_condition()]
    assert not any(found), "\n".join(filter(None, found))


@st.composite
def filters(draw: st.DrawFn) -> Written:
    """Draw a filter: conditions, joined, negated and spelled in any case."""
    parts = [draw(conditions()) for _ in range(draw(st.integers(1, 3)))]
    text, is_taken = parts[0]
    for other, taken in parts[1:]:
        word = draw(st.sampled_from(("and", "or", "AND", "Or")))
        text = draw(st.sampled_from((f"{text} {word} {other}", f"({text}) {word} ({other})")))
        is_taken &= taken
    around = draw(st.sampled_from(("{}", "({})", "not ({})", "NOT({})", "  {}  ")))
    return around.format(text), is_taken


def conditions() -> st.SearchStrategy[Any]:
    every = tuple(every_condition())
    taken = tuple(each for each in every if each[1])
    one = st.one_of(st.sampled_from(taken), st.sampled_from(taken), st.sampled_from(every))
    return st.builds(spelled, one, st.booleans())


def spelled(written: Written, loud: bool) -> Written:
    """Write the operator and the name in capitals: their case does not matter."""
    text, is_taken = written
    if not loud:
        return written
    before, quotation, value = text.partition('"')
    return before.upper() + quotation + value, is_taken


@LAW
@given(filters())
def test_filters_together(provider: IdentityProvider, written: Written) -> None:
    found = wrong(provider, written)
    assert not found


@pytest.mark.parametrize(
    "text",
    [
        'not userName eq "ada"',
        'userName eq "ada" and',
        '(userName eq "ada"',
        'userName eq "ada")',
        "userName eq ada",
        "userName eq 'ada'",
        'userName "ada"',
        "userName eq",
        'emails[type eq "work"',
        'eq userName "ada"',
        "",
    ],
)
def test_what_the_grammar_does_not_have_is_refused(provider: IdentityProvider, text: str) -> None:
    assert not wrong(provider, (text, False))
