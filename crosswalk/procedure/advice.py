"""What the page on one user says of an import, and of what no step of the procedure cures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec

from fakes.insync.model import Workload

from .imports import Effect
from .runbook import Claim, Words

ADVICE = Path(__file__).with_suffix(".toml")


class Told(Claim, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an import does to a user, in a sentence; `ids` is empty where no id is about it."""

    effect: Effect
    ids: tuple[Words, ...] = ()


class Uncured(Claim, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What makes jobs fail and no step of the procedure changes, and what to do about it.

    `id` is the one of the catalogue that decides; without a `workload` it does so for both.
    """

    id: Words
    do: Words
    workload: Workload | None = None

    def explains(self, ids: Iterable[str], workload: Workload) -> bool:
        """Tell whether this is what decided how a job ended."""
        return self.id in ids and self.workload in (None, workload)


class Advice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of every effect, and what no step cures, the most telling first."""

    effects: Annotated[tuple[Told, ...], msgspec.Meta(min_length=1)]
    uncured: Annotated[tuple[Uncured, ...], msgspec.Meta(min_length=1)]


def advice(path: Path = ADVICE) -> Advice:
    """Return all of it; raises ValueError saying where and what was expected."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Advice)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error
