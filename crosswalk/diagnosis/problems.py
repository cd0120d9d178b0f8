"""What is wrong with a person, from what the exports hold of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .row import Problem


class Subject(NamedTuple):
    """What decides of a row what is wrong: whoever has the same of it has the same problems.

    ``in_okta`` and ``in_microsoft365`` tell whether it is known who that is. ``accounts`` is how
    many accounts they have. ``assigned`` tells whether the Okta user is assigned to the app,
    ``created`` whether an import creates an account if both addresses are mapped now, ``taken``
    whether another account keeps the email ID that this one needs, ``shares_address`` whether two
    people have the Okta email, ``has_address`` whether the email ID and the Okta email, where there
    are such, are addresses.
    """

    in_okta: bool
    in_microsoft365: bool
    login_is_upn: bool
    email_is_primary_smtp: bool
    active: bool
    assigned: bool
    mailbox: bool
    onedrive: bool
    shared: bool
    guest: bool
    ambiguous: bool
    accounts: int
    created: bool
    preserved: bool
    taken: bool
    shares_address: bool
    has_address: bool


def problems_of(subject: Subject) -> Iterator[Problem]:
    """Yield what is wrong, in the order of the problems."""
    yield from _of_accounts(subject)
    if subject.in_okta and subject.in_microsoft365:
        yield from _of_addresses(subject)
    yield from _missing(subject)
    if subject.in_microsoft365:
        yield from _lacking(subject)
    if subject.preserved:
        yield Problem.PRESERVED
    yield from _of_email_id(subject)
    if subject.ambiguous:
        yield Problem.AMBIGUOUS


def _of_accounts(subject: Subject) -> Iterator[Problem]:
    if subject.created and subject.accounts:
        yield Problem.DUPLICATE_AHEAD
    if subject.accounts > 1:
        yield Problem.ALREADY_TWICE


def _of_addresses(subject: Subject) -> Iterator[Problem]:
    """Yield where the two addresses that Okta sends differ from those of Microsoft 365."""
    if not subject.login_is_upn:
        yield Problem.LOGIN_IS_NOT_UPN
    if not subject.email_is_primary_smtp:
        yield Problem.EMAIL_IS_NOT_PRIMARY_SMTP


def _missing(subject: Subject) -> Iterator[Problem]:
    """Yield where somebody is missing: in Okta, among the assigned, in Microsoft 365."""
    if subject.in_okta:
        yield from _of_okta(subject)
    elif not subject.ambiguous:
        yield Problem.NOT_IN_OKTA
    if not subject.in_microsoft365 and not subject.ambiguous:
        yield Problem.NOT_IN_MICROSOFT365


def _of_okta(subject: Subject) -> Iterator[Problem]:
    if not subject.active:
        yield Problem.DEACTIVATED_IN_OKTA
    if not subject.assigned:
        yield Problem.NOT_ASSIGNED


def _lacking(subject: Subject) -> Iterator[Problem]:
    """Yield what somebody lacks in Microsoft 365 that no mapping brings."""
    if not subject.mailbox:
        yield Problem.NO_MAILBOX
    if not subject.onedrive:
        yield Problem.NO_ONEDRIVE
    if subject.shared:
        yield Problem.SHARED_MAILBOX
    if subject.guest:
        yield Problem.GUEST


def _of_email_id(subject: Subject) -> Iterator[Problem]:
    if subject.taken:
        yield Problem.EMAIL_ID_TAKEN
    if subject.shares_address:
        yield Problem.ADDRESS_OF_TWO_PEOPLE
    if not subject.has_address:
        yield Problem.INVALID_ADDRESS
