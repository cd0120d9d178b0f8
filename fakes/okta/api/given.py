"""Reading of the credentials in a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fakes.okta.messages import NO_TEXT, PROVIDER
from fakes.okta.model import Provider, ProviderType
from fakes.okta.service.errors import OktaError
from fakes.okta.service.people.given_credentials import GivenCredentials

from .requests import part_of, refuse_beyond

_BY_REQUEST = {each.value: each for each in (ProviderType.FEDERATION, ProviderType.SOCIAL)}
_HOOK = {"type": "default"}


def given_in(credentials: Mapping[str, Any]) -> GivenCredentials:
    """Return what credentials give; provider and emails are read-only, and repeated by clients."""
    known = ("password", "recovery_question", "provider", "emails")
    refuse_beyond(known, credentials, "The credential {!r}")
    password, by_hook = _password(credentials)
    question = part_of(credentials, "recovery_question")
    refuse_beyond(("question", "answer"), question, "The recovery question {!r}")
    return GivenCredentials(
        password=password,
        by_hook=by_hook,
        question=_text(question, "question"),
        answer=_text(question, "answer"),
    )


def password_in(body: Mapping[str, Any], name: str) -> str:
    """Return the password under a name, which is given in clear."""
    password = part_of(body, name)
    refuse_beyond(("value",), password, "The password {!r}")
    return _text(password, "value")


def provider_in(credentials: Mapping[str, Any]) -> Provider:
    """Return the provider of a user who is created with one, as the parameter asks for."""
    provider = part_of(credentials, "provider")
    refuse_beyond(("type", "name"), provider, "The provider {!r}")
    said = provider.get("type")
    if said not in _BY_REQUEST:
        raise OktaError("E0000001", PROVIDER.format(type=said), detail="provider")
    return Provider(_BY_REQUEST[said], _text(provider, "name") or str(said))


def _password(credentials: Mapping[str, Any]) -> tuple[str, bool]:
    password = part_of(credentials, "password")
    if password.get("hook") == _HOOK:
        return "", True
    return password_in(credentials, "password"), False


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str | None):
        raise OktaError("E0000001", NO_TEXT.format(field=name), detail=name)
    return value or ""
