"""What a run says: how many mutants were killed, which are alive, and what the list has wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from .mutants import Mutant
from .trying import Fate
from .unnoticed import FILE, Unnoticed

_ALIVE = (Fate.ALIVE, Fate.UNREACHED)
_KILLED = (Fate.KILLED, Fate.ENDLESS)
_WORDS = (
    *(fate.value for fate in (*_KILLED, Fate.ELSEWHERE)),
    "equivalent",
    "alive",
    Fate.UNTRIED.value,
)


@dataclass(frozen=True)
class Verdict:
    """The fates of the mutants that were chosen, against the list of what nobody notices."""

    made: Collection[Mutant]
    """All mutants of the modules, chosen or not."""
    fates: Mapping[Mutant, Fate]
    known: Mapping[Mutant, Unnoticed]
    """What features and laws cannot notice."""

    @property
    def is_right(self) -> bool:
        """Tell whether all mutants that were tried are killed or listed, and the list is right."""
        return not any(self.complaints())

    def summary(self) -> str:
        """Return how many mutants there were, and what became of them."""
        counts = Counter(self._word(mutant, fate) for mutant, fate in self.fates.items())
        told = (f"{counts[word]} {word}" for word in _WORDS if counts[word])
        return f"{len(self.fates)} mutants: {', '.join(told) or 'nothing to try'}"

    def _word(self, mutant: Mutant, fate: Fate) -> str:
        if fate in _ALIVE:
            return "equivalent" if self._is_equivalent(mutant) else "alive"
        return fate.value

    def _is_equivalent(self, mutant: Mutant) -> bool:
        return mutant in self.known and not self.known[mutant].test

    def complaints(self) -> Iterator[str]:
        """Yield each mutant that is alive, and each line of the list that is not true."""
        if set(self.fates.values()) == {Fate.UNTRIED}:
            yield "the time was over before the first mutant: allow more seconds"
        for mutant, fate in self.fates.items():
            if fate in _ALIVE and not self._is_equivalent(mutant):
                yield _told(mutant, fate.value)
            elif fate in _KILLED and mutant in self.known:
                yield _told(mutant, f"killed, take it out of {FILE.name}")
        yield from self._gone()

    def _gone(self) -> Iterator[str]:
        paths = {mutant.path for mutant in self.made}
        for each in self.known:
            if each.path in paths and each not in self.made:
                yield _told(each, f"no such mutant, take it out of {FILE.name}")


def _told(mutant: Mutant, what: str) -> str:
    place = f"{mutant.path}:{mutant.line}" if mutant.line else mutant.path
    number = f" ({mutant.number})" if mutant.number > 1 else ""
    return f"{place} {mutant.place}{number}: {what}\n  - {mutant.before}\n  + {mutant.after}"
