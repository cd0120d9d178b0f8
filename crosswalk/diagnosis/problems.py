"""What is wrong with a person, from what the exports hold of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fakes.wire import is_address

from .row import Problem
from .tenant import HeldAccount, MailUser, OktaUser


class Subject(NamedTuple):
    """Whom a row is about: an account, its Okta user and its Microsoft 365 user.

    Each is None where there is none, or where it is not decided which. ``accounts`` is how many
    accounts they have. ``assigned`` tells whether the Okta user is assigned to the app, ``created``
    whether an import creates an account if both addresses are mapped now, ``taken`` whether another
    account keeps the email ID that this one needs, ``shares_address`` whether two people have the
    Okta email.
    """

    account: HeldAccount | None
    okta: OktaUser | None
    mail_user: MailUser | None
    ambiguous: bool
    accounts: int
    assigned: bool
    created: bool
    taken: bool
    shares_address: bool


def problems_of(subject: Subject) -> Iterator[Problem]:
    """Yield what is wrong, in the order of the problems."""
    yield from _of_accounts(subject)
    if subject.okta and subject.mail_user:
        yield from _of_addresses(subject.okta, subject.mail_user)
    yield from _missing(subject)
    if subject.mail_user:
        yield from _lacking(subject.mail_user)
    if subject.account and subject.account.preserved:
        yield Problem.PRESERVED
    yield from _of_email_id(subject)
    if subject.ambiguous:
        yield Problem.AMBIGUOUS


def _of_accounts(subject: Subject) -> Iterator[Problem]:
    if subject.created and subject.accounts:
        yield Problem.DUPLICATE_AHEAD
    if subject.accounts > 1:
        yield Problem.ALREADY_TWICE


def _of_addresses(okta: OktaUser, user: MailUser) -> Iterator[Problem]:
    """Yield where the two addresses that Okta sends differ from those of Microsoft 365."""
    if not _same(okta.login, user.upn):
        yield Problem.LOGIN_IS_NOT_UPN
    if user.primary_smtp and not _same(okta.email, user.primary_smtp):
        yield Problem.EMAIL_IS_NOT_PRIMARY_SMTP


def _missing(subject: Subject) -> Iterator[Problem]:
    """Yield where somebody is missing: in Okta, among the assigned, in Microsoft 365."""
    if subject.okta:
        yield from _of_okta(subject.okta, assigned=subject.assigned)
    elif not subject.ambiguous:
        yield Problem.NOT_IN_OKTA
    if not subject.mail_user and not subject.ambiguous:
        yield Problem.NOT_IN_MICROSOFT365


def _of_okta(user: OktaUser, *, assigned: bool) -> Iterator[Problem]:
    if not user.active:
        yield Problem.DEACTIVATED_IN_OKTA
    if not assigned:
        yield Problem.NOT_ASSIGNED


def _lacking(user: MailUser) -> Iterator[Problem]:
    """Yield what somebody lacks in Microsoft 365 that no mapping brings."""
    if not user.mailbox:
        yield Problem.NO_MAILBOX
    if not user.onedrive:
        yield Problem.NO_ONEDRIVE
    if user.shared:
        yield Problem.SHARED_MAILBOX
    if user.guest:
        yield Problem.GUEST


def _of_email_id(subject: Subject) -> Iterator[Problem]:
    if subject.taken:
        yield Problem.EMAIL_ID_TAKEN
    if subject.shares_address:
        yield Problem.ADDRESS_OF_TWO_PEOPLE
    email_id = subject.account.email_id if subject.account else None
    email = subject.okta.email if subject.okta else None
    if any(text is not None and not is_address(text) for text in (email_id, email)):
        yield Problem.INVALID_ADDRESS


def _same(one: str, other: str) -> bool:
    return one == other or one.casefold() == other.casefold()
