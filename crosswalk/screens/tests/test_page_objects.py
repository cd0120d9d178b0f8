"""A page object is the part of the admin port that it stands for."""

from __future__ import annotations

import inspect

import pytest

from crosswalk.screens.consoles import SCREENS
from fakes.serving.operations import parts_of

METHODS = [
    (system, part, name, method)
    for system, parts in SCREENS.items()
    for part, screen in parts.items()
    for name, method in inspect.getmembers(screen, inspect.isfunction)
    if not name.startswith("_")
]


@pytest.mark.parametrize(
    ("system", "part", "name", "method"),
    METHODS,
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_path_of_clicks_is_called_as_the_method_of_the_port_is(
    system: str, part: str, name: str, method: object
) -> None:
    assert callable(method)
    _self, *parameters = inspect.signature(method).parameters.values()
    expected = parts_of(system)[part][name].signature.parameters.values()
    assert [(each.name, each.kind, each.default) for each in parameters] == [
        (each.name, each.kind, each.default) for each in expected
    ]
