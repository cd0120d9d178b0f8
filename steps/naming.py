"""Who is meant: the one account, Okta user or Microsoft 365 user that a sentence names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import pytest

from fakes.company.cast import CAST

Found = TypeVar("Found")

ORDINALS = ("first", "second", "third")
NAME = r"[A-Z]\w*"
"""A person of the cast, or one that a table of the scenario brings."""


class Named(NamedTuple):
    """How a sentence names one of the things of a person: whose, which of several, or its address.

    ``place`` counts from 0 in the order of creation, None where the person has only one.
    """

    person: str | None = None
    place: int | None = None
    address: str = ""


def pattern_of(one: str) -> str:
    """Return the pattern of the texts that name one of several."""
    return rf'the (?:(?:{"|".join(ORDINALS)}) {one} of {NAME}|{one} "[^"]*")'


def named(text: str) -> Named:
    """Return what a text names, such as `Sam`, `the first account of Sam`, `the account "..."`."""
    if text.endswith('"'):
        return Named(address=text.split('"')[1])
    which = re.match(rf"the ({'|'.join(ORDINALS)}) ", text)
    return Named(text.rpartition(" ")[2], ORDINALS.index(which[1]) if which else None)


def names_in(text: str) -> list[str]:
    """Return the names of people in what a placeholder holds, such as `the account of Sam`."""
    return [] if '"' in text else re.findall(rf"\b{NAME}", text.rpartition(" of ")[2])


def unlisted(text: str) -> list[str]:
    """Return the names in a text that are none of the cast: a table has to bring them."""
    return [name for name in names_in(text) if name not in CAST]


def pick(
    name: Named,
    found: Sequence[Found],
    one: str,
    described: Callable[[Found], tuple[str, str]],
) -> Found:
    """Return the one of a person's things that is named; fails in words that offer the others.

    ``described`` gives the address and the state of one.
    """
    assert name.person is not None, f"expected a person's {one}, found {name.address!r}"
    told = [described(each) for each in found]
    listed = "".join(f"\n  {address} ({state})" for address, state in told)
    if name.place is None and len(found) > 1:
        which = [f"the {nth} {one} of {name.person}" for nth in ORDINALS[: len(found)]]
        which += [f'the {one} "{address}"' for address, _ in told]
        pytest.fail(
            f"{name.person} has {len(found)} {one}s, and the sentence means one:{listed}\n"
            f"say which: {', or '.join(which)}",
            pytrace=False,
        )
    place = name.place or 0
    if place >= len(found):
        missing = f"no {ORDINALS[place]} {one}, only:{listed}" if found else f"no {one}"
        pytest.fail(f"{name.person} has {missing}", pytrace=False)
    return found[place]
