"""The decisions of Okta, as pure functions; what its forms accept is in `validation`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import timedelta
from enum import Enum
from http import HTTPStatus
from typing import Any

from fakes.wire.reading import NotJson, excerpt, printable, read_json
from fakes.wire.redaction import is_secret

from .messages import (
    INVALID_JSON_CHARACTER,
    INVALID_JSON_EMPTY,
    INVALID_JSON_TEXT,
    INVALID_JSON_TOKEN,
    REMOTE_ERRORS,
)
from .model import (
    AdminRole,
    AppAttribute,
    Apply,
    AppStatus,
    AppUser,
    AppUserStatus,
    AttributeMapping,
    Deed,
    Direction,
    MappingDraft,
    Match,
    OktaUser,
    OnApplyUpdates,
    OnNewRow,
    OnSave,
    OtherApp,
    Provider,
    ProviderType,
    Provisioning,
    Updates,
    UsernameFormat,
    UserStatus,
)

MAX_ATTEMPTS = 10
DEFAULT_RETRY_AFTER = 300
LONGEST_RETRY_AFTER = 24 * 60 * 60


class UsernameChange(Enum):
    """Where a changed app username came from."""

    PROFILE = "the person's profile"
    ASSIGNMENT = "the assignment"
    BULK = "an update of all assignments"


class AsCompared(Enum):
    """The parameter of a request that asks for some records only."""

    FILTER = "filter"
    SEARCH = "search"


def as_compared(parameter: AsCompared) -> Callable[[str], str]:
    """F87: return how a text is compared: as it is by ``filter``, without case by ``search``."""
    return str if parameter is AsCompared.FILTER else str.casefold


def on_rename(cause: UsernameChange, reading: OnApplyUpdates) -> OnApplyUpdates:
    """A2: what a changed userName does to a linked account.

    P1: from the profile, it is renamed in place. P2: edited on the assignment, it is deactivated
    and the new name looked up. P3: for a bulk update both are plausible, so a reading decides.
    """
    if cause is UsernameChange.PROFILE:
        return OnApplyUpdates.UPDATE_IN_PLACE
    if cause is UsernameChange.ASSIGNMENT:
        return OnApplyUpdates.DEACTIVATE_THEN_LOOK_UP
    return reading


def clashing(known: Iterable[AppAttribute], template: Collection[str]) -> tuple[str, ...]:
    """F51: return the custom attributes that bear the name of one of the app's template."""
    names = {name.lower() for name in template}
    custom = (each.variable_name for each in known if each.custom)
    return tuple(name for name in custom if name.lower() in names)


def is_provisioned(provisioning: Provisioning) -> bool:
    """P4: an assignment is provisioned only while provisioning may create or update users."""
    return provisioning.enabled and (
        provisioning.create_users or provisioning.update_user_attributes
    )


def may_push(provisioning: Provisioning, app_user: AppUser) -> bool:
    """P4: only a linked and active assignment is pushed, with Update User Attributes on."""
    return (
        provisioning.enabled
        and provisioning.update_user_attributes
        and app_user.external_id is not None
        and app_user.status is not AppUserStatus.INACTIVE
    )


def may_deactivate(provisioning: Provisioning, external_id: str | None) -> bool:
    """P5: Okta deactivates with Deactivate Users on and the account known, or never."""
    return provisioning.enabled and provisioning.deactivate_users and external_id is not None


def may(role: AdminRole, deed: Deed) -> bool:
    """F49: tell whether a role is enough for a deed."""
    return role in _ENOUGH_FOR[deed]


def is_locked(target: str, draft: MappingDraft) -> bool:
    """F46: tell whether a user name still follows Sign On settings and cannot be mapped."""
    return target == draft.direction.user_name and not draft.overridden


def new_row(
    target: str, expression: str, before: AttributeMapping | None, reading: OnNewRow
) -> AttributeMapping:
    """A58: a row that was mapped before applies as before, a new one as the reading says."""
    return AttributeMapping(target, expression, before.apply if before else Apply(reading.value))


def applies_at_once(answer: Updates, direction: Direction, reading: OnSave) -> bool:
    """F47: tell whether saving sends; *Do not apply updates* leaves it to later (A61)."""
    if direction is Direction.TO_OKTA:
        return False
    return answer is Updates.APPLY_NOW or reading is OnSave.EVERYBODY


def may_override(value: str, mapped: str, *, is_mapped: bool) -> bool:
    """Tell whether a value may be set by hand while profiles are pushed: a mapped one may not."""
    return not is_mapped or value == mapped


def is_checked_elsewhere(provider: Provider) -> bool:
    """Tell whether a directory or another identity provider checks the password, and not Okta."""
    return provider.type not in (ProviderType.OKTA, ProviderType.IMPORT)


def status_of_activated(person: OktaUser) -> UserStatus:
    """Return the status of who is activated: active with a password, or where none is needed."""
    can_sign_in = person.has_password or is_checked_elsewhere(person.provider)
    return UserStatus.ACTIVE if can_sign_in else UserStatus.PROVISIONED


def may_delete(app: OtherApp) -> bool:
    """F90: tell whether an app may be deleted: one that is active may not."""
    return app.status is not AppStatus.ACTIVE


def shown_details(value: Any) -> Any:
    """Return what is said of an app without its secrets: of a password, that there is one."""
    if isinstance(value, Mapping):
        named = ((name, each) for name, each in value.items() if not _is_secret_text(name, each))
        return {name: {} if is_secret(name) else shown_details(each) for name, each in named}
    return [shown_details(each) for each in value] if isinstance(value, list) else value


def _is_secret_text(name: str, value: object) -> bool:
    return is_secret(name) and not isinstance(value, Mapping)


def features_of(provisioning: Provisioning) -> tuple[str, ...]:
    """Return the features of the app that the To App page switches on."""
    if not provisioning.enabled:
        return ()
    switches = (
        ("PUSH_NEW_USERS", provisioning.create_users),
        ("PUSH_PROFILE_UPDATES", provisioning.update_user_attributes),
        ("PUSH_USER_DEACTIVATION", provisioning.deactivate_users),
        ("REACTIVATE_USERS", True),
        ("IMPORT_NEW_USERS", True),
    )
    return tuple(name for name, is_on in switches if is_on)


def differs(before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...]) -> bool:
    """P3: tell whether two profiles differ, whatever their order; Force Sync pushes those."""
    return before != after and dict(before) != dict(after)


def retry_wait(retry_after: str | None, attempts: int) -> timedelta:
    """A80: return how long to wait after the n-th 429: whole seconds, doubled each time.

    Without a number of seconds, or with one beyond a day, it begins with five minutes.
    """
    said = (retry_after or "").strip()
    seconds = int(said) if _FEW_DIGITS.fullmatch(said) else DEFAULT_RETRY_AFTER
    if seconds > LONGEST_RETRY_AFTER:
        seconds = DEFAULT_RETRY_AFTER
    return timedelta(seconds=seconds * 2 ** (attempts - 1))


def is_number(value: object) -> bool:
    """Tell whether a counter of a list answer is a JSON number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def remote_reason(status: int, body: bytes) -> str:
    """Return the reason phrase of a refusal and what the service provider said."""
    reason = HTTPStatus(status).phrase if status in _KNOWN else str(status)
    detail = _remote_detail(body)
    return REMOTE_ERRORS.format(reason=reason, detail=detail) if detail else reason


def invalid_json(body: bytes) -> str:
    """Return what the JSON parser says about an answer that is not JSON."""
    text = excerpt(body)
    if not text:
        return INVALID_JSON_EMPTY
    word = _first_word(text)
    if word:
        return INVALID_JSON_TOKEN.format(token=word)
    if text[0] in _BEGINS_JSON:
        return INVALID_JSON_TEXT.format(text=text)
    return INVALID_JSON_CHARACTER.format(character=text[0], code=ord(text[0]))


def match_of(exact: str | None, partial: str | None) -> tuple[Match, str | None]:
    """Return how an imported account matches, an exact match before a partial one."""
    if exact is not None:
        return Match.EXACT, exact
    if partial is not None:
        return Match.PARTIAL, partial
    return Match.NONE, None


def folded(login: str) -> str:
    """Return a login as logins are compared: without case and diacritics."""
    if login.isascii():
        return login.lower()
    parts = unicodedata.normalize("NFKD", login.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def username_of(person: OktaUser, chosen: UsernameFormat) -> str:
    """Return the app username that a built-in format of the Sign On tab gives a person."""
    by_email = chosen in (UsernameFormat.EMAIL, UsernameFormat.EMAIL_PREFIX)
    name = person.email if by_email else person.login
    prefix_only = chosen in (UsernameFormat.OKTA_USERNAME_PREFIX, UsernameFormat.EMAIL_PREFIX)
    return name.split("@", 1)[0] if prefix_only else name


_ENOUGH_FOR = {
    Deed.PEOPLE: frozenset({AdminRole.SUPER, AdminRole.ORGANIZATION}),
    Deed.ATTRIBUTES: frozenset({AdminRole.SUPER, AdminRole.ORGANIZATION, AdminRole.APP}),
    Deed.MAPPINGS: frozenset({AdminRole.SUPER, AdminRole.APP}),
    Deed.TASKS: frozenset({AdminRole.SUPER}),
}

_KNOWN = frozenset(status.value for status in HTTPStatus)


_BEGINS_JSON = '{["-'
_FEW_DIGITS = re.compile(r"[0-9]{1,9}")


def _remote_detail(body: bytes) -> str:
    if not body.strip():
        return ""
    try:
        answer = read_json(body)
    except NotJson:
        return invalid_json(body)
    detail = answer.get("detail") if isinstance(answer, dict) else None
    return printable(detail) if isinstance(detail, str) and detail else excerpt(body)


def _first_word(text: str) -> str:
    end = next((at for at, character in enumerate(text) if not character.isalnum()), len(text))
    return text[:end]
