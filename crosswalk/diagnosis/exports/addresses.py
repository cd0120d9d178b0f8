"""What the column of all addresses of a Microsoft 365 user says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .texts import Texts

_PREFIXED = re.compile(r"[;,+\s]+(?=[A-Za-z0-9]+:)")
_SEPARATORS = re.compile(r"[;,\s]+")
_SEPARATED = re.compile(r"[^@;,\s]+@[^@;,\s+]*|[^@;,\s]+")
_MAIL = ("", "smtp")
_TYPE_NAME = re.compile(r"(?:Deserialized\.)?(?:System|Microsoft)\.[^@]*")
JOIN = (
    "Get-EXOMailbox -ResultSize Unlimited | Select-Object UserPrincipalName,PrimarySmtpAddress,"
    '@{n="EmailAddresses";e={$_.EmailAddresses -join ";"}} | '
    "Export-Csv mailboxes.csv -NoTypeInformation -Encoding UTF8"
)


def is_type_name(cell: str) -> bool:
    """Tell whether a cell has the name of a collection's type instead of addresses."""
    return _TYPE_NAME.fullmatch(cell) is not None


def listed(cells: Sequence[str], texts: Texts) -> list[tuple[str, ...]]:
    """Return the mail addresses of each cell, nothing of an empty one.

    The first is the primary SMTP address, whose prefix is in capitals, or empty.
    """
    shared = texts.address
    found = (_plain(cell) or _listed(cell) if cell else () for cell in cells)
    return [tuple(map(shared, each, each)) for each in found]


def _plain(cell: str) -> list[str] | None:
    """Return the addresses of a cell as nearly all are, which takes no pattern; None of others."""
    text = cell.replace("+smtp:", " smtp:")
    if "+" in text or "," in text:
        return None
    found = [""]
    for entry in text.replace(";", " ").split():
        prefix = entry[:5]
        if prefix == "smtp:":
            found.append(entry[5:])
        elif prefix == "SMTP:" and not found[0]:
            found[0] = entry[5:]
        else:
            return None
    return found


def _listed(cell: str) -> list[str]:
    found = [""]
    for entry in _PREFIXED.split(cell):
        prefix, _, rest = entry.rpartition(":")
        if prefix.casefold() in _MAIL:
            for number, address in enumerate(_separated(rest)):
                if prefix == "SMTP" and not number and not found[0]:
                    found[0] = address
                else:
                    found.append(address)
    return found


def _separated(text: str) -> list[str]:
    """Return the addresses of a text without prefixes; a plus sign separates after a domain."""
    if text.count("@") < 2:
        return [each for each in _SEPARATORS.split(text) if each]
    return [each.lstrip("+") for each in _SEPARATED.findall(text)]
