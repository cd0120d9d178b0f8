"""A console: its menu, who can act in it, and its screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from .visits import Browser, Visit

Values: TypeAlias = Mapping[str, Any]
"""What a template is filled with."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a menu: where it leads, "" where it only opens, and what is below it."""

    label: str
    path: str = ""
    entries: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Next:
    """What follows a click that was done: a page, "" for the same one, and what it says once.

    ``secret`` is shown on that page and never again. ``found`` is what the click gave, for a page
    that shows it: it is kept until the next click.
    """

    path: str = ""
    said: str = ""
    secret: str = ""
    found: Sequence[object] = ()


Show: TypeAlias = Callable[[Visit], Values]
Do: TypeAlias = Callable[[Visit], Next]


@dataclass(frozen=True, slots=True)
class Screen:
    """A page at a path of the console, which may hold ``{names}``.

    ``show`` gives what the template is filled with. ``does`` has for each button of its forms, by
    the value of the button named ``do``, what a click does. Both raise ValueError with what the
    console says: a page then is not there, a form is shown again as it was typed. ``names`` has the
    field that is meant where such a text holds a word. ``refresh`` is after how many seconds a
    browser asks for the page again, 0 for never.
    """

    path: str
    template: str
    show: Show
    does: Mapping[str, Do] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    refresh: int = 0

    def field_named_in(self, text: str) -> str:
        """Return the field that a refusal is about, "" where it names none."""
        return next((name for word, name in self.names.items() if word in text), "")


@dataclass(frozen=True, slots=True)
class Console:
    """A console, served below ``/name``.

    ``templates`` is the directory of its templates. ``roles`` are those who can act, the first
    being who does at first; ``role`` tells who acts in a browser and ``act_as`` changes it.
    ``hamburger`` is the name of the icon that opens the menu, "" where it is always open.
    """

    name: str
    title: str
    templates: Path
    menu: Sequence[Entry]
    screens: Sequence[Screen]
    roles: Sequence[str] = ()
    role: Callable[[Browser], str] | None = None
    act_as: Callable[[Browser, str], None] | None = None
    hamburger: str = ""

    @property
    def base(self) -> str:
        """The path below which it is served."""
        return f"/{self.name}"

    def acting(self, browser: Browser) -> str:
        """Return who acts in a browser."""
        if self.role is not None:
            return self.role(browser)
        return browser.roles.get(self.name, next(iter(self.roles), ""))

    def change_role(self, browser: Browser, role: str) -> None:
        """Let somebody else act in a browser; raises ValueError listing who can."""
        if role not in self.roles:
            raise ValueError(f"nobody is a {role!r}: expected one of {', '.join(self.roles)}")
        if self.act_as is not None:
            self.act_as(browser, role)
        else:
            browser.roles[self.name] = role
