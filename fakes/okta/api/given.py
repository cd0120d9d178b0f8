"""Reading of credentials, and of whom an app is assigned to, in a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fakes.okta.messages import BLANK, NO_TEXT, PROVIDER, TOO_LONG
from fakes.okta.model import Provider, ProviderType, Scope
from fakes.okta.service.errors import OktaError
from fakes.okta.service.people.given_credentials import GivenCredentials

from .requests import object_of, part_of, refuse_beyond, text_of

_BY_REQUEST = {each.value: each for each in (ProviderType.FEDERATION, ProviderType.SOCIAL)}
_HOOK = {"type": "default"}
_LONGEST = 100


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
        question=text_of(question, "question"),
        answer=text_of(question, "answer"),
    )


def password_in(body: Mapping[str, Any], name: str) -> str:
    """Return the password under a name, which is given in clear."""
    password = part_of(body, name)
    refuse_beyond(("value",), password, "The password {!r}")
    return text_of(password, "value")


def provider_in(credentials: Mapping[str, Any]) -> Provider:
    """Return the provider of a user who is created with one, as the parameter asks for."""
    provider = part_of(credentials, "provider")
    refuse_beyond(("type", "name"), provider, "The provider {!r}")
    said = provider.get("type")
    if said not in _BY_REQUEST:
        raise OktaError("E0000001", PROVIDER.format(type=said), detail="provider")
    return Provider(_BY_REQUEST[said], text_of(provider, "name") or str(said))


def _password(credentials: Mapping[str, Any]) -> tuple[str, bool]:
    password = part_of(credentials, "password")
    if password.get("hook") == _HOOK:
        return "", True
    return password_in(credentials, "password"), False


def assigned_id(body: Mapping[str, Any]) -> str:
    """Return the id of whom an app is assigned to."""
    user_id = body.get("id")
    if not user_id or not isinstance(user_id, str):
        raise OktaError("E0000001", BLANK.format(field="id"), detail="id")
    return user_id


def scope_of(body: Mapping[str, Any]) -> Scope:
    """Return the scope of an assignment; raises OktaError."""
    try:
        return Scope(body.get("scope") or "USER")
    except ValueError:
        raise OktaError("E0000003") from None


def user_name_of(body: Mapping[str, Any]) -> str:
    """Return the username in the credentials of an assignment, or ""; raises OktaError."""
    credentials = part_of(body, "credentials")
    refuse_beyond(("userName", "password"), object_of(credentials), "The credential {!r}")
    name = credentials.get("userName")
    if not isinstance(name, str | None):
        raise OktaError("E0000001", NO_TEXT.format(field="userName"), detail="userName")
    if name is not None and not name:
        raise OktaError("E0000001", BLANK.format(field="userName"), detail="userName")
    if name and len(name) > _LONGEST:
        raise OktaError("E0000001", TOO_LONG.format(field="userName"), detail="userName")
    return name or ""
