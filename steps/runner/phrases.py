"""Parameter types: what may stand where a sentence of the vocabulary has a placeholder.

A step module writes `parsers.parse("{person:Person} is in Okta", extra_types=TYPES)`. A closed list
makes an unknown name an unknown sentence, which fails with the list, and not as a wrong test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fakes.wire import Address


@dataclass(frozen=True, slots=True)
class ParameterType:
    """A type of placeholder: the text it fits, and the value the text stands for.

    ``allowed`` lists the texts of a closed list; it is empty for an open one. ``expected`` ends the
    sentence "it is not ...".
    """

    name: str
    pattern: str
    expected: str
    allowed: tuple[str, ...]
    convert: Callable[[str], object]

    def __call__(self, text: str) -> object:
        """Return the value of a text; raises ValueError, saying what was expected."""
        return self.convert(text)


TYPES: dict[str, ParameterType] = {}


def one_of(name: str, values: Mapping[str, object], *, quoted: bool = False) -> ParameterType:
    """Add a closed list to the types: each text stands for its value.

    With ``quoted`` the texts stand in double quotes in a sentence.
    """
    spelled = {f'"{text}"' if quoted else text: value for text, value in values.items()}
    longest_first = sorted(spelled, key=len, reverse=True)
    expected = f"one of {', '.join(spelled)}"

    def convert(text: str) -> object:
        # parse compares without case; a name is written as it is listed.
        if text not in spelled:
            raise ValueError(f"{text} is not {expected}")
        return spelled[text]

    pattern = "|".join(map(re.escape, longest_first))
    return _add(ParameterType(name, f"(?:{pattern})", expected, tuple(spelled), convert))


def open_type(
    name: str, pattern: str, convert: Callable[[str], object], *, expected: str
) -> ParameterType:
    """Add a type whose texts are described by a pattern without groups."""
    return _add(ParameterType(name, pattern, expected, (), convert))


def quoted(name: str, convert: Callable[[str], object], *, expected: str) -> ParameterType:
    """Add a type whose texts stand in double quotes; the conversion sees them without."""
    return open_type(
        name, r'"[^"]*"', lambda text: convert(text[1:-1]), expected=f"{expected} in double quotes"
    )


def _add(parameter: ParameterType) -> ParameterType:
    if parameter.name in TYPES:
        raise ValueError(f"the parameter type {parameter.name!r} is already there")
    TYPES[parameter.name] = parameter
    return parameter


open_type("Count", r"\d+", int, expected="a whole number")
open_type("Word", r"\S+", str, expected="one word")
quoted("Address", Address, expected="an address")
quoted("Text", str, expected="a text")
