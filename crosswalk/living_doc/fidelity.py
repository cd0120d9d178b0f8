"""What is simulated of each product, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosswalk import links
from crosswalk.catalogue import LEFT_OUT, MODELED

from .model import Book
from .page import Entry, Page


def pages(book: Book) -> Iterator[Page]:
    """Yield the page of what is modeled and what is left out, system by system."""
    del book
    named = [each.system for each in MODELED] + [each.system for each in LEFT_OUT]
    systems = list(dict.fromkeys(named))
    context = {
        "systems": [
            (
                system,
                [each for each in MODELED if each.system == system],
                [each for each in LEFT_OUT if each.system == system],
            )
            for system in systems
        ]
    }
    entries = tuple(_entries(systems))
    yield Page(links.FIDELITY, "What is simulated", "fidelity.html", context, entries)


def _entries(systems: Iterable[str]) -> Iterator[Entry]:
    for system in systems:
        modeled = (f"{each.what} {each.source}" for each in MODELED if each.system == system)
        left_out = (f"{each.what} {each.answer}" for each in LEFT_OUT if each.system == system)
        address = f"{links.FIDELITY}#{links.slug(system)}"
        yield Entry("page", f"What is simulated of {system}", address, text=(*modeled, *left_out))
