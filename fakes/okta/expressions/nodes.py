"""What an expression is once it is read: a tree of small values."""

from __future__ import annotations

from dataclasses import dataclass

Value = str | int | float | bool | None | tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, a number, true, false or null."""

    value: Value


@dataclass(frozen=True, slots=True)
class Array:
    """An array in braces."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """An attribute of a scope, such as ``user.login``."""

    scope: str
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a truth."""

    operand: Node
    position: int


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and what stands between them."""

    operator: str
    left: Node
    right: Node
    position: int


@dataclass(frozen=True, slots=True)
class Conditional:
    """``test ? then : otherwise``."""

    test: Node
    then: Node
    otherwise: Node
    position: int


@dataclass(frozen=True, slots=True)
class Elvis:
    """``value ?: otherwise``."""

    value: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    function: str
    arguments: tuple[Node, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Property:
    """An attribute of the profile that a call finds, as in ``findDirectoryUser().mail``."""

    of: Call
    name: str
    position: int


Node = Literal | Array | Reference | Not | Binary | Conditional | Elvis | Call | Property


@dataclass(frozen=True, slots=True)
class Expression:
    """A whole expression with the text it was read from."""

    text: str
    root: Node
