"""What opens something is hidden from whoever reads a log or the journal."""

from __future__ import annotations

import re

HIDDEN = "***"
_HIDE = rb"\1" + HIDDEN.encode()
_STRING = rb'(?:[^"\\]|\\.)*'
# Every body is searched, and a word that is not there is found missing fastest.
_IN_BODIES = (
    (b"tempauth=", re.compile(rb"([?&](?:tempauth|access_token)=)[^&#\s\"\\]*")),
    # The name of an upload session is all that its URL asks for.
    (b"/uploadSessions/", re.compile(rb'(/uploadSessions/)[^/?#\s"\\]+')),
    # Okta wraps a password: {"password": {"value": "..."}}.
    (
        b"assword",
        re.compile(rb'(assword"\s*:\s*(?:\{[^}]{0,400}?"value"\s*:\s*)?")' + _STRING),
    ),
    (b"client_", re.compile(rb'("client_(?:secret|assertion)"\s*:\s*")' + _STRING)),
    (b"token", re.compile(rb'("(?:access_|refresh_)?token"\s*:\s*")' + _STRING)),
    # A $batch of Graph has headers in its body.
    (b"Authorization", re.compile(rb'("Authorization"\s*:\s*")' + _STRING)),
)
_FORM = re.compile(rb"[\w%.-]+=")
_IN_FORMS = re.compile(
    rb"((?:^|&)(?:password|client_secret|client_assertion|(?:access_|refresh_)?token)=)[^&\s]*"
)
_IN_QUERY = re.compile(
    r"([?&](?:tempauth|password|client_secret|client_assertion|(?:access_|refresh_|api_)?token)=)"
    r"[^&#\s\"]*"
)
_IN_PATH = re.compile(r"(/uploadSessions/)[^/?#]+")


def path_without_secrets(path: str) -> str:
    """Replace what opens something in a path and its query."""
    if "/uploadSessions/" in path:
        path = _IN_PATH.sub(rf"\1{HIDDEN}", path)
    return _IN_QUERY.sub(rf"\1{HIDDEN}", path) if "=" in path else path


def without_secrets(body: bytes) -> bytes:
    """Replace passwords, client secrets and tokens in a JSON or form body."""
    if not body:
        return body
    for word, pattern in _IN_BODIES:
        if word in body:
            body = pattern.sub(_HIDE, body)
    return _IN_FORMS.sub(_HIDE, body) if _FORM.match(body) else body
