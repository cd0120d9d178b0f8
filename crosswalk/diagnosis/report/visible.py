"""Values of others as text that can be read: what is invisible in them is spelled out."""

from __future__ import annotations

import unicodedata

from markupsafe import Markup, escape

_AT = Markup("<wbr>@")
_UNDERSCORE = Markup("_<wbr>")


def visible(text: str) -> str:
    """Return a text with every control, format and odd space character as its code point.

    They are why two addresses differ that look alike, and some turn what follows around.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_spelled(sign) if _is_hidden(sign) else sign for sign in text)


def _is_hidden(sign: str) -> bool:
    return sign != " " and unicodedata.category(sign) in _HIDDEN


_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"})


def _spelled(sign: str) -> str:
    return f"⟨U+{ord(sign):04X}⟩"


def address(text: str) -> Markup:
    """Return an address as HTML that may be broken before the sign at."""
    return escape(visible(text)).replace("@", _AT)


def code(text: str) -> Markup:
    """Return the code of a problem as HTML that may be broken after each underscore."""
    return escape(text).replace("_", _UNDERSCORE)
