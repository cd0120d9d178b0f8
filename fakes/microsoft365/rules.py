"""How Microsoft 365 decides: which name opens what, and what time does to it.

The names functions feed the indexes of the service, so that look-ups and predicates agree.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from fakes.wire import Address, fits_everywhere

from .assumed import UnlicensedMailbox, UnlistedUpn
from .limits import Window
from .model import (
    App,
    DriveState,
    License,
    Limit,
    MailboxState,
    MailboxType,
    Problem,
    Tenant,
    User,
    UserType,
)

RETENTION = timedelta(days=30)
READ_ONLY_AFTER = timedelta(days=60)
ARCHIVED_AFTER = timedelta(days=93)
TOKEN_LIFE = timedelta(seconds=3599)
DOWNLOAD_LIFE = timedelta(minutes=5)
DIRECTORY_DELTA_LIFE = timedelta(days=7)
UPLOAD_LIFE = timedelta(days=7)
CONTAINS_EXCHANGE = frozenset({License.OFFICE_365_E3, License.EXCHANGE_ONLINE})
CONTAINS_ONEDRIVE = frozenset({License.OFFICE_365_E3, License.ONEDRIVE})
# What Graph and Exchange Online are called by who knows them by the ids of their applications.
_APIS = {
    "00000003-0000-0000-c000-000000000000": "graph",
    "00000002-0000-0ff1-ce00-000000000000": "outlook",
}
EXTERNAL = "#ext#"
"""What the UPN of somebody from elsewhere has before the @, in any case."""
_RESERVED = re.compile(r'[/\\*<>?:|"]')


class Named(Protocol):
    """Whoever is in a directory, as far as the names go by which they are found."""

    @property
    def id(self) -> str:
        """The id in the directory, in lower case."""

    @property
    def user_principal_name(self) -> Address:
        """The UPN."""

    @property
    def mail(self) -> Address | None:
        """The primary SMTP address."""

    @property
    def aliases(self) -> tuple[Address, ...]:
        """The secondary SMTP addresses."""


Somebody = TypeVar("Somebody", bound=Named)


def directory_names(user: Named) -> tuple[str, ...]:
    """R01: the directory, and with it OneDrive, knows a user by id and UPN."""
    return (user.id, user.user_principal_name.folded)


def mailbox_names(user: Named) -> tuple[str, ...]:
    """R02: Exchange knows a mailbox by its primary SMTP address and its aliases."""
    return (*primary_names(user), *[alias.folded for alias in user.aliases])


def primary_names(user: Named) -> tuple[str, ...]:
    """R03: a mailbox has one primary SMTP address."""
    return (user.mail.folded,) if user.mail else ()


def username_follows(user: User) -> bool:
    """F52: tell whether *Set as primary* changes the UPN too: while both are the same."""
    return user.mail == user.user_principal_name


def is_external(upn: str) -> bool:
    """F64: tell whether a UPN is made of an address from elsewhere."""
    return "#" in upn and EXTERNAL in upn.casefold()


def type_of(upn: Address) -> UserType:
    """F83: somebody from elsewhere is a guest at first, whoever else is a member."""
    return UserType.GUEST if is_external(upn.text) else UserType.MEMBER


def guest_upn(home: Address, domain: str) -> Address:
    """F64: the UPN of a guest: the address at home, ``#EXT#`` and the tenant's first domain."""
    return Address(f"{home.text.replace('@', '_')}#EXT#@{domain}")


def opens_drive(user: Named, key: str) -> bool:
    """R01: a OneDrive opens to the id and the UPN of its owner, in any case (A3)."""
    return key.casefold() in directory_names(user)


def opens_mailbox(user: Named, key: str, *, upn_opens: bool = True) -> bool:
    """R02: a mailbox opens to the id, the UPN, the primary SMTP address and the aliases."""
    folded = key.casefold()
    if folded == user.id or folded in mailbox_names(user):
        return True
    return upn_opens and folded == user.user_principal_name.folded


def accepts_restore(user: Named, key: str) -> bool:
    """R03: Exchange Web Services writes to a mailbox named by its primary SMTP address."""
    return key.casefold() in primary_names(user)


def drive_owner(users: Iterable[Somebody], key: str) -> Somebody | None:
    """R01: of the users who have a name, return whom it leads to for Graph and OneDrive."""
    return next((user for user in users if opens_drive(user, key)), None)


def mailbox_owner(
    users: Iterable[Somebody], key: str, unlisted: UnlistedUpn = UnlistedUpn.OPENS
) -> Somebody | None:
    """R02, A6: of the users who have a name, return whose mailbox it opens.

    A name that Exchange lists goes before a UPN that it does not list.
    """
    upn_opens = unlisted is UnlistedUpn.OPENS
    opened = [user for user in users if opens_mailbox(user, key, upn_opens=upn_opens)]
    if len(opened) < 2:
        return opened[0] if opened else None
    listed = (user for user in opened if opens_mailbox(user, key, upn_opens=False))
    return next(listed, opened[0])


def mailbox_with_address(
    users: Iterable[Somebody], key: str, unlisted: UnlistedUpn = UnlistedUpn.OPENS
) -> Somebody | None:
    """R02, A73: return whose mailbox an address opens for Exchange Web Services to read."""
    user = mailbox_owner(users, key, unlisted)
    return None if user is None or user.id == key.casefold() else user


def needs_mfa(tenant: Tenant, app: App) -> bool:
    """F62: an app that was authorized without multi-factor authentication gets no token."""
    return tenant.mfa_required and not app.mfa


def answers_ews(tenant: Tenant, client_id: str) -> bool:
    """F41: Exchange Web Services answer an app unless they are off, or a list leaves it out."""
    allowed = tenant.ews_allowed
    return tenant.ews and (allowed is None or client_id in allowed)


def why_no_restore(user: Named, key: str) -> Problem | None:
    """R03: say why Exchange Web Services turn a name away that opens somebody's mailbox."""
    if user.id == key.casefold():
        return Problem.NO_SUCH_MAIL_USER
    return None if accepts_restore(user, key) else Problem.NOT_PRIMARY


def why_no_mailbox(state: MailboxState, unlicensed: UnlicensedMailbox) -> Problem | None:
    """F09, A54: say why a mailbox is not reached, or None when it is."""
    kept_open = state is MailboxState.SOFT_DELETED and unlicensed is UnlicensedMailbox.OPEN
    return None if kept_open or state is MailboxState.ACTIVE else Problem.NO_MAILBOX


def why_no_drive(state: DriveState, *, sharepoint: bool, writing: bool) -> Problem | None:
    """F09, F39, F42: say why a OneDrive is not read or written, or None when it is."""
    if not sharepoint:
        return Problem.NO_SHAREPOINT
    if state is DriveState.NOT_PROVISIONED:
        return Problem.NO_DRIVE
    readable = state is DriveState.READ_ONLY and not writing
    return None if readable or state is DriveState.ACTIVE else Problem.DRIVE_LOCKED


def filled_addresses(
    *,
    upn: Address,
    mail: Address | None,
    moera: Address,
    nickname_given: bool,
    upn_is_alias: bool,
    aliases: Iterable[Address] = (),
) -> tuple[Address, tuple[Address, ...]]:
    """A6: with Exchange a user has a primary address, and the UPN and the MOERA beside it.

    Without ``mail`` the UPN is the primary, or the MOERA where a nickname was set.
    """
    primary = mail or (moera if nickname_given else upn)
    others = ((upn,) if upn_is_alias else ()) + (moera, *aliases)
    return primary, without(others, primary)


def aliases_beside(
    primary: Address, user: User, *, former: Address | None, stays: bool
) -> tuple[Address, ...]:
    """A51: beside a primary address a user keeps the UPN, a former address and the other aliases.

    Unless former addresses stay, only the UPN and the others do.
    """
    upn = (user.user_principal_name,) if user.upn_is_alias else ()
    gained = (former,) if former and stays else ()
    others = user.aliases if stays else without(user.aliases, former)
    return without((*upn, *gained, *others), primary)


def without(addresses: Iterable[Address], unwanted: Address | None) -> tuple[Address, ...]:
    """A3: the addresses but one, each once, in any case."""
    return tuple(each for each in dict.fromkeys(addresses) if each != unwanted)


def has_exchange(user: User) -> bool:
    """Tell whether a user's products contain Exchange Online."""
    return not CONTAINS_EXCHANGE.isdisjoint(user.licenses)


def has_onedrive(user: User) -> bool:
    """Tell whether a user's products contain OneDrive."""
    return not CONTAINS_ONEDRIVE.isdisjoint(user.licenses)


def mailbox_state(user: User, now: datetime) -> MailboxState:
    """A mailbox lives while it is licensed or shared; unlicensed it is kept for 30 days."""
    if user.mailbox_type is MailboxType.SHARED or has_exchange(user):
        return MailboxState.ACTIVE
    if user.mailbox_lost_at is None or is_over(user.mailbox_lost_at, RETENTION, now):
        return MailboxState.NONE
    return MailboxState.SOFT_DELETED


def drive_state(user: User, now: datetime, *, provisioned: bool) -> DriveState:
    """A OneDrive exists once opened; unlicensed it is read-only on day 60, archived on day 93."""
    if not provisioned:
        return DriveState.NOT_PROVISIONED
    if has_onedrive(user) or user.drive_lost_at is None:
        return DriveState.ACTIVE
    if is_over(user.drive_lost_at, ARCHIVED_AFTER, now):
        return DriveState.ARCHIVED
    over = is_over(user.drive_lost_at, READ_ONLY_AFTER, now)
    return DriveState.READ_ONLY if over else DriveState.ACTIVE


def is_over(since: datetime, span: timedelta, now: datetime) -> bool:
    """Tell whether a span of time has passed since a moment."""
    return now - since >= span


def drive_folder(upn: Address) -> str:
    """The folder of a OneDrive's address: the UPN with ``.``, ``,``, space and ``@`` as ``_``."""
    return re.sub(r"[., @]", "_", upn.folded)


def files_host(domain: str) -> str:
    """The host of every OneDrive: ``corp-my.sharepoint`` for ``corp.onmicrosoft``."""
    name, *_, top = domain.split(".")
    return f"{name}-my.sharepoint.{top}"


def seconds_to_wait(limit: Limit, window: Window, now: datetime) -> int:
    """The whole seconds until an app that has called too often may call again, or 0."""
    if window.calls <= limit.calls:
        return 0
    return math.ceil((window.since + timedelta(seconds=limit.seconds) - now).total_seconds())


@lru_cache
def is_for(audience: str, host: str) -> bool:
    """Tell whether a token for an audience opens a host: ``graph`` or ``outlook``, wherever."""
    named = _APIS.get(audience) or urlsplit(audience).hostname or ""
    return named.partition(".")[0] == host.partition(".")[0]


def share_used(limit: Limit, window: Window) -> float | None:
    """The share of a limit that an app has used, from 0.8 to 1.8: below it Graph says nothing."""
    share = window.calls / max(limit.calls, 1)
    return min(round(share, 2), 1.8) if share > 0.8 else None


def allows_name(name: str) -> bool:
    """Tell whether a file or folder in OneDrive may have a name."""
    is_reserved = _RESERVED.search(name) or name.endswith(".") or name.startswith("~")
    return bool(name) and not is_reserved and fits_everywhere(name)


def allows_folder_name(name: str) -> bool:
    """Tell whether a mail folder may have a name, which Exchange Web Services write as XML."""
    return bool(name.strip()) and fits_everywhere(name)
