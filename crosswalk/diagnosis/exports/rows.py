"""What is read of one row of an export, None where the export does not tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class OktaRow(NamedTuple):
    """A row of Okta people."""

    login: str
    email: str | None = None
    status: str | None = None
    id: str | None = None
    attributes: Mapping[str, str] | None = None


class AppUserRow(NamedTuple):
    """A row of the app users of Druva 2.0."""

    user_name: str
    external_id: str | None = None
    id: str | None = None


class InSyncRow(NamedTuple):
    """A row of inSync users."""

    email_id: str
    status: str | None = None
    attribute: str | None = None
    license: str | None = None


class MailRow(NamedTuple):
    """A row of Microsoft 365 people; ``licenses`` are joined by ``+``."""

    upn: str
    primary_smtp: str | None = None
    mail: str | None = None
    addresses: str | None = None
    proxies: str | None = None
    licenses: str | None = None
    type: str | None = None
    user_type: str | None = None


class DriveRow(NamedTuple):
    """A row of OneDrives."""

    owner: str
    url: str | None = None


Row = OktaRow | AppUserRow | InSyncRow | MailRow | DriveRow
