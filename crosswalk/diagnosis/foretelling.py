"""Foretells the jobs of accounts, each kind of case once.

Nothing is decided here: `fakes.outcomes` foretells. It can depend on no more than what an account
holds and how its two values relate to those who have them, so accounts of one kind share the
answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fakes.insync.model import (
    Account,
    AccountStatus,
    ErrorCode,
    Profile,
)
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.outcomes.foretelling import foretell
from fakes.outcomes.model import Conditions, DirectoryUser, Job, Outcome
from fakes.outcomes.readings import READINGS, otherwise
from fakes.wire import Address, is_address

from .index import NOBODY, Index
from .row import Foretold, Outcomes, Word
from .tenant import MailUser

_JOBS = (Job.ONEDRIVE_BACKUP, Job.EXCHANGE_BACKUP, Job.EXCHANGE_RESTORE)
_WORDS: dict[ErrorCode | None, Word] = {
    ErrorCode.EUSERNOTFOUND: Word.NOT_FOUND,
    ErrorCode.SERVER_NOT_REACHABLE: Word.NOT_REACHABLE,
}
_PROFILE = Profile("Default")
# Stands for a value that is no address, and that nobody has therefore.
_NO_ADDRESS = Address("no-address@crosswalk.example")
_Relation = int | tuple[int, ...]


class Held(NamedTuple):
    """What decides of an account: the email ID, the AD attribute, the status."""

    email_id: str
    attribute: str
    preserved: bool


# What accounts have in common whose jobs end alike: whether they are preserved, whether the AD
# attribute is the email ID, and how the two relate to those who have them.
_Case = tuple[bool, bool, _Relation, _Relation | None]


class _Answer(NamedTuple):
    """How a job ends in a case, and whether it presents the email ID or the AD attribute."""

    foretold: Foretold
    presents_email_id: bool
    presents_attribute: bool


class Foretelling:
    """Foretells the three jobs of an account under conditions, by the users of Microsoft 365."""

    def __init__(self, users: Sequence[MailUser], names: Index, conditions: Conditions) -> None:
        self._users = users
        self._names = names
        self._conditions = conditions
        self._answers: dict[_Case, tuple[_Answer, _Answer, _Answer]] = {}

    def outcomes(self, held: Held) -> Outcomes:
        """Foretell the jobs of an account."""
        email_id, attribute, preserved = held
        case = (
            preserved,
            attribute == email_id,
            self._relation(email_id),
            self._relation(attribute) if attribute else None,
        )
        answers = self._answers.get(case)
        if answers is None:
            answers = self._answers[case] = self._foretold(held)
        drive, mail, restore = answers
        return Outcomes(_told(drive, held), _told(mail, held), _told(restore, held))

    def _relation(self, value: str) -> _Relation:
        """Return how a value relates to those who have it: which names of theirs it is."""
        folded = value.casefold()
        number = self._names.one(folded)
        if number == NOBODY or not is_address(value):
            return ()
        if number >= 0:
            return _relation(self._users[number], value, folded)
        return tuple(
            _relation(self._users[each], value, folded) for each in self._names.all(folded)
        )

    def _foretold(self, held: Held) -> tuple[_Answer, _Answer, _Answer]:
        account = Account(
            id=1,
            scim_id="",
            email_id=_address(held.email_id),
            display_name="",
            ad_attribute=held.attribute or None,
            status=AccountStatus.PRESERVED if held.preserved else AccountStatus.ACTIVE,
            profile=_PROFILE.name,
            licensed=True,
        )
        drive, mail, restore = (self._answer(job, account) for job in _JOBS)
        return drive, mail, restore

    def _answer(self, job: Job, account: Account) -> _Answer:
        outcome = self._outcome(job, account, self._conditions)
        word = _word(outcome)
        assumed = tuple(
            assumption
            for assumption in READINGS
            if any(
                _word(self._outcome(job, account, other)) is not word
                for other in otherwise(self._conditions, assumption)
            )
        )
        cause = outcome.cause.value if outcome.cause else ""
        foretold = Foretold(word, outcome.presented or "", cause, outcome.ids, assumed)
        return _Answer(
            foretold,
            outcome.presented == account.email_id.text,
            outcome.presented is not None and outcome.presented == account.ad_attribute,
        )

    def _outcome(self, job: Job, account: Account, conditions: Conditions) -> Outcome:
        return foretell(job, account, _PROFILE, conditions, self._holders)

    def _holders(self, folded: str) -> tuple[DirectoryUser, ...]:
        return tuple(directory_user(self._users[number]) for number in self._names.all(folded))


def _told(answer: _Answer, held: Held) -> Foretold:
    """Put the value of an account into the answer of its case."""
    foretold = answer.foretold
    if answer.presents_email_id:
        presented = held.email_id
    elif answer.presents_attribute:
        presented = held.attribute
    else:
        return foretold
    word, _, cause, ids, assumed = foretold
    return Foretold(word, presented, cause, ids, assumed)


def _word(outcome: Outcome) -> Word:
    if not outcome.started:
        return Word.NOT_STARTED
    if outcome.succeeds:
        return Word.SUCCEEDS
    return _WORDS.get(outcome.code, Word.FAILS)


def _relation(user: MailUser, value: str, folded: str) -> int:
    """Return as one number what a value is to somebody who has it, and what they have."""
    upn, primary_smtp, aliases, mailbox, onedrive, shared, _ = user
    alias = 0
    for each in aliases:
        if each == value:
            alias = 2
        elif not alias:
            alias = _alike(each, value, folded)
    names = (_alike(upn, value, folded) * 3 + _alike(primary_smtp, value, folded)) * 3 + alias
    return names << 3 | mailbox | onedrive << 1 | shared << 2


def _alike(name: str, value: str, folded: str) -> int:
    """Return 2 for a name that is a value, 1 for one that is but for its case, else 0."""
    if name == value:
        return 2
    return 1 if name.casefold() == folded else 0


def directory_user(user: MailUser) -> DirectoryUser:
    """Return what decides of a user of Microsoft 365."""
    return DirectoryUser(
        id="",
        user_principal_name=_address(user.upn),
        mail=Address(user.primary_smtp) if user.primary_smtp else None,
        aliases=tuple(Address(alias) for alias in user.aliases),
        mailbox=MailboxState.ACTIVE if user.mailbox else MailboxState.NONE,
        drive=DriveState.ACTIVE if user.onedrive else DriveState.NOT_PROVISIONED,
        shared=user.shared,
    )


def _address(text: str) -> Address:
    return Address(text) if is_address(text) else _NO_ADDRESS
