"""Microsoft Graph: what each mailbox is for, and who has a OneDrive, where it may be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any
from urllib.parse import quote

import msgspec

from .api import Api, Record
from .errors import Unavailable
from .listing import Counted, decoded
from .patience import REPEATED
from .unfinished import Page, Pages

PURPOSE, DRIVE = "userPurpose", "drive"
_ASKED: Mapping[str, str] = {
    PURPOSE: "/users/{}/mailboxSettings/userPurpose",
    DRIVE: "/users/{}/drive?$select=webUrl",
}
_VALUE = {PURPOSE: "value", DRIVE: "webUrl"}
_PEOPLE = 10
"""A batch has at most 20 requests."""
_NONE, _LOCKED = 404, 423
_LOCKED_CODE = "notAllowed"
_NO_SHAREPOINT = "Tenant does not have a SPO license."


class _Response(msgspec.Struct):
    id: str
    status: int
    headers: dict[str, Any] = {}
    body: Any = None


class _Batch(msgspec.Struct):
    responses: list[_Response]


@dataclass
class Permitted:
    """Which services the app may read; ``refused`` counts single users who are kept from it."""

    asked: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(_ASKED, True))
    refused: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_ASKED, 0))

    def learn(self, answers: Mapping[tuple[str, int], _Response]) -> None:
        """Ask no longer for a service of which the first batch was refused as a whole."""
        for name in self.asked:
            self.asked[name] = not all(
                _is_refused(answer) for (asked, _), answer in answers.items() if asked == name
            )


def read_services(api: Api, users: Iterable[Record], pages: Pages, counted: Counted) -> Permitted:
    """Ask for mailbox and drive of everybody who is missing in pages, ten users at a time.

    Guests have neither, and are not asked for. What the app may not read is asked for once.
    """
    permitted = Permitted()
    begun = False
    known = {each["id"] for page in pages for each in page}
    missing = (each for each in users if each["id"] not in known and not is_guest(each))
    while group := list(islice(missing, _PEOPLE)):
        answers = _asked(api, group, permitted)
        if not begun:
            permitted.learn(answers)
            begun = True
        if not any(permitted.asked.values()):
            break
        pages.add(Page([*_told(group, answers, permitted)], "more"))
        counted(pages.records)
    return permitted


def is_guest(user: Record) -> bool:
    """Tell whether a user is a guest of the tenant."""
    return str(user.get("userType")).lower() == "guest"


def _asked(api: Api, group: list[Record], permitted: Permitted) -> dict[tuple[str, int], _Response]:
    """Return the answers to one batch, by service and number of the user."""
    wanted = {
        (name, number): _ASKED[name].format(quote(user["id"], safe=""))
        for name, may in permitted.asked.items()
        if may
        for number, user in enumerate(group)
    }
    answers = _answers(api, {" ".join(map(str, each)): path for each, path in wanted.items()})
    return {each: answers[" ".join(map(str, each))] for each in wanted}


def _told(
    group: list[Record], answers: Mapping[tuple[str, int], _Response], permitted: Permitted
) -> Iterator[Record]:
    """Yield what is known of each: a text, None for no such thing, nothing where it is refused."""
    for number, user in enumerate(group):
        told: Record = {"id": user["id"]}
        for name, may in permitted.asked.items():
            answer = answers.get((name, number))
            if not may or answer is None:
                continue
            if _is_refused(answer):
                permitted.refused[name] += 1
            else:
                told[name] = _value(name, answer)
        yield told


def _is_refused(answer: _Response) -> bool:
    """Tell whether the app is refused, not whoever asks for a OneDrive that is locked."""
    return answer.status in (401, 403) and _error(answer).get("code") != _LOCKED_CODE


def _value(name: str, answer: _Response) -> str | None:
    if answer.status >= 400:
        return None
    value = answer.body.get(_VALUE[name]) if isinstance(answer.body, dict) else None
    if not isinstance(value, str):
        raise Unavailable(f"Microsoft Graph answered without {_VALUE[name]!r}")
    return value


def _answers(api: Api, paths: Mapping[str, str]) -> dict[str, _Response]:
    """Return the answers of a batch; those to be repeated are sent again, after a wait."""
    answers: dict[str, _Response] = {}
    for attempt in count(1):
        left = {each: path for each, path in paths.items() if each not in answers}
        found = _batch(api, left)
        answers.update({each: got for each, got in found.items() if got.status not in REPEATED})
        again = [got for got in found.values() if got.status in REPEATED]
        if not again:
            return answers
        _wait(api, again, attempt)
    raise AssertionError("attempts end in Patience.wait")


def _batch(api: Api, paths: Mapping[str, str]) -> dict[str, _Response]:
    requests = [{"id": each, "method": "GET", "url": path} for each, path in paths.items()]
    answer = api.post(f"{api.root}/$batch", {"requests": requests})
    batch = decoded(api, answer, _Batch, "the answers of a batch")
    found = {each.id: each for each in batch.responses}
    if found.keys() != paths.keys():
        raise Unavailable(f"{api.system} left requests of a batch without an answer")
    for each in found.values():
        _check(each)
    return found


def _check(answer: _Response) -> None:
    """Raise Unavailable for what says neither what there is nor that there is nothing."""
    known = answer.status < 400 or answer.status in (401, 403, _NONE, _LOCKED, *REPEATED)
    error = _error(answer)
    if not known and error.get("message") != _NO_SHAREPOINT:
        raise Unavailable(f"Microsoft Graph answered {answer.status} {error.get('code')}")


def _error(answer: _Response) -> Record:
    error = answer.body.get("error") if isinstance(answer.body, dict) else None
    return error if isinstance(error, dict) else {}


def _wait(api: Api, answers: list[_Response], attempt: int) -> None:
    patience = api.sender.patience
    seconds = max(
        patience.seconds(
            each.status, {name.lower(): str(text) for name, text in each.headers.items()}, attempt
        )
        for each in answers
    )
    patience.wait(api.system, attempt, seconds, f"it answered {answers[0].status}")
