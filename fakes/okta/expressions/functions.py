"""The functions an expression may call, and what is wrong about a call."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from .conversions import CONVERSIONS
from .function import Function
from .left_out import why_no_function
from .memberships import DIRECTORIES, MEMBERSHIPS
from .times import TIMES

INTERNAL_PROPERTY = "user.getInternalProperty"
# They find a profile, whose attributes are read with a dot behind the call.
FINDING = ("findDirectoryUser", "findWorkdayUser")

FUNCTIONS: Mapping[str, Function] = {**CONVERSIONS, **TIMES, **MEMBERSHIPS, **DIRECTORIES}


def asks_the_org(name: str) -> bool:
    """Whether a function needs more than its arguments, which only the org has."""
    return name in DIRECTORIES or name == INTERNAL_PROPERTY or FUNCTIONS[name].asks


def arity_problem(name: str, count: int) -> str:
    """Return why a function cannot be called with that many arguments, or ""."""
    if name == INTERNAL_PROPERTY:
        return "" if count == 1 else f"{name} expects 1 argument but found {count}"
    if name not in FUNCTIONS:
        return why_no_function(name) or _unknown(name)
    function = FUNCTIONS[name]
    return "" if function.takes(count) else f"{name} expects {function.expected} but found {count}"


def _unknown(name: str) -> str:
    """Return what to say of a function that Okta does not have either."""
    value, _, method = name.rpartition(".")
    if f"String.{method}" in FUNCTIONS and "." in value:
        return f"a value has no functions: expected String.{method}({value}, …)"
    family = [each for each in FUNCTIONS if each.startswith(f"{value}.")] if value else []
    near = get_close_matches(name, FUNCTIONS, n=3, cutoff=0.75)
    return f"unknown function {name}: expected one of {', '.join(near or family or FUNCTIONS)}"
