"""The diagnosis of a tenant: a row for each account, and for each person who could get one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any, NamedTuple

from fakes.insync.model import AccessSetting
from fakes.okta.model import OnApplyUpdates
from fakes.outcomes.model import Conditions
from fakes.outcomes.readings import read_as

from .changes import Changes
from .choices import Choices
from .expressions import worked_out
from .foretelling import Answers, Case, Foretelling, Held, relation, told
from .index import NOBODY, NOTHING, SEVERAL
from .listed import columns_of
from .matching import Matching
from .ownership import Ownership
from .problems import Subject, problems_of
from .renaming import Renaming
from .row import Outcomes, Problem, Row, kind_of
from .sending import Sending, Sent
from .tenant import HeldAccount, MailUser, OktaUser, Tenant

_NO_OKTA_USER = ("", "", True, True)
_NO_MAIL_USER = MailUser("")
# Twice as fast as to call it, and that for each of a million rows.
_made = partial(tuple.__new__, Row)


class _Known(NamedTuple):
    """What rows share that have the same facts and cases."""

    now: Answers
    after: Answers
    accounts: int
    problems: tuple[Problem, ...]
    kind: str


_Facts = tuple[bool | int, ...]
_Jobs = tuple[Held, Case | None]
"""What decides how jobs end: the values of an account, and its case; None is that of none."""

_NO_JOBS: _Jobs = (Held("", "", preserved=False), None)


class Diagnosis:
    """The rows of a tenant, made anew each time that they are asked for, in the same order.

    A tenant of a million has a million rows: whoever needs them once goes through them once.
    """

    def __init__(self, tenant: Tenant, choices: Choices) -> None:
        self.tenant = tenant
        self.choices = choices
        self._logins, self._emails, self._active, *_ = columns_of(tenant.okta, OktaUser)
        self._matching = Matching(tenant, worked_out(choices.user_name))
        self._ownership = Ownership(tenant, self._matching)
        self._changes = Changes(tenant, self._matching, self._ownership)
        self._sending = Sending(tenant, self._matching, self._ownership, self._changes)
        self._stored = None if choices.ad_attribute is None else worked_out(choices.ad_attribute)
        self._read(choices.readings)

    def read_otherwise(self, readings: Mapping[str, str]) -> Diagnosis:
        """Return the diagnosis under other readings, under which everybody is who they are."""
        other = copy(self)
        other._read(readings)
        return other

    def _read(self, readings: Mapping[str, str]) -> None:
        self.choices = replace(self.choices, readings=readings)
        updates = OnApplyUpdates(readings.get("A2", OnApplyUpdates.LOOK_UP_AGAIN.value))
        self._now = self._foretelling(self.choices.access)
        self._afterwards = self._foretelling(AccessSetting.AD_ATTRIBUTE)
        self._known: dict[tuple[object, ...], _Known] = {}
        self._renaming = (
            None
            if updates is OnApplyUpdates.LOOK_UP_AGAIN
            else Renaming(
                *(self.tenant, self._matching, self._ownership, self._changes),
                *(self._sending, updates, self._foretell),
            )
        )

    def _foretell(self, held: Held) -> Outcomes:
        """Foretell the jobs of an account after the procedure, of any values that it may have."""
        numbers = self._number_of(held.email_id), self._number_of(held.attribute)
        return told(self._afterwards.answers(*self._jobs(held, *numbers)), held)

    def _foretelling(self, access: AccessSetting) -> Foretelling:
        conditions = replace(read_as(Conditions(), self.choices.readings), access=access)
        return Foretelling(self.tenant.microsoft365, self._matching.names, conditions)

    def rows(self) -> Iterator[Row]:
        """Yield a row for each account, then one for each person who needs one, by address."""
        yield from map(self._of_account, count(), self.tenant.accounts)
        yield from map(self._of_person, filter(self._needs_row, self._ownership.without_account()))

    def _needs_row(self, okta: int) -> bool:
        if self.tenant.app_users is not None:
            return self._matching.is_assigned(okta)
        return self._matching.in_microsoft365[okta] != NOBODY

    def _of_account(self, number: int, account: HeldAccount) -> Row:
        okta = self._ownership.okta[number]
        email_id = self._matching.email_id[number]
        sent = self._sending.of(okta)
        held = Held(account.email_id, self._attribute(account, okta), account.preserved)
        now = self._jobs(held, email_id, self._number_of(held.attribute))
        facts = (
            self._ownership.is_ambiguous(number),
            self._ownership.accounts_of(number),
            sent.creates,
            account.preserved,
            sent.keeper != NOBODY and self._changes.is_due(number),
            sent.shares_address,
            sent.has_address and email_id not in self._matching.names.numbers.no_addresses,
        )
        row = self._row(
            account.email_id,
            okta,
            self._ownership.microsoft365[number],
            self._changes.new_email_id(number),
            now,
            self._after(held, number, okta, sent),
            facts,
            ("A2",) if sent.linked and (sent.creates or self._is_left(number, okta, sent)) else (),
        )
        return self._renaming.of_account(number, row, held) if self._renaming else row

    def _of_person(self, okta: int) -> Row:
        """Return the row of an Okta user without an account."""
        person = self._matching.in_microsoft365[okta]
        sent = self._sending.of(okta)
        taken = sent.keeper != NOBODY
        after = _NO_JOBS
        if sent.sends and not taken:
            after = self._jobs(
                Held(self._emails[okta], self._logins[okta], preserved=False),
                self._matching.email[okta],
                self._matching.login[okta],
            )
        facts = (
            *(person == SEVERAL, 0, sent.creates, False, taken),
            *(sent.shares_address, sent.has_address),
        )
        row = self._row("", okta, person, "", _NO_JOBS, after, facts, ())
        return self._renaming.of_person(okta, row) if self._renaming else row

    def _row(
        self,
        email_id: str,
        okta: int,
        person: int,
        change: str,
        now: _Jobs,
        after: _Jobs,
        facts: _Facts,
        assumed: tuple[str, ...],
    ) -> Row:
        """Return a row; ``facts`` are what a subject has last."""
        login, email, active, assigned = _NO_OKTA_USER if okta < 0 else self._okta_user(okta)
        upn, primary_smtp, aliases, mailbox, onedrive, shared, guest = (
            _NO_MAIL_USER if person < 0 else self._mail_user(person)
        )
        facts = (
            *(okta >= 0, person >= 0, *self._are_alike(okta, person), active, assigned),
            *(mailbox, onedrive, shared, guest, *facts),
        )
        key = (facts, now[1], after[1], assumed)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._learn(facts, now, after, assumed)
        return _made(
            (
                *(login, email, email_id, upn, primary_smtp, aliases),
                *(told(known.now, now[0]), known.accounts, change, told(known.after, after[0])),
                *(known.problems, assumed, known.kind),
            )
        )

    def _learn(self, facts: _Facts, now: _Jobs, after: _Jobs, assumed: tuple[str, ...]) -> _Known:
        """Foretell and find what is wrong, of all rows that have the same facts and cases."""
        subject = Subject._make(facts)
        today, later = self._now.answers(*now), self._afterwards.answers(*after)
        accounts, problems = subject.accounts + subject.created, tuple(problems_of(subject))
        outcomes = told(today, now[0]), told(later, after[0])
        row = Row("", "", "", "", "", (), outcomes[0], accounts, "", outcomes[1], problems, assumed)
        return _Known(today, later, accounts, problems, kind_of(row))

    def _okta_user(self, okta: int) -> tuple[str, str, bool, bool]:
        return (
            self._logins[okta],
            self._emails[okta],
            self._active[okta],
            self._matching.is_assigned(okta),
        )

    def _mail_user(self, person: int) -> list[Any]:
        return [column[person] for column in self._matching.names.columns]

    def _are_alike(self, okta: int, person: int) -> tuple[bool, bool]:
        """Tell whether a login is the UPN, and an email the primary SMTP address there is."""
        if okta < 0 or person < 0:
            return True, True
        matching = self._matching
        primary_smtp = matching.names.primary_smtp[person]
        return (
            matching.login[okta] == matching.names.upn[person],
            primary_smtp in (matching.email[okta], NOTHING),
        )

    def _attribute(self, account: HeldAccount, okta: int) -> str:
        """Return what is stored for an account: what an export says, else what is mapped."""
        if account.attribute is not None:
            return account.attribute
        if self._stored is None or okta < 0:
            return ""
        return self._stored(self.tenant.okta[okta])

    def _after(self, held: Held, number: int, okta: int, sent: Sent) -> _Jobs:
        """Return what decides after the procedure, under the email ID that an account then has."""
        email_id, attribute, preserved = held
        email_id_ = self._matching.email_id[number]
        if self._changes.moves(number):
            email_id, email_id_ = self._emails[okta], self._matching.email[okta]
        if sent.sends and email_id_ == self._matching.email[okta]:
            attribute, attribute_ = self._logins[okta], self._matching.login[okta]
        else:
            attribute_ = self._number_of(attribute)
        return self._jobs(Held(email_id, attribute, preserved), email_id_, attribute_)

    def _jobs(self, held: Held, email_id: int, attribute: int) -> _Jobs:
        """Return what decides how the jobs of an account end, with the numbers of its values."""
        names = self._matching.names
        of_email_id = relation(names, held.email_id, email_id)
        of_attribute = None
        same = held.attribute == held.email_id
        if same:
            of_attribute = of_email_id
        elif held.attribute:
            of_attribute = relation(names, held.attribute, attribute)
        return held, (held.preserved, same, of_email_id, of_attribute)

    def _is_left(self, number: int, okta: int, sent: Sent) -> bool:
        """Tell whether Okta is linked to an account that is not found under its new userName."""
        email_id = self._matching.email_id[number]
        return (
            email_id != self._matching.email[okta]
            and not self._changes.moves(number)
            and not self.tenant.accounts[number].preserved
            and sent.sends
            and self._matching.owner_of(email_id).linked
        )

    def _number_of(self, attribute: str) -> int:
        return self._matching.names.numbers.known(attribute) if attribute else NOTHING


def diagnose(tenant: Tenant, choices: Choices | None = None) -> Diagnosis:
    """Diagnose a tenant. Raises ValueError for an expression or a reading that there is not."""
    return Diagnosis(tenant, choices or Choices())
