"""Okta's own examples of expressions give here what its pages say."""

from __future__ import annotations

import pytest

from fakes.okta.expressions import (
    ExpressionError,
    Lookups,
    check_references,
    evaluate,
    parse,
)
from fakes.okta.expressions.functions import FUNCTIONS

from .documented import EXAMPLES, GROUPS, LEFT_OUT, Documented

# Functions that the reference lists without an example, or with one that gives no result.
WITHOUT_EXAMPLE = {
    "String.startsWith",  # no example in the pages that were read
    "isMemberOfGroupNameRegex",  # the example begins with a slash, which no name of a group does
    "Time.fromWindowsToIso8601",
    "Time.fromUnixToIso8601",
    "Time.fromStringToIso8601",
    "Time.fromIso8601ToWindows",
    "Time.fromIso8601ToUnix",
    "Time.fromIso8601ToString",
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.expression[:60])
def test_an_example_of_okta_gives_what_okta_says(example: Documented) -> None:
    lookups = Lookups(lambda: GROUPS, lambda: example.at)
    found = evaluate(parse(example.expression), example.references, lookups)
    assert (found, type(found)) == (example.result, type(example.result))


@pytest.mark.parametrize(("expression", "why"), LEFT_OUT.items())
def test_an_example_that_the_lab_leaves_out_says_so_and_what_to_use(
    expression: str, why: str
) -> None:
    with pytest.raises(ExpressionError) as refused:
        check_references(parse(expression), {"user": (), "source": (), "appuser": ()})
    assert why in refused.value.problem
    assert "expected" in refused.value.problem


def test_every_function_has_an_example_of_okta() -> None:
    said = " ".join(example.expression for example in EXAMPLES)
    missing = {name for name in FUNCTIONS if f"{name}(" not in said}
    assert missing == WITHOUT_EXAMPLE
