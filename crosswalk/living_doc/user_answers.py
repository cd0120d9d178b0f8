"""The answers about one user as plain data, which the script of their page looks up.

Every answer was foretold or played in the lab; the script only finds the one that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from crosswalk import links
from crosswalk.catalogue import ASSUMPTIONS, FACTS, PATHS, REQUIREMENTS
from crosswalk.procedure.advice import advice
from crosswalk.procedure.cases import ATTRIBUTES, Case, Kind, Role, cases
from crosswalk.procedure.ends import CIRCUMSTANCES, End, License, Source, Status, ends
from crosswalk.procedure.imports import Import, Imported, Sent, effects
from crosswalk.procedure.played_imports import changed_email_ids, imports
from crosswalk.procedure.runbook import Claim, runbook
from crosswalk.symptoms.reading import symptoms
from fakes.insync.model import AccessSetting
from fakes.microsoft365.model import DriveState, MailboxState
from fakes.outcomes.model import Job

from .ahead import Once
from .model import Book
from .outcomes import shown

Data = dict[str, Any]

# What an address is called in the form, by what it is to a user.
_FIELDS = {Role.UPN: "upn", Role.SMTP: "smtp", Role.ALIAS: "aliases"}
_REQUIRED = ("R01", "R02", "R03")
# What the script names: that addresses compare without case, that a changed email ID asks for
# another password and can be taken, and when the setting counts.
_NAMED = ("A3", "F11", "R10", "R14")
_ADVICE = advice()
_TWICE = "duplicates"


def answers(book: Book) -> Data:
    """Return everything that can be answered, with links to what a run holds."""
    return {
        **_computed(),
        "shown": _by_case(
            {
                case: [
                    {"text": each.title, "row": each.row, "address": each.address} for each in found
                ]
                for case, found in shown(book).items()
            }
        ),
        "effects": {each.effect.name: _claim(book, each) for each in _ADVICE.effects},
        "uncured": [
            {**_claim(book, each), "do": each.do, "workload": each.workload and each.workload.value}
            for each in _ADVICE.uncured
        ],
    }


@Once
def _computed() -> Data:
    """Return what does not depend on the run."""
    of_job = {
        end: at.job
        for found in ends().values()
        for at, end in zip(CIRCUMSTANCES, found, strict=True)
    }
    distinct = {end: at for at, end in enumerate(of_job)}
    return {
        "jobs": [_job(job) for job in Job],
        "circumstances": {_key(*each): at for at, each in enumerate(CIRCUMSTANCES)},
        "cases": _by_case(
            {case: [distinct[end] for end in found] for case, found in ends().items()}
        ),
        "ends": [_end(end, job) for end, job in of_job.items()],
        "imports": {_way(way): _imported(way, done) for way, done in imports().items()},
        "changes": {"free": changed_email_ids()[False], "taken": changed_email_ids()[True]},
        "settings": {each.name: each.value for each in AccessSetting},
        "statuses": {each.name: each.value for each in Status},
        "mappings": {each.name: {"userName": each.user_name, "upn": each.upn} for each in Sent},
        "steps": {
            step.name: {"number": number, "title": step.title, "address": links.step(step.name)}
            for number, step in enumerate(runbook(), start=1)
        },
        "twice": _twice(),
        "statements": {id_: _statement(id_) for id_ in sorted(_ids(of_job))},
    }


def _ids(told: Iterable[End]) -> set[str]:
    """Return the ids that are named: by ends, by what is said of them, and by the page itself."""
    claims: tuple[Claim, ...] = (*_ADVICE.effects, *_ADVICE.uncured)
    said = [each.ids for each in claims] + [each.ids for each in told]
    return {*_NAMED, *(id_ for ids in said for id_ in ids)}


def _statement(id_: str) -> dict[str, str]:
    address = links.identifier(id_)
    if id_ in ASSUMPTIONS:
        assumed = ASSUMPTIONS[id_]
        return {"text": assumed.statement, "otherwise": assumed.otherwise, "address": address}
    return {"text": {**REQUIREMENTS, **FACTS, **PATHS}[id_].statement, "address": address}


def _twice() -> Data:
    """Return what whoever has two accounts already stops, and where the ways out are."""
    symptom = next(each for each in symptoms() if each.name == _TWICE)
    return {
        "title": symptom.title,
        "address": links.symptom(symptom.name),
        "stop": symptom.stop,
    }


def _job(job: Job) -> Data:
    """Return a job with what it needs of Microsoft 365: the requirement and the fields for it."""
    everything = {MailboxState.ACTIVE, DriveState.ACTIVE}
    places = [
        at
        for at, each in enumerate(CIRCUMSTANCES)
        if each.job is job
        and each.has in everything
        and (each.status, each.license) == (Status.ACTIVE, License.FREE)
    ]
    succeeded = [
        (_presented(case, found[at]), found[at].ids)
        for case, found in ends().items()
        for at in places
        if case.kind is Kind.DIFFER and found[at].succeeds
    ]
    (requirement,) = {id_ for _, ids in succeeded for id_ in ids if id_ in _REQUIRED}
    accepted = {role for role, _ in succeeded}
    return {
        "name": job.name,
        "title": job.value,
        "service": job.workload.name,
        "restores": job.restores,
        "needs": requirement,
        "fields": [_FIELDS[role] for role in ATTRIBUTES[Kind.DIFFER] if role in accepted],
    }


def _presented(case: Case, end: End) -> Role:
    return case.email_id if end.source is Source.EMAIL_ID else case.attribute


def ending(end: End) -> str:
    """Return how a job ends, as the document says it."""
    if not end.started:
        return "is not started"
    if end.succeeds:
        return "succeeds"
    return f"fails with {end.code.value}" if end.code else "fails without a code"


def _end(end: End, job: Job) -> Data:
    uncured = [
        number
        for number, each in enumerate(_ADVICE.uncured)
        if not end.succeeds and each.explains(end.ids, job.workload)
    ]
    return {
        "source": end.source.name,
        "text": ending(end),
        "shown": end.shown,
        "cause": end.cause.value if end.cause else "",
        "works": end.succeeds,
        "ids": end.ids,
        "uncured": uncured[0] if uncured else None,
    }


def _way(way: Import) -> str:
    return _key(way.linked, way.holder, way.held, way.renamed, way.upn, way.unfound)


def _key(*parts: Enum | bool | None) -> str:
    """Join what a look-up goes by: names, yes or no, and - for what is not there."""
    return "|".join(
        part.name if isinstance(part, Enum) else "-" if part is None else "yes" if part else "no"
        for part in parts
    )


def _imported(way: Import, done: Imported) -> Data:
    return {
        "touched": [
            {
                "whose": each.whose.name,
                "emailId": each.email_id.name,
                "attribute": each.attribute.name,
                "status": each.status.name,
            }
            for each in done.touched
        ],
        "linked": done.linked.name if done.linked else None,
        "task": done.task,
        "effects": [each.name for each in effects(way, done)],
    }


def _by_case(values: Mapping[Case, Any]) -> Data:
    """Return values by setting, by whether the addresses differ, by email ID and by attribute."""
    nested: Data = {}
    for case in cases():
        if case in values:
            at = nested.setdefault(case.setting.name, {}).setdefault(case.kind.name, {})
            at.setdefault(case.email_id.name, {})[case.attribute.name] = values[case]
    return nested


def _claim(book: Book, claim: Claim) -> Data:
    address = links.example(claim.feature, claim.example)
    return {
        "text": claim.text,
        "ids": claim.ids,
        "example": claim.example,
        "address": address if book.holds(address) else None,
    }
