"""What the placeholders of the vocabulary hold: people, apps, settings, codes, texts, numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from crosswalk.catalogue import ASSUMPTIONS
from crosswalk.diagnosis.row import Problem
from crosswalk.diagnosis.written.change_request import REQUEST, UNDO
from crosswalk.messages.quotes import QUOTED
from crosswalk.procedure.procedure import UPN_FORM
from crosswalk.runner.phrases import TERMS, code, name_of, one_of, open_term, quoted
from fakes.company.cast import CAST
from fakes.insync.model import (
    AccessSetting,
    AccountStatus,
    Cause,
    ErrorCode,
    PreservedBy,
    Workload,
)
from fakes.insync.model import AdminRole as InSyncRole
from fakes.microsoft365.model import UserType
from fakes.okta.model import AdminRole, Apply, Provisioning, Updates, UsernameFormat
from fakes.wire import Address

from .naming import NAME, named, names_in, pattern_of, unlisted

__all__ = ["TERMS"]

Texts = tuple[str, ...]
Switch = Callable[[Provisioning, bool], Provisioning]


class MappingRow(NamedTuple):
    """One row of Okta User to Druva 2.0."""

    source: str
    target: str
    apply: Apply


# What Okta may do in inSync, and how each is switched on or off.
_SWITCHES: dict[str, Switch] = {
    "Create Users": lambda page, on: replace(page, create_users=on),
    "Update User Attributes": lambda page, on: replace(page, update_user_attributes=on),
    "Deactivate Users": lambda page, on: replace(page, deactivate_users=on),
}

_ACCOUNT_STATES: dict[str, dict[str, object]] = {
    "active": {"status": AccountStatus.ACTIVE},
    **{
        f"preserved by the {who.value}": {"status": AccountStatus.PRESERVED, "preserved_by": who}
        for who in PreservedBy
    },
    "licensed": {"licensed": True},
    "unlicensed": {"licensed": False},
}

_ANYBODY = f"one of {', '.join(CAST)}"
_ACCOUNT = pattern_of("account")
_SEVERAL = rf"(?:{NAME}, )*{NAME} and {NAME}"
_BOTH = "both UPN and email"
_ON_CREATE_ONLY = " on create only"
_TO_TARGET = rf' to "[^"]*"(?:{_ON_CREATE_ONLY})?'
_TIMES = {"once": 1, "twice": 2}
_PROBLEM = rf"(?:{'|'.join(each.value for each in Problem)})"
_NO_CODE = "fails without a code"
_NOT_FOUND = ErrorCode.EUSERNOTFOUND.value


def _one_of_several(thing: str) -> tuple[str, str]:
    return f"the first {thing} of Sam", f'the {thing} "sam@corp.example"'


def _people(text: str) -> tuple[str, ...]:
    return tuple(names_in(text))


def _term_of_people(
    names: str, pattern: str, convert: Callable[[str], object], *, expected: str, examples: Texts
) -> None:
    """Let placeholders hold what names people."""
    open_term(names, pattern, convert, expected=expected, examples=examples, unlisted=unlisted)


def _number(text: str) -> int:
    return int(text.partition(" ")[0])


def _duration(text: str) -> timedelta:
    return timedelta(days=_number(text)) if "day" in text else timedelta(seconds=_number(text))


def _mapping(text: str) -> MappingRow | None:
    if text == _BOTH:
        return None
    row = text.removesuffix(_ON_CREATE_ONLY)
    source, _, target = row[1:-1].rpartition('" to "')
    return MappingRow(source, target, Apply.CREATE_AND_UPDATE if row == text else Apply.CREATE_ONLY)


def _unquoted(text: str) -> str | None:
    return text[1:-1] if text.startswith('"') else None


def _named(text: str) -> str:
    """Return the name at the end of a text, empty where there is none."""
    return text.partition('"')[2].removesuffix('"')


def _texts(name: str, *texts: str) -> None:
    """Let a placeholder hold one of a closed list of texts, each standing for itself."""
    one_of(name, {text: text for text in texts})


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _counted(thing: str, things: str) -> str:
    """Return the pattern of a number of things, in the singular where there is one."""
    return rf"(?:1 {thing}|(?:0|[2-9]|[1-9]\d+) {things})"


def _number_of(names: str, thing: str) -> None:
    """Let placeholders hold a number of things."""
    things = f"{thing}s"
    open_term(
        names,
        _counted(thing, things),
        _number,
        expected=f"a number of {things}",
        examples=(f"1 {thing}", f"2 {things}"),
    )


quoted("address", Address, expected="an address")
one_of("user_type", {each.value.lower(): each for each in UserType})
name_of("person heir sender", tuple(CAST), NAME, unlisted=unlisted)
_term_of_people(
    "account",
    rf"(?:the account of {NAME}|{_ACCOUNT})",
    named,
    expected="an account",
    examples=("the account of Sam", *_one_of_several("account")),
)
_term_of_people(
    "owner",
    rf"(?:{NAME}|{_ACCOUNT})",
    named,
    expected=f"{_ANYBODY}, or one of several accounts",
    examples=("Sam", *_one_of_several("account")),
)
_term_of_people(
    "whom",
    rf"(?:everyone|{NAME}|{_ACCOUNT})",
    lambda text: None if text == "everyone" else named(text),
    expected=f"everyone, {_ANYBODY}, or one of several accounts",
    examples=("everyone", "Sam", *_one_of_several("account")),
)
_term_of_people(
    "destination",
    rf"(?:a new folder|{NAME}|{_ACCOUNT})",
    lambda text: None if text == "a new folder" else named(text),
    expected=f"a new folder, {_ANYBODY}, or one of several accounts",
    examples=("a new folder", "Lia", *_one_of_several("account")),
)
for _term, _called in (("okta_user", "Okta user"), ("microsoft_user", "Microsoft 365 user")):
    _term_of_people(
        _term,
        rf"(?:{NAME}|{pattern_of(_called)})",
        named,
        expected=f"{_ANYBODY}, or one of several {_called}s",
        examples=("Sam", *_one_of_several(_called)),
    )
_term_of_people(
    "people_are",
    rf"(?:{NAME} is|{_SEVERAL} are)",
    _people,
    expected=f"people of the cast ({', '.join(CAST)})",
    examples=("Sam is", "Sam and Ada are", "Sam, Ada and Lia are"),
)
one_of(
    "systems",
    {
        "Okta": ("Okta",),
        "Microsoft 365": ("Microsoft 365",),
        "Okta and in Microsoft 365": ("Okta", "Microsoft 365"),
    },
)
_texts("system", "Okta", "inSync", "Microsoft 365")
_texts("answering", "inSync", "Microsoft 365")
_texts("app", "inSync", "another app")
one_of("workload", {workload.value: workload for workload in Workload})
one_of("holding", {"mailbox": Workload.EXCHANGE_ONLINE, "OneDrive": Workload.ONEDRIVE})
_texts(
    "content",
    "what was backed up before",
    "a new folder with what was backed up before",
    "nothing",
)
one_of("which", {"first": 0, "latest": -1})
_texts("job", "backup", "restore")
one_of("jobs", {"backups": "backup", "restores": "restore"})
_texts(
    "ends",
    "succeeds",
    "ends with errors",
    f"fails with {_NOT_FOUND}",
    f"fails with {ErrorCode.EUAUTH.value}",
    _NO_CODE,
)
_texts("restore_ends", "succeeds", *(f"fails with {code.value}" for code in ErrorCode), _NO_CODE)
one_of(
    "end",
    {
        "succeed": "succeeds",
        f"fail with {_NOT_FOUND}": f"fails with {_NOT_FOUND}",
        "are not started": "is not started",
    },
)
one_of("state", _ACCOUNT_STATES)
_texts("column", "inSync email ID", "AD attribute")
one_of("must", {"must": True, "need not": False})
_texts("missing", "mailbox", "OneDrive")
one_of("setting", {setting.value: setting for setting in AccessSetting}, quoted=True)
one_of("cause", {cause.value: cause for cause in Cause}, quoted=True)
one_of("switch", _SWITCHES)
one_of("chosen", {chosen.value: chosen for chosen in UsernameFormat}, quoted=True)
_texts("field", *UPN_FORM)
_texts("okta_field", "login", "email")
one_of(
    "okta_attribute",
    {
        "login": "login",
        "email": "email",
        "second email": "secondEmail",
        "first name": "firstName",
        "last name": "lastName",
        "title": "title",
    },
)
one_of(
    "saving",
    {
        "the inSync admin": InSyncRole.CLOUD_ADMINISTRATOR,
        "a profile administrator": InSyncRole.PROFILE_ADMINISTRATOR,
    },
)
_texts("opening", "Okta", "inSync")
one_of("role", {_with_article(role.value): role for role in AdminRole})
one_of("apply", {apply.value: apply for apply in Apply})
one_of("updates", {answer.value: answer for answer in Updates}, quoted=True)
one_of("assumption", {key: entry for key, entry in ASSUMPTIONS.items() if entry.readings})
one_of("accessed", {"read": "GET", "written": "PUT"})
one_of("answer", {"yes": True, "no": False})
open_term(
    "times",
    r"(?:once|twice|(?:[3-9]|[1-9]\d+) times)",
    lambda text: _TIMES.get(text) or _number(text),
    expected="a number of times",
    examples=("once", "twice", "3 times"),
)
open_term(
    "tries",
    _counted("more time", "more times"),
    _number,
    expected="a number of times",
    examples=("1 more time", "2 more times"),
)
open_term(
    "duration",
    rf"(?:{_counted('second', 'seconds')}|{_counted('day', 'days')})",
    _duration,
    expected="a time in seconds or days",
    examples=("1 second", "30 days"),
)
_number_of("accounts", "inSync account")
_number_of("all_accounts", "account")
_number_of("items", "item")
_number_of("okta_tasks", "Okta task")
_number_of("licenses", "license")
_number_of("users", "user")
_number_of("snapshots", "snapshot")
open_term(
    "count created drives mailboxes new old row seed status updated",
    r"\d+",
    int,
    expected="a whole number",
)
open_term(
    "problems",
    rf"{_PROBLEM}(?:, {_PROBLEM})*",
    lambda text: tuple(map(Problem, text.split(", "))),
    expected="problem codes of a diagnosis separated by commas",
    examples=("duplicate_ahead", "no_mailbox, no_onedrive"),
)
one_of("request", {"change request": REQUEST, "undo file": UNDO})
open_term("attribute", r"\S+", str, expected="one word")
open_term("states", r"[a-z]+(?:, [a-z]+)*", str, expected="states separated by commas")
open_term(
    "mapping",
    rf"(?:{_BOTH}|{QUOTED}{_TO_TARGET})",
    _mapping,
    expected="a row of the mapping, or both",
    examples=(_BOTH, '"user.email" to "userName"'),
)
open_term(
    "stored",
    r'(?:"[^"]*"|empty)',
    _unquoted,
    expected="a text in double quotes, or empty",
    examples=('"ada@corp.example"', "empty"),
)
open_term(
    "presented",
    r'(?:"[^"]*"|nothing)',
    _unquoted,
    expected="a text in double quotes, or nothing",
    examples=('"ada@corp.example"', "nothing"),
)
open_term(
    "scope",
    r'(?:everyone|the (?:profile|shared mailbox) "[^"]*")',
    lambda text: (text.partition(' "')[0], _named(text)),
    expected="everyone, a profile or a shared mailbox",
    examples=("everyone", 'the profile "Default"', 'the shared mailbox "sales@corp.example"'),
)
_term_of_people(
    "assignee",
    rf'(?:{NAME}|{pattern_of("Okta user")}|the group "[^"]*")',
    lambda text: _named(text) if text.startswith("the group ") else named(text),
    expected=f"{_ANYBODY}, one of several Okta users, or a group",
    examples=("Sam", 'the group "Staff"'),
)
code("source", expected="an expression", examples=("user.email", 'user.firstName + "@x"'))
quoted(
    "aliases department domain line login mail name namespace nickname path profile reading reason "
    "storage subject target text title token user_name value variable way what",
    str,
    expected="a text",
)
