"""MIME in which nothing is encoded or folded, read and written as it stands.

Python's email package does the same for any MIME, fifty times as slow. Where something has to be
encoded, folded or repaired, these functions return None and leave it to that package.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_WIDTH = 78
_HEAD = re.compile(rb"((?:[!-9;-~]+: [ -~]*\r\n)+)\r\n")
# Words with a space between them, as any header may have; `=?` begins an encoded word.
_WORDS = re.compile(r"(?!.*=\?)[!-~]+(?: [!-~]+)*")
# Both have neither quotes nor comments, which would be written anew.
_ADDRESS = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
_VALUES = {
    "From": _ADDRESS,
    "To": _ADDRESS,
    "Message-ID": re.compile(f"<{_ADDRESS.pattern}>"),
}
_TEXT = re.compile(r"[\t\n\r -~]*")
_TEXT_HEADERS = (
    'Content-Type: text/plain; charset="utf-8"',
    "Content-Transfer-Encoding: 7bit",
    "MIME-Version: 1.0",
)


def headers_in(mime: bytes) -> tuple[tuple[str, str], ...] | None:
    """Return the headers of a message in their order, each with its value."""
    head = _HEAD.match(mime)
    if head is None:
        return None
    lines = head[1].decode("ascii").splitlines()
    return tuple((name, value) for name, _, value in (line.partition(": ") for line in lines))


def is_address(text: str) -> bool:
    """Tell whether a text is one address and nothing else."""
    return bool(_ADDRESS.fullmatch(text))


def letter(headers: Mapping[str, str], body: str) -> bytes | None:
    """Return a message with these headers and a plain text."""
    lines = body.splitlines()
    if not _TEXT.fullmatch(body) or max(map(len, lines), default=0) > _WIDTH:
        return None
    head = [f"{name}: {value}" for name, value in headers.items() if _stands(name, value)]
    if len(head) < len(headers):
        return None
    return "\r\n".join([*head, *_TEXT_HEADERS, "", *(lines or [""]), ""]).encode("ascii")


def _stands(name: str, value: str) -> bool:
    """Tell whether a header is written as it is, on a line of its own."""
    fits = len(name) + len(": ") + len(value) <= _WIDTH
    return fits and bool(_VALUES.get(name, _WORDS).fullmatch(value))
