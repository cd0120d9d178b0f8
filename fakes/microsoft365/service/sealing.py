"""Values that say what they stand for and are signed, so that nothing has to be stored of them."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from functools import lru_cache

import msgspec


def sealed(key: str, kind: str, parts: Sequence[str | int]) -> str:
    """Return a text of a kind that holds its parts, signed with a key."""
    body = urlsafe_b64encode(msgspec.json.encode(parts)).rstrip(b"=").decode()
    return f"{body}.{_signature(key, kind, body)}"


def unsealed(key: str, kind: str, text: str) -> tuple[str | int, ...] | None:
    """Return the parts of a text that was sealed with a key, or None if it was not."""
    try:
        return _parts(key, kind, text)
    except _NotSealed:
        return None


class _NotSealed(Exception):
    """A text was not sealed with the key."""


@lru_cache(maxsize=1024)
def _parts(key: str, kind: str, text: str) -> tuple[str | int, ...]:
    """Return the parts of a text; raises _NotSealed.

    A client shows the same token with each request, so what was unsealed is remembered. What was
    not sealed can be of any length, and is not: an error is never cached.
    """
    body, _, signature = text.partition(".")
    expected = _signature(key, kind, body)
    if not hmac.compare_digest(signature.encode(errors="replace"), expected.encode()):
        raise _NotSealed
    padded = body + "=" * (-len(body) % 4)
    return msgspec.json.decode(urlsafe_b64decode(padded), type=tuple[str | int, ...])


def _signature(key: str, kind: str, body: str) -> str:
    # A lone surrogate is in no text that was sealed.
    text = f"{kind} {body}".encode(errors="replace")
    return hmac.new(key.encode(), text, hashlib.sha256).hexdigest()
