"""What was typed into a form, as the admin port takes it."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from fakes.screens import Form, Wrong
from fakes.wire import Address

Choice = TypeVar("Choice", bound=Enum)


def address(form: Form, name: str) -> Address:
    """Return the address in a field; raises Wrong."""
    try:
        return Address(form.text(name))
    except ValueError as error:
        raise Wrong(name, str(error)) from None


def address_if_any(form: Form, name: str) -> Address | None:
    """Return the address in a field that may stay empty; raises Wrong."""
    return address(form, name) if form.text(name) else None


def ticked(form: Form, name: str, kind: type[Choice]) -> tuple[Choice, ...]:
    """Return what is ticked among boxes of one name, whose values are the names of an enum."""
    on = form.texts(name)
    return tuple(each for each in kind if each.name in on)


def at_field(name: str, refusal: ValueError) -> Wrong:
    """Return a refusal as one of what a field holds."""
    return Wrong(refusal.field if isinstance(refusal, Wrong) else name, str(refusal))
