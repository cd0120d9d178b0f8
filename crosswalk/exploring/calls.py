"""What was done in a step: verbs of the consoles, as they were called and what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec

from fakes.insync.model import Account
from fakes.outcomes.situation import Situation
from fakes.serving.operations import ADMINS, Operation, find, operations_of
from fakes.store.encoding import plain
from fakes.wire import Address

LOOKING = ("Return", "Tell")
"""How the docstring of a verb begins that only looks."""


class Refused(Exception):
    """A console refused, in a sentence, what an action asked for."""


class Broken(Exception):
    """A verb ended as no verb may; ``__cause__`` is what it raised."""


@dataclass(slots=True)
class Call:
    """A verb with its arguments by name, and its result, or the sentence that refused it.

    ``situation`` is what decided, before a verb that runs jobs of inSync, and ``accounts`` are
    those that there were, by number.
    """

    verb: str
    arguments: Mapping[str, Any]
    result: Any = None
    refusal: str | None = None
    situation: Situation | None = None
    accounts: Mapping[int, Account] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether the console did what it was asked."""
        return self.refusal is None

    def as_json(self) -> dict[str, Any]:
        """Return verb and arguments as JSON has them."""
        return {"verb": self.verb, "arguments": written(self.arguments)}


def written(arguments: Mapping[str, Any]) -> Any:
    """Return the arguments of a verb as a control surface takes them."""
    return plain(_texts(arguments))


def _texts(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: each.text if isinstance(each, Address) else each for name, each in arguments.items()
    }


def digest_of(value: object) -> bytes:
    """Return what a value is, in bytes that are the same in every process."""
    return msgspec.json.encode(value, order="deterministic")


@cache
def operation(verb: str) -> Operation:
    """Return what the port says of a verb, such as ``okta.directory.add``."""
    return find(*verb.split("."))


@cache
def acting_verbs() -> tuple[str, ...]:
    """Return every verb of the three ports that does something, by system and part."""
    return tuple(
        str(each)
        for system in ADMINS
        for each in operations_of(system)
        if each.doc.split(maxsplit=1)[0] not in LOOKING
    )
