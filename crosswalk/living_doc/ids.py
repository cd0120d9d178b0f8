"""Every statement by its id, and the examples that show it."""

from __future__ import annotations

from collections.abc import Iterator

from crosswalk import links
from crosswalk.catalogue import KINDS

from .model import Book
from .page import Entry, Page
from .proofs import Proof, proofs_of


def pages(book: Book) -> Iterator[Page]:
    """Yield the index."""
    found = proofs_of(book)
    kinds = [
        (title, [(each, found.get(each.id, Proof())) for each in statements.values()])
        for title, statements in KINDS
    ]
    everything = [each for _, listed in kinds for each in listed]
    context = {
        "kinds": kinds,
        "total": len(everything),
        "unproved": [statement for statement, proof in everything if not proof.proved],
    }
    yield Page(links.IDS, "Statements by id", "ids.html", context, tuple(_entries()))


def _entries() -> Iterator[Entry]:
    for title, statements in KINDS:
        for each in statements.values():
            name = f"{each.id} {each.statement}"
            yield Entry("id", name, links.identifier(each.id), title, (each.source,))
