"""Pages of a site as a test reads them: their elements and their text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from crosswalk.living_doc.model import Book
from crosswalk.living_doc.site import build


class Reader(HTMLParser):
    """Reads a page as a browser would."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, attribute: str) -> list[str]:
        return [found[attribute] or "" for _, found in self.elements if attribute in found]


def site_of(book: Book, directory: Path) -> dict[str, Reader]:
    """Build the site of a book and return its pages by their names."""
    build(book, directory)
    return pages_in(directory)


def pages_in(site: Path) -> dict[str, Reader]:
    """Return the pages of a site by their names."""
    return {path.name: Reader(path.read_text("utf-8")) for path in site.glob("*.html")}
