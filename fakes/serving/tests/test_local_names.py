"""A name is used where all of them lead to where the lab listens, and nowhere else."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Any

import pytest

from fakes.serving.callers import Names
from fakes.serving.local_names import NAMES, Resolve, resolved

HERE = "127.0.0.1"
EVERY_NAME = dict.fromkeys(NAMES.values(), ("::1", HERE))
GRAPH = NAMES["microsoft365"]


def resolver(known: Mapping[str, tuple[str, ...]]) -> Resolve:
    def resolve(name: str, port: int) -> list[Any]:
        if name not in known:
            raise socket.gaierror(-2, "Name or service not known")
        return [(0, 0, 0, "", (address, port)) for address in known[name]]

    return resolve


def test_names_that_lead_here_are_used() -> None:
    assert resolved(HERE, resolver(EVERY_NAME)) == NAMES
    assert resolved("::1", resolver(EVERY_NAME)) == NAMES


@pytest.mark.parametrize(
    "known",
    [
        {},
        {name: (HERE,) for name in NAMES.values() if name != GRAPH},
        {**EVERY_NAME, GRAPH: ("127.0.0.2",)},
        {**EVERY_NAME, GRAPH: (HERE, "192.0.2.5")},
    ],
    ids=["none is known", "one is not known", "one leads to another address", "one leads away"],
)
def test_otherwise_no_name_is(known: Mapping[str, tuple[str, ...]]) -> None:
    assert resolved(HERE, resolver(known)) == {}


@pytest.mark.parametrize("name", ["okta.localhost", "OKTA.localhost:4000"])
def test_the_control_surface_knows_the_names_it_is_told(name: str) -> None:
    assert Names(local=frozenset(NAMES.values())).include(name)
    assert not Names().include(name)


def test_it_knows_no_other_local_name() -> None:
    assert not Names(local=frozenset(NAMES.values())).include("evil.localhost")
