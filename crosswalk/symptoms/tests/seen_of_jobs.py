"""Whose jobs fail, and how."""

from __future__ import annotations

from crosswalk.symptoms.observable import Observable
from fakes.outcomes.model import Job
from fakes.serving.people import Person

from .sight import Seen, Sight, has_two_addresses, is_active

_BACKUPS = {Job.ONEDRIVE_BACKUP: "OneDrive", Job.EXCHANGE_BACKUP: "Exchange Online"}


def _who(sight: Sight) -> str:
    failing = {id(each) for each in sight.concerned}
    everybody = {id(each) for each in sight.everybody}
    two = {id(each) for each in sight.everybody if has_two_addresses(each)}
    if not failing:
        return "nobody"
    if len(failing) == 1:
        return "one"
    if failing == everybody:
        return "everybody"
    return "those with two addresses" if failing == two else "some"


def _backups(sight: Sight) -> str:
    return sight.of_each(lambda person: _failing_backups(sight, person))


def _failing_backups(sight: Sight, person: Person) -> str:
    failing = {
        _BACKUPS[outcome.job]
        for account in filter(is_active, person.accounts)
        for outcome in sight.situation.outcomes(account)
        if outcome.job in _BACKUPS and not outcome.succeeds
    }
    return "both" if len(failing) == 2 else next(iter(failing), "neither")


def _restore(sight: Sight) -> str:
    def told(person: Person) -> str:
        outcome = sight.situation.outcome(Job.EXCHANGE_RESTORE, sight.first(person))
        if outcome.succeeds:
            return "succeeds"
        if not outcome.started:
            return "is not started"
        return outcome.code.value if outcome.code else "without a code"

    return sight.of_each(told)


SEEN: Seen = {
    Observable.WHO: _who,
    Observable.BACKUPS: _backups,
    Observable.RESTORE: _restore,
}
