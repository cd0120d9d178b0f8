"""What has a name on a screen, read from the tree that a browser gives to screen readers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fakes.company.cast import CAST

from .model import Named, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_LINE = re.compile(r"""(?x)
    (?P<indent>\ *)-\ (?P<quote>'?)(?P<role>[a-z]+)
    (?:\ (?P<name>"(?:[^"\\]|\\.)*"))?
    (?:\ \[[^]]*\])*
    (?P=quote)(?::(?:\ (?P<text>.*))?)?$
""")
ROLES = frozenset(
    {
        *("heading", "button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio"),
        *("spinbutton", "columnheader", "rowheader", "group", "tab", "term", "table"),
    }
)
_VALUES = frozenset({"definition"})
_LAB = frozenset({("navigation", "Lab"), ("complementary", "What the last click sent")})
"""What the lab adds to a console."""
SEVERAL = Named("fields", "")
_SKIP_LINK = Named("link", "Skip to the content")
_PEOPLE = re.compile(
    "|".join((r"\S+@\S+", *(rf"\b{re.escape(each.full_name)}\b" for each in CAST.values())))
)
_ID = re.compile(r"(?<=/)(?:(?=[^/]*\d)[0-9A-Za-z]{16,}|[0-9a-f]{8}-[0-9a-f-]{27})(?=/|$)")
_LEFT_OUT = "…"


def screen_of(page: Page) -> Screen:
    """Return what the screen on a page shows."""
    shows = list(named(page.locator("body").aria_snapshot().splitlines()))
    path = urlsplit(page.url).path
    return Screen(
        _without_people(page.title()),
        _ID.sub(_LEFT_OUT, path),
        tuple(dict.fromkeys(each for each in shows if each != _SKIP_LINK)),
    )


def control_of(control: Locator) -> Named:
    """Return what a control is called; several have no name."""
    if control.count() != 1:
        return SEVERAL
    found = _LINE.fullmatch(control.aria_snapshot().partition("\n")[0])
    return Named(found["role"], _name(found)) if found else SEVERAL


def named(lines: Iterable[str]) -> Iterator[Named]:
    """Yield what has a name in a tree as Playwright writes it, without the values of people."""
    left_out: int | None = None
    for found in filter(None, map(_LINE.fullmatch, lines)):
        indent, role = len(found["indent"]), found["role"]
        if left_out is not None and indent > left_out:
            continue
        left_out = None
        name = _name(found)
        if role in _VALUES or (role, name) in _LAB:
            left_out = indent
        elif role in ROLES and name.strip(f"{_LEFT_OUT} "):
            yield Named(role, name)


def _name(found: re.Match[str]) -> str:
    return _without_people(_text(found["name"] or found["text"] or ""))


def _text(written: str) -> str:
    """Return a text of the tree without its quotes."""
    return str(json.loads(written)) if written.startswith('"') else written


def _without_people(text: str) -> str:
    return _PEOPLE.sub(_LEFT_OUT, text)
