"""The procedure in one tenant: what each step means for it, with numbers and names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from crosswalk.diagnosis.row import Problem, Word
from crosswalk.diagnosis.written.change_request import REQUEST, UNDO
from crosswalk.diagnosis.written.people import FILE
from crosswalk.procedure.runbook import Step, runbook
from fakes.insync.model import AccessSetting

from .counted import counted
from .explained import explained
from .findings import MOST_NAMED, Findings

_AGAIN = "Diagnose again with fresh exports"


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a step means for the tenant; ``names`` are the first of ``count``."""

    text: str
    names: tuple[str, ...] = ()
    count: int = 0
    file: str = ""
    loud: bool = False

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.names)


@dataclass(frozen=True, slots=True)
class TenantStep:
    """A step of the procedure, and what it means for the tenant.

    ``left_out`` says why nothing is to be done, ``seen`` how the step is checked afterwards.
    """

    number: int
    step: Step
    told: tuple[Told, ...]
    left_out: str = ""
    seen: str = ""


@dataclass(slots=True)
class _Said:
    told: list[Told] = field(default_factory=list)
    left_out: str = ""
    seen: str = ""


def steps_of(findings: Findings) -> tuple[TenantStep, ...]:
    """Return the steps of the procedure for a tenant whose rows all went by."""
    made = []
    for number, step in enumerate(runbook(), start=1):
        said = _SAID[step.name](findings) if step.name in _SAID else _Said()
        made.append(TenantStep(number, step, tuple(said.told), said.left_out, said.seen))
    return tuple(made)


def _with(findings: Findings, problems: Iterable[Problem], *, loud: bool = False) -> list[Told]:
    """Return who has which of some problems."""
    found = []
    for problem in problems:
        if count := findings.tally.problems[problem]:
            names = tuple(findings.with_problem[problem].first)
            text = f"{counted(count, 'person', 'people')}: {explained()[problem].text}"
            found.append(Told(text, names, count, FILE, loud))
    return found


def _look(findings: Findings) -> _Said:
    two = counted(findings.two_addresses, "person", "people")
    said = _Said(
        [Told(f"{two} of {findings.tally.rows:,} have an Okta login and email that differ.")]
    )
    said.told += _with(
        findings,
        (
            Problem.LOGIN_IS_NOT_UPN,
            Problem.EMAIL_IS_NOT_PRIMARY_SMTP,
            Problem.NO_MAILBOX,
            Problem.NO_ONEDRIVE,
            Problem.AMBIGUOUS,
        ),
    )
    return said


def _email_ids(findings: Findings) -> _Said:
    tally = findings.tally
    said = _Said()
    if not tally.changes:
        said.left_out = "No email ID is to be changed in this tenant."
    else:
        said.told += _changes(findings)
        said.seen = (
            f"{_AGAIN}: {REQUEST} holds no change any more. Or look up a few of the new email IDs "
            "in inSync: Users, Email."
        )
    said.told += _with(
        findings,
        (
            Problem.ALREADY_TWICE,
            Problem.EMAIL_ID_TAKEN,
            Problem.ADDRESS_OF_TWO_PEOPLE,
            Problem.INVALID_ADDRESS,
        ),
        loud=True,
    )
    return said


def _changes(findings: Findings) -> list[Told]:
    tally = findings.tally
    count = tally.changes
    one = count == 1
    listed = tuple(f"{before} → {after}" for before, after in findings.changes)
    told = [
        Told(
            f"{counted(count, 'email ID is', 'email IDs are')} to be changed. "
            f"Send {REQUEST} to Druva Support, and wait until {'it' if one else 'every one'} is "
            f"changed. {UNDO} is the way back.",
            listed,
            count,
            REQUEST,
            loud=True,
        ),
        Told(
            f"{counted(count, 'password is', 'passwords are')} to be reset afterwards: whoever got "
            "a new email ID resets the inSync password.",
        ),
    ]
    if tally.by_hand:
        hand = tuple(f"{before} → {after}" for before, after in tally.by_hand[:MOST_NAMED])
        told.append(
            Told(
                f"{counted(len(tally.by_hand), 'change is', 'changes are')} not in {REQUEST}, "
                "because Excel would take an address for a formula. Make them one by one.",
                hand,
                len(tally.by_hand),
                "summary.json",
                loud=True,
            )
        )
    return told


def _mapping(findings: Findings) -> _Said:
    said = _Said()
    if findings.tally.changes:
        said.told.append(
            Told(
                f"Not before {counted(findings.tally.changes, 'email ID is', 'email IDs are')} "
                "changed (step 2).",
                loud=True,
            )
        )
    user_name = findings.about.choices.user_name
    if user_name in ("user.email", "source.email"):
        said.told.append(Told(f"Okta maps {user_name} to userName already, as --user-name says."))
    return said


def _import(findings: Findings) -> _Said:
    tally = findings.tally
    said = _Said()
    if ahead := tally.problems[Problem.DUPLICATE_AHEAD]:
        said.told.append(
            Told(
                f"Import nothing yet: an import with the new mapping would create "
                f"{counted(ahead, 'further account', 'further accounts')}.",
                loud=True,
            )
        )
    if findings.blocked_count:
        said.told.append(
            Told(
                f"For {counted(findings.blocked_count, 'person', 'people')} of these no change is "
                "proposed: an import creates a further account unless you decide before.",
                tuple(findings.blocked.first),
                findings.blocked_count,
                FILE,
                loud=True,
            )
        )
    if new := _new(findings):
        said.told.append(
            Told(f"{counted(new, 'person', 'people')} without an account get one by the import.")
        )
    said.told += _with(findings, (Problem.NOT_ASSIGNED, Problem.DEACTIVATED_IN_OKTA))
    said.seen = (
        f"inSync has {counted(_accounts(findings) + new, 'account', 'accounts')}, "
        f"{f'{new:,} more than before' if new else 'as many as before'}. {_AGAIN}: nobody has "
        "already_twice who did not have it."
    )
    return said


def _new(findings: Findings) -> int:
    """Return how many people have no account, and get one."""
    return sum(
        kind.count
        for kind in findings.tally.kinds.all()
        if kind.words[0] is Word.NO_ACCOUNT and kind.words[3] is not Word.NO_ACCOUNT
    )


def _accounts(findings: Findings) -> int:
    none = sum(
        kind.count for kind in findings.tally.kinds.all() if kind.words[0] is Word.NO_ACCOUNT
    )
    return findings.tally.rows - none


def _setting(findings: Findings) -> _Said:
    said = _Said()
    if findings.about.choices.access is AccessSetting.AD_ATTRIBUTE:
        said.told.append(Told("The setting is AD Attribute already, as --access says."))
    said.told += _with(findings, (Problem.SHARED_MAILBOX, Problem.NOT_IN_OKTA), loud=True)
    return said


def _prove(findings: Findings) -> _Said:
    said = _Said()
    two, one = (findings.to_try.get(each, "") for each in (True, False))
    named = [f"{two} (two addresses)"] * bool(two) + [f"{one} (one address)"] * bool(one)
    if named:
        said.told.append(Told("For whom everything is to succeed, for example:", tuple(named), 0))
    return said


_SAID: Mapping[str, Callable[[Findings], _Said]] = {
    "look": _look,
    "email-ids": _email_ids,
    "mapping": _mapping,
    "import": _import,
    "setting": _setting,
    "prove": _prove,
}
