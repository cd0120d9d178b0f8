"""The kinds of apps that the org may hold besides Druva 2.0: their keys and what each needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from fakes.okta.messages import BLANK, NO_MODE, NOT_MODELED
from fakes.okta.model import SignOnMode
from fakes.okta.service.errors import OktaError, invalid

_SIGNS = re.compile(r"[\W_]+")


class AppKind(NamedTuple):
    """A kind of app: how people sign on, and the settings that it cannot do without."""

    mode: SignOnMode
    part: str = "app"
    needed: tuple[str, ...] = ()


# By the key, which a request may leave out where one kind alone has its mode.
KINDS: Mapping[str, AppKind] = {
    "bookmark": AppKind(SignOnMode.BOOKMARK, needed=("url",)),
    "template_basic_auth": AppKind(SignOnMode.BASIC_AUTH, needed=("authURL", "url")),
    "template_swa": AppKind(
        SignOnMode.BROWSER_PLUGIN, needed=("buttonField", "passwordField", "usernameField", "url")
    ),
    "template_swa3field": AppKind(
        SignOnMode.BROWSER_PLUGIN,
        needed=("buttonSelector", "passwordSelector", "userNameSelector", "targetURL"),
    ),
    "template_sps": AppKind(
        SignOnMode.SECURE_PASSWORD_STORE, needed=("passwordField", "usernameField", "url")
    ),
    "template_wsfed": AppKind(SignOnMode.WS_FEDERATION, needed=("siteURL",)),
    "oidc_client": AppKind(SignOnMode.OPENID_CONNECT, "oauthClient", ("grant_types",)),
}
# These have a key of their own, app by app.
CUSTOM: Mapping[SignOnMode, AppKind] = {
    SignOnMode.AUTO_LOGIN: AppKind(SignOnMode.AUTO_LOGIN, "signOn", ("loginUrl",)),
    SignOnMode.SAML_2_0: AppKind(SignOnMode.SAML_2_0, "signOn"),
}
# Of two kinds with the same mode, the first is meant where no key is given.
_BY_MODE = {KINDS[name].mode: name for name in reversed(tuple(KINDS))}
WITH_PASSWORD = frozenset(
    {
        SignOnMode.BASIC_AUTH,
        SignOnMode.BROWSER_PLUGIN,
        SignOnMode.SECURE_PASSWORD_STORE,
        SignOnMode.AUTO_LOGIN,
    }
)
WITHOUT_CREDENTIALS = frozenset(
    {SignOnMode.SAML_2_0, SignOnMode.WS_FEDERATION, SignOnMode.OPENID_CONNECT}
)


def mode_of(said: str | None, name: str) -> SignOnMode:
    """Return the mode that is said, or that of the key; raises OktaError where both differ."""
    kind = KINDS.get(name)
    if not said and kind:
        return kind.mode
    if not said:
        raise OktaError("E0000001", BLANK.format(field="signOnMode"), detail="signOnMode")
    mode = next((each for each in SignOnMode if each.value == said), None)
    if mode is None:
        raise OktaError("E0000060", NOT_MODELED.format(what=f"The sign-on mode {said!r}"))
    if kind and kind.mode is not mode:
        cause = NO_MODE.format(mode=said, name=name)
        raise OktaError("E0000001", cause, detail="signOnMode")
    return mode


def key_of(name: str, mode: SignOnMode, label: str, org: str, number: int) -> str:
    """Return the key of a new app; raises OktaError for an app of the catalog."""
    if name and name not in KINDS:
        raise OktaError("E0000060", NOT_MODELED.format(what=f"The app {name!r} of the catalog"))
    if mode in CUSTOM:
        return f"{org}_{_SIGNS.sub('', label).lower()}_{number}"
    return name or _BY_MODE[mode]


def check_settings(name: str, mode: SignOnMode, settings: Mapping[str, Any]) -> None:
    """Raise OktaError where an app lacks a setting that its kind cannot do without."""
    kind = CUSTOM.get(mode) or KINDS[name]
    part = settings.get(kind.part) or {}
    absent = [each for each in kind.needed if not part.get(each)]
    if absent:
        raise invalid(tuple((each, BLANK.format(field=each)) for each in absent), name)
