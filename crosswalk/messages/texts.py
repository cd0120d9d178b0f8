"""Texts without lone surrogates, which UTF-8 cannot encode."""

from __future__ import annotations


def whole(text: str) -> str:
    r"""Return a text in which a lone surrogate is escaped as in Python, like ``\udce4``."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
