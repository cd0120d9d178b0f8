"""What is assumed, and how else it could be."""

from __future__ import annotations

from collections.abc import Iterator

from crosswalk import links
from crosswalk.catalogue import ASSUMPTIONS

from .model import Book
from .page import Entry, Page
from .proofs import Proof, proofs_of


def pages(book: Book) -> Iterator[Page]:
    """Yield the page of the assumptions."""
    found = proofs_of(book)
    listed = [(each, found.get(each.id, Proof())) for each in ASSUMPTIONS.values()]
    context = {
        "listed": listed,
        "unproved": [assumption for assumption, proof in listed if not proof.proved],
    }
    yield Page(links.ASSUMPTIONS, "Assumptions", "assumptions.html", context, tuple(_entries()))


def _entries() -> Iterator[Entry]:
    for each in ASSUMPTIONS.values():
        title = f"{each.id} {each.statement}"
        about = (each.why, each.otherwise, *each.readings)
        yield Entry("id", title, links.identifier(each.id), "What is assumed", about)
