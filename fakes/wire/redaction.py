"""What opens something is hidden from whoever reads a log or the journal.

``is_secret`` decides by the name of a value alone, however the name is spelled: in any case, with
any signs between its letters, percent-encoded in a form or escaped in JSON.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from urllib.parse import unquote, unquote_plus

from .json_text import Replacing

HIDDEN = "***"

_SECRETS = frozenset(
    (
        *("accesstoken", "activationtoken", "apitoken", "authtoken", "bearertoken", "idtoken"),
        *("recoverytoken", "refreshtoken", "resettoken", "sessiontoken", "statetoken", "token"),
        *("apikey", "assertion", "authorization", "clientassertion", "cookie", "privatekey"),
        *("proxyauthorization", "scimtoken", "secrettext", "setcookie", "tempauth", "xapikey"),
        *("activationurl", "recoveryquestion", "resetpasswordurl"),
    )
)
_ENDINGS = ("password", "passwd", "passphrase", "secret")
# A password of Okta is an object, of which these say how it is hashed; a recovery question tells
# the question to everybody, and its answer to nobody.
_KEPT = frozenset(("algorithm", "question", "saltorder", "type", "workfactor"))
# What follows one of these in a path opens something by itself.
_BEFORE_SECRETS = frozenset(("resetpassword", "uploadsessions", "welcome"))
# A body without any of these has no secret, and most have none.
_HINTS = (
    *(b"passw", b"passp", b"secret", b"token", b"auth", b"assertion", b"uploadsessions"),
    *(b"apikey", b"api_key", b"api-key", b"cookie", b"activation", b"privatekey"),
    *(b"private_key", b"private-key", b"recovery", b"reset", b"welcome", b"\\u", b"%"),
)
# Systems ask and answer the same again and again, but seldom at length.
_SHORT = 8192
_NOT_OF_A_NAME = re.compile(r"[\W_]+")
_STRUCTURED = re.compile(r"[=/{\[<]")
_FORM = re.compile(r"[^\s<{\[\"=]+=")
_IN_FORM = re.compile(r"(?P<before>^|[&;])(?P<name>[^&=\s]+)=(?P<value>[^&\s]*)")
_IN_URL = re.compile(
    r"(?P<before>[?&;]|\\u0026)(?P<name>[^?&=;/\s\"\\<>]+)=(?P<value>[^&#;\s\"\\<>]*)"
)
_SEGMENT = re.compile(r"/(?P<name>[^/?#\s\"\\<>]+)(?=/(?P<value>[^/?#\s\"\\<>]+))")
_ELEMENT = re.compile(
    r"(?P<tag><(?:[\w.-]+:)?(?P<name>[\w.-]+)(?:\s[^<>]*)?>)"
    r"(?P<value>(?:[^<]|<!\[CDATA\[.*?\]\]>)+)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<tag>(?:[\w.-]+:)?(?P<name>[\w.-]+)\s*=\s*)(?P<value>\"[^\"]*\"|'[^']*')"
)


@lru_cache(maxsize=4096)
def is_secret(name: str) -> bool:
    """Tell whether what stands under a name opens something."""
    letters = _letters(name)
    return letters in _SECRETS or letters.endswith(_ENDINGS)


@lru_cache(maxsize=1024)
def path_without_secrets(path: str) -> str:
    """Replace what opens something in a path and its query."""
    way, mark, query = path.partition("?")
    return _in_segments(way) + mark + _IN_FORM.sub(_pair, query)


def without_secrets(body: bytes) -> bytes:
    """Replace passwords, client secrets and tokens in a body of JSON, XML or a form."""
    return _often(body) if len(body) <= _SHORT else _replaced(body)


def _replaced(body: bytes) -> bytes:
    encoding = json.detect_encoding(body) if b"\0" in body[:4] else "utf-8"
    lowered = body.lower()
    if encoding == "utf-8" and not any(map(lowered.__contains__, _HINTS)):
        return body
    errors = "surrogateescape" if encoding == "utf-8" else "surrogatepass"
    try:
        return _redacted(body.decode(encoding, errors)).encode(encoding, errors)
    except UnicodeError:
        return body


_often = lru_cache(maxsize=1024)(_replaced)


def _redacted(text: str) -> str:
    """Replace secrets in a text, in the syntax with which it begins."""
    if not _STRUCTURED.search(text):
        return text
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "["):
        return _in_json(text)
    if start == "<":
        return _in_urls(_ATTRIBUTE.sub(_tagged, _ELEMENT.sub(_tagged, text)))
    return _in_urls(_IN_FORM.sub(_pair, text) if _FORM.match(text) else text)


def _in_urls(text: str) -> str:
    return _in_segments(_IN_URL.sub(_pair, text) if "=" in text else text)


def _in_segments(path: str) -> str:
    """Replace what follows a segment of a path that says so."""
    for match in reversed(tuple(_SEGMENT.finditer(path))):
        if _letters(unquote(match["name"])) in _BEFORE_SECRETS:
            path = path[: match.start("value")] + HIDDEN + path[match.end("value") :]
    return path


def _pair(match: re.Match[str]) -> str:
    value = HIDDEN if is_secret(unquote_plus(match["name"])) else match["value"]
    return f"{match['before']}{match['name']}={value}"


def _tagged(match: re.Match[str]) -> str:
    if not is_secret(match["name"]) or not match["value"].strip():
        return match[0]
    quote = match["value"][0] if match["value"][0] in "\"'" else ""
    return f"{match['tag']}{quote}{HIDDEN}{quote}"


def _is_kept(name: str) -> bool:
    return _letters(name) in _KEPT


def _letters(name: str) -> str:
    return _NOT_OF_A_NAME.sub("", name).casefold()


_in_json = Replacing(is_secret, _is_kept, _redacted, HIDDEN)
