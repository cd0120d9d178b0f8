"""The diagnosis of a tenant: its rows, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .choices import Choices
from .row import Row
from .tenant import Tenant


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The rows of a tenant, made anew each time that they are asked for, in the same order.

    A tenant of a million has a million rows: whoever needs them once goes through them once.
    """

    tenant: Tenant
    choices: Choices

    def rows(self) -> Iterator[Row]:
        """Yield a row for each account, then one for each person who needs one, by address."""
        raise NotImplementedError


def diagnose(tenant: Tenant, choices: Choices | None = None) -> Diagnosis:
    """Diagnose a tenant. Raises ValueError for an expression or a reading that there is not."""
    return Diagnosis(tenant, choices or Choices())
