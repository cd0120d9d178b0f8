"""Tells the calls of a find in the sentences of the features, as far as there are some."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from fakes.insync.model import Workload
from fakes.outcomes.model import Job

from .calls import Call
from .laws.accounts import email_ids_are_unique, look_ups_find
from .laws.jobs import foretold_is_done, restores_give

_RUN = "okta.jobs.run"


class NoSentence(Exception):
    """Something was done that no sentence says; the message names it."""


@dataclass
class _Telling:
    """The people of a feature, and its lines so far."""

    people: dict[str, dict[str, str]] = field(default_factory=dict)
    names: dict[object, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    sends: bool = False

    def name(self, identity: object) -> str:
        """Return the name of a person by an id; raises NoSentence for somebody else."""
        if identity not in self.names:
            raise NoSentence("somebody who was not hired")
        return self.names[identity]

    def say(self, line: str, *, sends: bool = False) -> None:
        """Add a line; ``sends`` tells whether what it says runs the queue."""
        self.lines.append(line)
        self.sends = sends

    def run(self) -> None:
        """Go on after the queue was run, which the line before has said."""
        if not self.lines:
            raise NoSentence("running the queue by itself")
        self.sends = False

    def expect_no_run(self, call: Call) -> None:
        """Raise NoSentence where a line says that the queue was run, and it was not."""
        if self.sends:
            raise NoSentence(f"what came before {call.verb} without running the queue")


def told(law: str, said: str, calls: Sequence[Call]) -> Iterator[str]:
    """Yield the lines of a feature with one example; raises NoSentence where one is missing."""
    telling = _Telling()
    for call in calls:
        if call.verb == _RUN:
            telling.run()
        elif call.done and call.verb in _SENTENCES:
            telling.expect_no_run(call)
            _SENTENCES[call.verb](call, telling)
        else:
            raise NoSentence(f"{call.verb}{'' if call.done else ', which was refused'}")
    then = _then(law, calls)
    yield "# Written by `crosswalk explore`."
    yield f"Feature: {law}"
    yield ""
    yield from (f"  {line}" for line in _wrapped(said))
    yield ""
    yield f"  Example: {law}"
    yield from _people(telling)
    yield from (f"    When {line}" for line in telling.lines)
    yield f"    Then {then}"


def _wrapped(said: str) -> list[str]:
    return [said.replace("\n", " ")[:120]]


def _people(telling: _Telling) -> Iterator[str]:
    if not telling.people:
        return
    columns = ("person", "login", "email", "UPN", "primary SMTP address", "aliases")
    rows = [columns, *(tuple(each[name] for name in columns) for each in telling.people.values())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield "    Given these people:"
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"      | {' | '.join(cells)} |"


def _then(law: str, calls: Sequence[Call]) -> str:
    last = calls[-1].verb if calls else ""
    if law in (email_ids_are_unique.name, look_ups_find.name):
        return "nobody has more than one account"
    if law in (restores_give.name, foretold_is_done.name) and last.endswith(".restore"):
        return "the restore succeeds"
    if law == foretold_is_done.name and last.endswith(".back_up"):
        return _foretold_end(calls[-1])
    raise NoSentence(f"what the law says: {law}")


def _foretold_end(call: Call) -> str:
    account = call.accounts[call.result.account_id]
    assert call.situation is not None
    job = Job.of(call.result.workload, restores=False)
    outcome = call.situation.outcome(job, account)
    if outcome.succeeds:
        return "the backup succeeds"
    return f"the backup fails with {outcome.code.value}" if outcome.code else "the backup fails"


def _hired_in_okta(call: Call, telling: _Telling) -> None:
    given = call.arguments
    if given.get("further") or given.get("activate") is False or telling.lines:
        raise NoSentence("a person who comes later, or is not like others")
    name = str(given["first_name"])
    row = {"person": name, "login": given["login"], "email": given["email"]}
    telling.people[name] = {**row, "UPN": "", "primary SMTP address": "", "aliases": ""}
    telling.names[call.result.id] = name


def _hired_in_microsoft365(call: Call, telling: _Telling) -> None:
    user = call.result
    name = user.display_name.partition(" ")[0]
    if name not in telling.people or user.mail is None or not user.upn_is_alias or telling.lines:
        raise NoSentence("a Microsoft 365 user who is not like others")
    telling.people[name]["UPN"] = str(user.user_principal_name)
    telling.people[name]["primary SMTP address"] = str(user.mail)
    telling.names[user.id] = name


def _with_alias(call: Call, telling: _Telling) -> None:
    row = telling.people[telling.name(call.arguments["user_id"])]
    if telling.lines:
        raise NoSentence("an alias that comes later")
    row["aliases"] = ", ".join(filter(None, (row["aliases"], str(call.arguments["address"]))))


def _as_hired(call: Call, telling: _Telling) -> None:
    """Pass over what a table of people brings along: a letter, a file, OneDrive."""
    telling.name(call.arguments["user_id"])
    if telling.lines:
        raise NoSentence(f"{call.verb} after people were hired")


def _of_user(sentence: str) -> Callable[[Call, _Telling], None]:
    def say(call: Call, telling: _Telling) -> None:
        person = telling.name(call.arguments["user_id"])
        values = {key: str(each) for key, each in call.arguments.items()}
        telling.say(sentence.format(person=person, **values), sends=True)

    return say


def _plain(sentence: str) -> Callable[[Call, _Telling], None]:
    return lambda _call, telling: telling.say(sentence, sends=True)


def _updated(call: Call, telling: _Telling) -> None:
    person = telling.name(call.arguments["user_id"])
    for attribute, value in call.arguments["changes"]:
        if attribute not in ("login", "email"):
            raise NoSentence(f"a change of {attribute}")
        line = f"the Okta admin changes the {attribute} of {person} to {value}"
        telling.say(line, sends=True)


def _backed_up(call: Call, telling: _Telling) -> None:
    account = call.accounts.get(call.arguments["account_id"])
    if account is None:
        raise NoSentence("a backup of nobody")
    workload: Workload = call.arguments["workload"]
    telling.say(f'inSync backs up the {workload.value} of the account "{account.email_id}"')


def _restored(call: Call, telling: _Telling) -> None:
    restore, given = call.result, call.arguments
    if given.get("snapshot_id") or given.get("to_account_id") or restore.folder:
        raise NoSentence("a restore other than of the latest snapshot in place")
    email_id = call.accounts[restore.account_id].email_id
    telling.say(f'inSync restores the {restore.workload.value} of the account "{email_id}"')


def _edited(call: Call, telling: _Telling) -> None:
    name = call.result.display_name.partition(" ")[0]
    if name not in telling.people or call.arguments.get("email_id") is None:
        raise NoSentence("an account that is edited otherwise")
    address = call.arguments["email_id"]
    telling.say(f"the inSync admin changes the inSync email ID of {name} to {address}")


def _setting(call: Call, telling: _Telling) -> None:
    telling.say(f'the inSync admin sets Access user accounts using to "{call.arguments["value"]}"')


def _nothing(_call: Call, _telling: _Telling) -> None:
    """Pass over what another sentence says."""


_SENTENCES: dict[str, Callable[[Call, _Telling], None]] = {
    "okta.directory.add": _hired_in_okta,
    "microsoft365.directory.add_user": _hired_in_microsoft365,
    "microsoft365.directory.add_alias": _with_alias,
    "microsoft365.exchange.compose": _as_hired,
    "microsoft365.onedrive.provision": _as_hired,
    "microsoft365.onedrive.write_file": _as_hired,
    "okta.directory.update": _updated,
    "okta.directory.deactivate": _of_user("the Okta admin deactivates {person}"),
    "okta.assignments.assign": _of_user("the Okta admin assigns the Druva app to {person}"),
    "okta.assignments.unassign": _of_user("the Okta admin unassigns the Druva app from {person}"),
    "okta.assignments.edit_username": _of_user(
        "the Okta admin edits the username of {person} to {user_name}"
    ),
    "okta.assignments.apply_updates_now": _plain("the Okta admin applies updates now"),
    "okta.assignments.force_sync": _plain("the Okta admin forces a sync"),
    "insync.protection.back_up": _backed_up,
    "insync.protection.restore": _restored,
    "insync.accounts.edit": _edited,
    "insync.settings.click": _nothing,
    "insync.settings.choose": _setting,
    "insync.settings.save": _nothing,
}
