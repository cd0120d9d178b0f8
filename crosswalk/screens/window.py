"""A browser's window on the consoles: what a person can do in it, by what it reads there."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import urlsplit

from .reading import READ, converted

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Kind = TypeVar("Kind")
Watch = Callable[["Locator"], Any]
# Pages have no script: there is nothing to wait for once they are read.
_READY: Literal["domcontentloaded"] = "domcontentloaded"


def _named(label: str) -> re.Pattern[str]:
    """Return what the text of a control is, which may have an icon before it."""
    return re.compile(rf"^\W*{re.escape(label)}\s*$")


def _unwatched(_control: Locator) -> Any:
    return nullcontext()


class NotOnScreen(Exception):
    """The screen does not show what is looked for; the message says what and where."""


class Window:
    """A page of Chromium at the consoles of a served lab.

    ``watch`` gives a context manager that is told the control before each click: it may look at
    the screen right before the click and right after it.
    """

    def __init__(self, page: Page, base_url: str, watch: Watch = _unwatched) -> None:
        self.page = page
        self._base = urlsplit(base_url)._replace(path="").geturl()
        self.watch = watch

    def go(self, console: str, *labels: str) -> None:
        """Go through the menu of a console, by the labels of links or of what opens; one by one."""
        if not self.page.url.startswith(f"{self._base}/{console}"):
            self.page.goto(f"{self._base}/{console}", wait_until=_READY)
        for label in labels:
            menu = self.page.get_by_role("navigation", name="Menu", exact=True)
            in_menu = menu.get_by_role("link", name=label, exact=True).count()
            self.follow(label, within=menu if in_menu else self.page.locator("main"))

    def follow(self, label: str, *, within: Locator | None = None) -> None:
        """Click a link."""
        where = within or self.page.locator("body")
        self._click(where.get_by_role("link", name=label, exact=True), f"the link {label!r}")

    def unfold(self, label: str, *, within: Locator | None = None) -> None:
        """Click what opens a menu or further fields, which is no link: the page stays."""
        where = within or self.page.locator("body")
        found = where.locator("summary:visible").filter(has_text=_named(label))
        summary = self._one(found, f"{label!r}, which opens something,")
        with self.watch(summary):
            summary.click()

    def follow_to(self, path: str) -> None:
        """Click the link that leads to a path: for rows of lists, whose names repeat.

        Where the list has further pages, they are turned until it is there. Raises ValueError
        where it is on none of them.
        """
        self._click(self._turn_to(path), f"the link to {path}")

    def row_with(self, text: str) -> Locator:
        """Return the row of a list that holds a text of its own; pages are turned as above."""
        row = self.page.locator("main tr").filter(has=self.page.get_by_text(text, exact=True))
        if not row.count():
            self._enlarge()
        while not row.count():
            if not self._turn():
                raise ValueError(f"{self.page.title()} has no row of {text}")
        return row

    def row(self, path: str) -> Locator:
        """Return the row of a list that has the link to a path; pages are turned as above."""
        return self._turn_to(path).locator("xpath=ancestor::tr")

    def press(self, button: str, *, within: Locator | None = None) -> None:
        """Click a button; raises ValueError with what the screen says where it refuses."""
        where = within or self.page.locator("main")
        self._click(where.get_by_role("button", name=button, exact=True), f"the button {button!r}")
        self._complain()

    def press_one(self, button: str, *, within: Locator) -> None:
        """Click the one button of a row that shows this text; raises ValueError as above."""
        shown = within.get_by_role("button").filter(has_text=button)
        self._click(shown, f"the button {button!r} of the row")
        self._complain()

    def said(self) -> str:
        """Return what the screen says once after a click, "" where it says nothing."""
        said = self.page.locator("main > [role=status]")
        return said.inner_text() if said.count() else ""

    def fill(self, label: str, text: str, *, within: Locator | None = None) -> None:
        """Type a text into a field."""
        self._field(label, within).fill(text)

    def choose(self, label: str, option: str, *, within: Locator | None = None) -> None:
        """Choose from a list."""
        self._field(label, within).select_option(option)

    def tick(self, label: str, on: bool, *, within: Locator | None = None) -> None:
        """Tick a box, or clear it; a radio button is ticked."""
        self._field(label, within).set_checked(on)

    def upload(self, label: str, content: bytes, name: str = "file.csv") -> None:
        """Choose a file."""
        file: Any = {"name": name, "mimeType": "text/csv", "buffer": content}
        self._field(label, None).set_input_files(file)

    def read(self, kind: type[Kind]) -> Kind:
        """Return the one record of a type that is on the screen; raises NotOnScreen."""
        found = self.read_all(kind)
        if len(found) != 1:
            raise NotOnScreen(f"{len(found)} of {kind.__name__} on {self.page.url}: expected one")
        return found[0]

    def read_all(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return the records of a type that are on the screen, in their order."""
        items = self.page.locator(f'[itemtype="{kind.__name__}"]')
        return tuple(converted(each, kind) for each in items.evaluate_all(READ))

    def secret(self) -> str:
        """Return the secret that the page shows this once; raises NotOnScreen."""
        found = self._one(self.page.locator("main .secret"), "a secret")
        return found.text_content() or ""

    def read_pages(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return the records of a type on this page of a list and on those behind it."""
        self._enlarge()
        found = self.read_all(kind)
        while self._turn():
            found += self.read_all(kind)
        return found

    def _complain(self) -> None:
        """Raise ValueError with what the screen says where it refuses."""
        alert = self.page.get_by_role("alert")
        if alert.count():
            raise ValueError(alert.first.text_content())

    def _turn_to(self, path: str) -> Locator:
        link = self.page.locator(f'main a[href="{path}"]').first
        if not link.count():
            self._enlarge()
        while not link.count():
            if not self._turn():
                raise ValueError(f"{self.page.title()} has no link to {path}")
        return link

    def _enlarge(self) -> None:
        """Show as many rows a page as there can be, which is faster than turning pages."""
        larger = self.page.get_by_role("link", name="200 a page", exact=True)
        if larger.count():
            self._click(larger, "more rows a page")

    def _turn(self) -> bool:
        """Go to the next page of a list; tell whether there is one."""
        further = self.page.get_by_role("link", name="Next", exact=True)
        if not further.count():
            return False
        self._click(further, "the next page")
        return True

    def _field(self, label: str, within: Locator | None) -> Locator:
        found = (within or self.page.locator("main")).get_by_label(label, exact=True)
        return self._one(found, f"the field {label!r}")

    def _click(self, control: Locator, what: str) -> None:
        found = self._one(control, what)
        with self.watch(found), self.page.expect_navigation(wait_until=_READY):
            found.click()

    def _one(self, found: Locator, what: str) -> Locator:
        count = found.count()
        if count != 1:
            title = self.page.title()
            raise NotOnScreen(f"{what} is {count} times on {title!r} ({self.page.url})")
        return found
