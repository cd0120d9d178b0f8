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

from .index import NOBODY, SEVERAL
from .matching import Names
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
# Twice as fast as to call a named tuple, and that for each of six million jobs.
_new = tuple.__new__
_NO_VALUE = 2
Relation = int | tuple[int, ...]
"""How a value relates to those who have it: which names of theirs it is, and what they have."""


class Held(NamedTuple):
    """What decides of an account: the email ID, the AD attribute, the status."""

    email_id: str
    attribute: str
    preserved: bool


Case = tuple[bool, bool, Relation, Relation | None]
"""What accounts have in common whose jobs end alike.

Whether they are preserved, whether the AD attribute is the email ID, and how the two relate to
those who have them; None is that of an attribute that is empty.
"""


class Answer(NamedTuple):
    """How a job ends in a case; ``presents`` is which value of an account, or that of none."""

    word: Word
    presents: int
    cause: str
    ids: tuple[str, ...]
    assumed: tuple[str, ...]


Answers = tuple[Answer, Answer, Answer]
_NO_ACCOUNT = Answer(Word.NO_ACCOUNT, _NO_VALUE, "", (), ())


class Foretelling:
    """Foretells the three jobs of an account under conditions, by the users of Microsoft 365."""

    def __init__(self, users: Sequence[MailUser], names: Names, conditions: Conditions) -> None:
        self._users = users
        self._names = names
        self._conditions = conditions
        self._answers: dict[Case, Answers] = {}

    def outcomes(self, held: Held) -> Outcomes:
        """Foretell the jobs of an account."""
        email_id, attribute, preserved = held
        case = (
            preserved,
            attribute == email_id,
            self._relation(email_id),
            self._relation(attribute) if attribute else None,
        )
        return told(self.answers(held, case), held)

    def _relation(self, value: str) -> Relation:
        return relation(self._names, value, self._names.numbers.known(value))

    def answers(self, held: Held, case: Case | None) -> Answers:
        """Foretell the jobs of all accounts of a case, by one of them; None is of no account."""
        if case is None:
            return _NO_ACCOUNT, _NO_ACCOUNT, _NO_ACCOUNT
        answers = self._answers.get(case)
        if answers is None:
            answers = self._answers[case] = self._foretold(held)
        return answers

    def _foretold(self, held: Held) -> Answers:
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

    def _answer(self, job: Job, account: Account) -> Answer:
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
        presents = (account.email_id.text, account.ad_attribute, None).index(outcome.presented)
        return Answer(word, presents, cause, outcome.ids, assumed)

    def _outcome(self, job: Job, account: Account, conditions: Conditions) -> Outcome:
        return foretell(job, account, _PROFILE, conditions, self._holders)

    def _holders(self, folded: str) -> tuple[DirectoryUser, ...]:
        having = self._names.all(self._names.numbers.known(folded))
        return tuple(directory_user(self._users[number]) for number in having)


def told(answers: Answers, held: Held) -> Outcomes:
    """Put the values of an account into the answers of its case."""
    email_id, attribute, _ = held
    values = (email_id, attribute, "")
    (word, presents, cause, ids, assumed), mail, restore = answers
    drive_ = _new(Foretold, (word, values[presents], cause, ids, assumed))
    word, presents, cause, ids, assumed = mail
    mail_ = _new(Foretold, (word, values[presents], cause, ids, assumed))
    word, presents, cause, ids, assumed = restore
    restore_ = _new(Foretold, (word, values[presents], cause, ids, assumed))
    return _new(Outcomes, (drive_, mail_, restore_))


def _word(outcome: Outcome) -> Word:
    if not outcome.started:
        return Word.NOT_STARTED
    if outcome.succeeds:
        return Word.SUCCEEDS
    return _WORDS.get(outcome.code, Word.FAILS)


def relation(names: Names, value: str, number: int) -> Relation:
    """Return how a value, which has a number, relates to those who have it."""
    who = names.ones[number]
    if who == NOBODY or number in names.numbers.no_addresses:
        return ()
    if who == SEVERAL:
        return tuple(_to_one(names, each, value, number) for each in names.all(number))
    return _to_one(names, who, value, number)


def _to_one(names: Names, who: int, value: str, number: int) -> int:
    """Return as one number what a value is to somebody who has it, and what they have.

    For each of their names: 2 if it is the value, 1 if it is that but for its case, else 0.
    """
    upns, primary_smtps, listed, mailboxes, onedrives, shared, _ = names.columns
    aliases = listed[who]
    is_upn = 2 if upns[who] == value else names.upn[who] == number
    is_primary_smtp = 2 if primary_smtps[who] == value else names.primary_smtp[who] == number
    is_alias = 2 if value in aliases else value.casefold() in map(str.casefold, aliases)
    kind = (is_upn * 3 + is_primary_smtp) * 3 + is_alias
    has: int = mailboxes[who] | onedrives[who] << 1 | shared[who] << 2
    return kind << 3 | has


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
