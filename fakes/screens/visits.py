"""What a browser sends to a screen, and what is remembered of a browser between two clicks."""

from __future__ import annotations

import hmac
import re
import secrets
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from typing import TypeVar
from urllib.parse import urlencode

Choice = TypeVar("Choice", bound=Enum)

MOST_BROWSERS = 1000
_RANDOM_BYTES = 24
_COOKIE = re.compile(r"[A-Za-z0-9_-]{32}")


class Wrong(ValueError):
    """A field of a form holds what cannot be read; ``field`` is its name."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was chosen in a form."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form by their names, as they were sent."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.fields

    def text(self, name: str) -> str:
        """Return the text of a field, "" where there is none."""
        return next(iter(self.fields.get(name, ())), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return every value of a field: of the boxes of one name that are ticked."""
        return tuple(self.fields.get(name, ()))

    def is_ticked(self, name: str) -> bool:
        """Tell whether a box is ticked."""
        return name in self.fields

    def number(self, name: str) -> int:
        """Return the number in a field; raises Wrong."""
        text = self.text(name).strip()
        if not text.removeprefix("-").isdecimal() or not text.isascii():
            raise Wrong(name, f"{text!r} is not a number: expected digits, such as 25")
        return int(text[:20])

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        """Return what was chosen, by its value; raises Wrong listing what there is."""
        text = self.text(name)
        for each in kind:
            if each.value == text:
                return each
        known = ", ".join(repr(each.value) for each in kind)
        raise Wrong(name, f"{text!r} cannot be chosen: expected one of {known}")

    def file(self, name: str) -> Upload:
        """Return a file that was chosen; raises Wrong where none was."""
        if name not in self.files or not self.files[name].name:
            raise Wrong(name, "no file is chosen: choose one")
        return self.files[name]


@dataclass(slots=True)
class Browser:
    """What is remembered of a browser: who acts in it, and what its last click said and gave.

    ``sent_from`` is how much had crossed the wire when its last button was clicked.
    """

    token: str
    roles: dict[str, str] = field(default_factory=dict)
    said: str = ""
    secret: str = ""
    found: Sequence[object] = ()
    sent_from: int | None = None
    cookie: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a form was refused: at which of its fields, or "" for none of them."""

    button: str
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that is opened, or a button that is clicked in it.

    ``path`` is as an address has it. ``named`` are the parts of it that have a name, ``query``
    what follows it. ``form`` is what was typed, which after a refusal is shown again. ``role`` is
    who acts.
    """

    path: str
    named: Mapping[str, str]
    query: Mapping[str, str]
    browser: Browser
    role: str = ""
    form: Form = field(default_factory=Form)
    refusal: Refusal | None = None

    @property
    def address(self) -> str:
        """Where it is, with its query: its forms lead to where they are."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path


class Browsers:
    """The browsers, told apart by the cookie that each was given.

    What a form has to bring follows from the cookie, by a key that nobody else has, so that a
    browser is remembered only once it has clicked something. The oldest are forgotten.
    """

    COOKIE = "crosswalk-browser"

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._known: OrderedDict[str, Browser] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def known(self, cookie: str) -> Browser | None:
        """Return the browser that has a cookie, None where it is not such as are given here."""
        if cookie in self._known:
            self._known.move_to_end(cookie)
            return self._known[cookie]
        return self._made(cookie) if _COOKIE.fullmatch(cookie) else None

    def new(self) -> Browser:
        """Return a browser that has no cookie yet, with the one that it is given."""
        return self._made(secrets.token_urlsafe(_RANDOM_BYTES))

    def is_own(self, browser: Browser, token: str) -> bool:
        """Tell whether a form was on a page that this browser was given."""
        return hmac.compare_digest(browser.token.encode(), token.encode())

    def remember(self, browser: Browser) -> None:
        """Remember a browser that clicked something, and forget the one that did so longest ago."""
        self._known[browser.cookie] = browser
        if len(self._known) > MOST_BROWSERS:
            self._known.popitem(last=False)

    def _made(self, cookie: str) -> Browser:
        token = hmac.new(self._key, cookie.encode(), sha256).hexdigest()
        return Browser(token, cookie=cookie)
