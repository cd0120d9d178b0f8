"""A row of the diagnosis: one account or one person without an account, and what is foretold."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Word(Enum):
    """How a job ends, in the words of the diagnosis."""

    SUCCEEDS = "succeeds"
    NOT_FOUND = "EUSERNOTFOUND"
    NOT_REACHABLE = "#100000011"
    FAILS = "fails"
    NOT_STARTED = "not started"
    NO_ACCOUNT = "no account"


class Problem(Enum):
    """What is wrong with a person, in the order in which a row lists it."""

    DUPLICATE_AHEAD = "duplicate_ahead"
    ALREADY_TWICE = "already_twice"
    LOGIN_IS_NOT_UPN = "login_is_not_upn"
    EMAIL_IS_NOT_PRIMARY_SMTP = "email_is_not_primary_smtp"
    NOT_IN_OKTA = "not_in_okta"
    DEACTIVATED_IN_OKTA = "deactivated_in_okta"
    NOT_ASSIGNED = "not_assigned"
    NOT_IN_MICROSOFT365 = "not_in_microsoft365"
    NO_MAILBOX = "no_mailbox"
    NO_ONEDRIVE = "no_onedrive"
    SHARED_MAILBOX = "shared_mailbox"
    GUEST = "guest"
    PRESERVED = "preserved"
    EMAIL_ID_TAKEN = "email_id_taken"
    ADDRESS_OF_TWO_PEOPLE = "address_of_two_people"
    INVALID_ADDRESS = "invalid_address"
    AMBIGUOUS = "ambiguous"


class Foretold(NamedTuple):
    """How one job ends: in a word, with what it presents, its cause, and what decided.

    ``cause`` is empty of a job that succeeds. ``ids`` are those of the catalogue; ``assumed`` are
    the assumptions among them, or beside them, whose other reading gives another word.
    """

    word: Word
    presented: str
    cause: str
    ids: tuple[str, ...]
    assumed: tuple[str, ...] = ()


class Outcomes(NamedTuple):
    """How the three jobs of an account end."""

    onedrive_backup: Foretold
    exchange_backup: Foretold
    exchange_restore: Foretold


class Row(NamedTuple):
    """One account, or one person without one: the addresses, the outcomes, what to change.

    An address is as the exports have it, empty where there is none. ``change_email_id_to`` is
    empty where no change is needed, or none is right. ``kind`` is what `kind_of` returns, empty
    where nobody has asked for it yet.
    """

    okta_login: str
    okta_email: str
    insync_email_id: str
    upn: str
    primary_smtp: str
    aliases: tuple[str, ...]
    now: Outcomes
    accounts_if_remapped_now: int
    change_email_id_to: str
    after: Outcomes
    problems: tuple[Problem, ...]
    assumed_if_remapped: tuple[str, ...] = ()
    kind: str = ""

    @property
    def assumed(self) -> frozenset[str]:
        """The assumptions on which the row rests: their other reading changes something of it."""
        jobs = (*self.now, *self.after)
        return frozenset(self.assumed_if_remapped).union(*(job.assumed for job in jobs))


def kind_of(row: Row) -> str:
    """Return as a text what a row shares with those that differ in nothing but their addresses."""
    jobs = [(job.word.name, *job[2:]) for job in (*row.now, *row.after)]
    problems = [problem.name for problem in row.problems]
    return repr((jobs, row.accounts_if_remapped_now, problems, row.assumed_if_remapped))
