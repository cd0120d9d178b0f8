"""Random requests over the published schemas are answered as RFC 7643 and 7644 say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fakes.insync import FakeInSync
from fakes.insync.model import EVERYONE
from fakes.wire import Response, Wire

from .identity_provider import CORE, ENTERPRISE, PATCH_OP, IdentityProvider, StillClock
from .rfc7644 import Operation, Refused, Said, Unsettled, Users
from .scim_errors import check_error

LAW = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
ADDRESSES = ("ada@corp.example", "ADA@corp.example", "b+c.d@corp.example")
KINDS = ("work", "Work", "home")
TEXTS = ("work", "home", "Ada", "ADA", "b c", "Zoë", "x@y.example", "0", "true", 'say "hi" \\')
VALID: Mapping[str, st.SearchStrategy[Any]] = {
    "string": st.sampled_from(TEXTS),
    "boolean": st.booleans(),
    "reference": st.sampled_from(["https://x.example/ada", "urn:x:ada", "/Users/ada"]),
    "binary": st.sampled_from(["QUJD", "QUI=", "QQ=="]),
}
INVALID: Mapping[str, tuple[Any, ...]] = {
    "string": (5, 1.5, True, ["a"], {"a": "b"}),
    "boolean": ("maybe", 0, 5, {"value": True}),
    "reference": ("no URI", 5, True),
    "binary": ("no Base64", "QQ=", 5),
    "complex": (5, True, [5]),
}


def new_provider() -> IdentityProvider:
    wire = Wire(StillClock())
    insync = FakeInSync(wire)
    insync.provisioning.save_mappings((EVERYONE,))
    token = insync.provisioning.new_token()
    return IdentityProvider(wire, insync.provisioning.base_url(), token)


@cache
def users() -> Users:
    return Users(new_provider().send("GET", "/Schemas").json()["Resources"])


def single(attribute: Said) -> st.SearchStrategy[Any]:
    if attribute["name"] == "userName":
        return st.sampled_from(ADDRESSES)
    if attribute["name"] == "displayName":
        return st.sampled_from(["Ada Byron", "Zoë", "A."])
    if attribute["type"] != "complex":
        return VALID[attribute["type"]]
    parts = {part["name"]: single(part) for part in attribute["subAttributes"]}
    fixed = {name: each for name, each in parts.items() if name in ("value", "type")}
    if "type" in fixed:
        fixed["type"] = st.sampled_from(KINDS)
    others = {name: each | st.none() for name, each in parts.items() if name not in fixed}
    if "primary" in others:
        fixed["primary"] = others.pop("primary")
    return st.fixed_dictionaries(fixed, optional=others)


def several(attribute: Said) -> st.SearchStrategy[list[Any]]:
    told = st.lists(
        single(attribute), max_size=3, unique_by=lambda each: (each.get("type"), each.get("value"))
    )
    return told.filter(lambda values: len([each for each in values if each.get("primary")]) < 2)


def names_in(known: Mapping[str, Said]) -> st.SearchStrategy[str]:
    """Draw the name of an attribute, those of every shape as often as those of another."""
    shapes: dict[object, list[str]] = {}
    for name, each in sorted(known.items()):
        parts = {(part["name"], part["type"]) for part in each.get("subAttributes", ())}
        shape = each["type"], each["multiValued"], each["mutability"], frozenset(parts)
        shapes.setdefault(shape, []).append(name)
    return st.sampled_from(list(shapes.values())).flatmap(st.sampled_from)


def valid(attribute: Said) -> st.SearchStrategy[Any]:
    return several(attribute) if attribute["multiValued"] else single(attribute)


def invalid(attribute: Said) -> st.SearchStrategy[Any]:
    faults = INVALID[attribute["type"]]
    if attribute["name"] == "userName":
        faults += ("ada", "ada@", "a b@corp.example", "")
    if attribute["multiValued"]:
        primary = {"value": "QUJD", "type": "work", "primary": True}
        return st.sampled_from([5, "a", *([each] for each in faults), [primary, primary]])
    return st.sampled_from(faults)


@st.composite
def bodies(draw: st.DrawFn, *, faulty: bool, also: frozenset[str] = frozenset()) -> Said:
    """Draw what a POST or a PUT says; a faulty one lacks something, or has what is no value."""
    core = users().core
    names = draw(st.sets(names_in(core), max_size=4)) | (also & core.keys())
    names |= set() if faulty else {"username", "displayname"}
    said = {core[name]["name"]: draw(valid(core[name])) for name in sorted(names)}
    if faulty and names:
        fault = core[draw(st.sampled_from(sorted(names)))]
        said[fault["name"]] = draw(invalid(fault) | st.none())
    extension = users().extensions[ENTERPRISE]
    others = draw(st.sets(names_in(extension), max_size=1))
    for inside in sorted(also & extension.keys()) or sorted(others):
        value = draw(valid(extension[inside]) | st.none())
        said[ENTERPRISE] = {extension[inside]["name"]: value}
    if draw(st.booleans()):
        said = {name if ":" in name else name.upper(): value for name, value in said.items()}
    return {"schemas": [CORE], "shoeSize": 38, **said}


@st.composite
def operations(draw: st.DrawFn, urn: str, name: str) -> Operation:
    """Draw an operation on an attribute; sometimes its value is none of the attribute."""
    attribute = users().attribute(urn, name)
    verb = draw(st.sampled_from(["add", "Add", "remove", "Remove", "replace", "Replace"]))
    parts = {each["name"]: each for each in attribute.get("subAttributes", ())}
    part, chosen = "", None
    if attribute["multiValued"] and draw(st.booleans()):
        by = draw(st.sampled_from([each for each in ("type", "value") if each in parts]))
        chosen = (by, draw(VALID[parts[by]["type"]] if by == "value" else st.sampled_from(KINDS)))
    if parts and (chosen or not attribute["multiValued"]) and draw(st.booleans()):
        part = draw(st.sampled_from(sorted(parts)))
    target = parts[part] if part else attribute
    value = draw(values_of(target, listed=chosen is None))
    if verb.lower() == "replace" and not chosen and draw(st.integers(0, 9)) == 0:
        value = None
    return Operation(verb, urn, attribute["name"], part, chosen, value)


@st.composite
def patches(draw: st.DrawFn) -> tuple[Said, list[Operation]]:
    """Draw operations on one attribute or two, and a user who mostly has values there."""
    known = {"": users().core, **users().extensions}
    urns = draw(st.lists(st.sampled_from(["", "", ENTERPRISE]), min_size=1, max_size=2))
    targets = [(urn, draw(names_in(known[urn]))) for urn in urns]
    on_one = st.sampled_from(targets).flatmap(lambda target: operations(*target))
    asked = draw(st.lists(on_one, min_size=1, max_size=3))
    touched = frozenset(name for _, name in targets)
    also = draw(st.sampled_from([touched, touched, touched, frozenset()]))
    return draw(bodies(faulty=False, also=also)), asked


def values_of(target: Said, *, listed: bool) -> st.SearchStrategy[Any]:
    good = single(target)
    bad = st.sampled_from(INVALID[target["type"]])
    if target["multiValued"] and listed:
        good, bad = good | several(target), st.sampled_from([5, [5], [{"value": 5}]])
    return st.integers(0, 9).flatmap(lambda number: bad if number == 0 else good)


def kept(answer: Response) -> Said:
    """Return what a user says, but for what the provider adds."""
    fixed = ("schemas", "id", "meta")
    return {name: value for name, value in answer.json().items() if name not in fixed}


def of_rfc(answer: Callable[[], Said]) -> Said | Refused:
    """Return the user that there is by the RFC, or why there is none."""
    try:
        return answer()
    except Refused as refused:
        return refused
    except Unsettled:
        assume(False)
        raise


@LAW
@given(bodies(faulty=False) | bodies(faulty=True))
def test_a_user_is_created_as_the_rfc_says(body: Said) -> None:
    provider = new_provider()
    expected = of_rfc(lambda: users().created(body))

    answer = provider.send("POST", "/Users", body)

    if isinstance(expected, Refused):
        assert check_error(answer) in expected.answers()
        assert provider.search()["totalResults"] == 0
    else:
        assert answer.status == 201, answer.body
        assert kept(answer) == expected
        assert kept(provider.send("GET", f"/Users/{answer.json()['id']}")) == expected


@LAW
@given(bodies(faulty=False), bodies(faulty=False) | bodies(faulty=True))
def test_a_user_is_replaced_as_the_rfc_says(first: Said, second: Said) -> None:
    provider = new_provider()
    created = provider.send("POST", "/Users", first)
    assume(created.status == 201)
    path, before = f"/Users/{created.json()['id']}", kept(created)
    expected = of_rfc(lambda: users().replaced(before, second))

    answer = provider.send("PUT", path, second)

    check_change(answer, 200, provider.send("GET", path), expected, before)


@settings(LAW, max_examples=250)
@given(patches())
def test_a_user_is_patched_as_the_rfc_says(drawn: tuple[Said, list[Operation]]) -> None:
    body, asked = drawn
    provider = new_provider()
    created = provider.send("POST", "/Users", body)
    assume(created.status == 201)
    path, before = f"/Users/{created.json()['id']}", kept(created)
    expected = of_rfc(lambda: users().patched(before, asked))
    said = {"schemas": [PATCH_OP], "Operations": [each.written() for each in asked]}

    answer = provider.send("PATCH", path, said)

    check_change(answer, 204, provider.send("GET", path), expected, before)


def check_change(
    answer: Response, status: int, after: Response, expected: Said | Refused, before: Said
) -> None:
    if isinstance(expected, Refused):
        assert check_error(answer) in expected.answers()
        assert kept(after) == before
    else:
        assert answer.status == status, answer.body
        assert kept(after) == expected
