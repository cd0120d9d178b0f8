"""Texts as UTF-8 can hold them: half a character, as in a file name of old, is spelled out."""

from __future__ import annotations


def whole(text: str) -> str:
    r"""Return a text in which half a character is written as Python writes it, like ``\udce4``."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
