"""The outcome table: what works for whom, on one A4 page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswalk import links
from crosswalk.catalogue import ASSUMPTIONS
from crosswalk.procedure.cases import ATTRIBUTES, EMAIL_IDS, Case, Kind, Role, kind_of, role_of
from crosswalk.procedure.jobs import JUDGED, End
from crosswalk.procedure.outcomes import Otherwise, Outcome, outcomes
from fakes.company.cast import CAST
from fakes.insync.model import AccessSetting
from fakes.outcomes.model import Job

from .model import Book
from .model import Case as Played
from .page import Page

# What the article recommends.
REMEDY = frozenset(
    {
        Case(Kind.DIFFER, Role.SMTP, Role.UPN, AccessSetting.AD_ATTRIBUTE),
        Case(Kind.EQUAL, Role.BOTH, Role.BOTH, AccessSetting.AD_ATTRIBUTE),
    }
)

# Where the document shows what a requirement says of the address that a job needs.
_RULES = {
    "R01": ("09_backup", "OneDrive answers to the UPN alone"),
    "R02": ("09_backup", "Exchange Online answers to the UPN, the SMTP address or an alias"),
    "R03": ("10_restore", "A mailbox is restored to its SMTP address alone"),
}

_HELD = re.compile(r'inSync holds (\w+) as "([^"]*)" with the AD attribute "([^"]*)"')
_ACCESSED = re.compile(r'inSync accesses user accounts using "([^"]*)"')


@dataclass(frozen=True, slots=True)
class JobAddresses:
    """A job with the addresses it accepts and refuses, and the rule that shows it."""

    job: Job
    id: str
    rule: str
    address: str
    accepts: tuple[Role, ...]
    refuses: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An example that plays a case: by what it is known, its title, and where it stands."""

    row: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What becomes of those of one email ID, under one setting, with one or any attribute."""

    ends: Mapping[Job, End]
    otherwise: tuple[Otherwise, ...]
    remedy: bool
    shown: tuple[Shown, ...]

    @property
    def works(self) -> bool:
        """Whether everything works."""
        return all(end.succeeds for end in self.ends.values())


@dataclass(frozen=True, slots=True)
class Row:
    """The attributes between which it makes no difference, and a cell for each email ID."""

    attributes: tuple[Role, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The table of those whose two addresses differ, or of those for whom they are one."""

    kind: Kind
    email_ids: tuple[Role, ...]
    settings: tuple[tuple[AccessSetting, tuple[Row, ...]], ...]


def pages(book: Book) -> Iterator[Page]:
    """Yield the page of the outcome table."""
    table = {each.case: each for each in outcomes()}
    examples = shown(book)
    yield Page(
        links.OUTCOMES,
        "The outcome table",
        "outcome-table.html",
        {
            "parts": tuple(_part(kind, table, examples) for kind in Kind),
            "addresses": tuple(_addresses_of(job, table.values()) for job in JUDGED),
            "jobs": JUDGED,
            "combinations": len(table),
            "assumptions": tuple(ASSUMPTIONS[each] for each in ("A1", "A4")),
        },
    )


def _part(kind: Kind, table: Mapping[Case, Outcome], shown: Mapping[Case, Sequence[Shown]]) -> Part:
    settings = tuple(
        (
            setting,
            tuple(
                Row(attributes, tuple(_cells(kind, setting, attributes, table, shown)))
                for attributes in _alike(kind, setting, table)
            ),
        )
        for setting in AccessSetting
    )
    return Part(kind, EMAIL_IDS[kind], settings)


def _alike(
    kind: Kind, setting: AccessSetting, table: Mapping[Case, Outcome]
) -> list[tuple[Role, ...]]:
    """Return the attributes in groups between which nothing differs for anybody."""
    groups: dict[str, list[Role]] = {}
    for attribute in ATTRIBUTES[kind]:
        found = [table[Case(kind, email_id, attribute, setting)] for email_id in EMAIL_IDS[kind]]
        key = repr([(each.ends, each.otherwise) for each in found])
        groups.setdefault(key, []).append(attribute)
    return [tuple(group) for group in groups.values()]


def _cells(
    kind: Kind,
    setting: AccessSetting,
    attributes: tuple[Role, ...],
    table: Mapping[Case, Outcome],
    shown: Mapping[Case, Sequence[Shown]],
) -> Iterator[Cell]:
    for email_id in EMAIL_IDS[kind]:
        cases = [Case(kind, email_id, each, setting) for each in attributes]
        yield Cell(
            table[cases[0]].ends,
            tuple(_turning([table[cases[0]]])),
            not REMEDY.isdisjoint(cases),
            tuple(each for case in cases for each in shown.get(case, ())),
        )


def _turning(found: Iterable[Outcome]) -> Iterator[Otherwise]:
    """Yield what another reading turns from success to failure or back."""
    for outcome in found:
        for each in outcome.otherwise:
            if each.end.succeeds is not outcome.ends[each.job].succeeds:
                yield each


def _addresses_of(job: Job, table: Iterable[Outcome]) -> JobAddresses:
    """Return from the table which addresses a job accepts, for people with two addresses."""
    differ = [each for each in table if each.case.kind is Kind.DIFFER]
    ends = [each.ends[job] for each in differ]
    accepted = {end.presented for end in ends if end.succeeds}
    presented = [role for role in ATTRIBUTES[Kind.DIFFER] if role is not Role.NOTHING]
    decided = [set(each.decided[job]) for each in differ if each.ends[job].succeeds]
    (id_,) = set.intersection(*decided) & set(_RULES)
    stem, rule = _RULES[id_]
    return JobAddresses(
        job,
        id_,
        rule,
        links.rule(stem, rule),
        tuple(role for role in presented if role in accepted),
        tuple(role for role in presented if role not in accepted),
    )


def shown(book: Book) -> dict[Case, list[Shown]]:
    """Return the examples of a run that play a case, by the case."""
    found: dict[Case, list[Shown]] = {}
    for chapter in book.chapters:
        for played in chapter.cases:
            if case := _case(played):
                row, _, title = played.name.partition(": ")
                address = f"{chapter.page}#{played.anchor}"
                found.setdefault(case, []).append(Shown(row, title or row, address))
    return found


def _case(played: Played) -> Case | None:
    """Return which case an example plays, if it says so in the sentences for it."""
    text = "\n".join(step.text for step in played.steps)
    held, accessed = _HELD.search(text), _ACCESSED.search(text)
    brought = "these people:" in text  # Who has a name of the cast may have other addresses.
    if brought or not held or not accessed or held[1] not in CAST:
        return None
    person = CAST[held[1]]
    return Case(
        kind_of(person),
        role_of(held[2], person),
        role_of(held[3], person),
        AccessSetting(accessed[1]),
    )
