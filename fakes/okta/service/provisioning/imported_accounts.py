"""The accounts that an import reads, page by page; what cannot be used refuses the whole import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec

from fakes.okta.messages import UNUSABLE_ANSWER
from fakes.okta.resources import Resource
from fakes.okta.rules import invalid_json, remote_reason
from fakes.wire import NoAnswer, OddAnswer, Response, UnknownHost
from fakes.wire.reading import NotJson, read_as, read_json

_Text = Annotated[str, msgspec.Meta(min_length=1)]


class ImportRefused(Exception):
    """The service provider answered with an error, or with nothing that can be used."""


class ListedUser(msgspec.Struct):
    """What an import needs to know of an account."""

    id: _Text
    user_name: _Text = msgspec.field(name="userName")
    active: bool | None = None


class ListedUsers(msgspec.Struct):
    """One page of accounts."""

    total: int | float | None = msgspec.field(name="totalResults", default=None)
    users: list[ListedUser] | None = msgspec.field(name="Resources", default=None)


class ImportedAccount(msgspec.Struct):
    """An account, and all that was said of it."""

    external_id: str
    user_name: str
    resource: Resource


def accounts_of(page: Callable[[int], Response]) -> Iterator[ImportedAccount]:
    """Read page after page until all are seen; inactive accounts are not scanned.

    ``page`` asks for the one that begins at a number. Raises ImportRefused.
    """
    start, total, seen = 1, 1, set[str]()
    while start <= total:
        listed, resources = _page(page, start)
        total, users = int(listed.total or 0), listed.users or []
        ids = {user.id for user in users}
        if users and ids <= seen:
            raise ImportRefused(_unusable(f"Resources: the same users again, from {users[0].id!r}"))
        seen |= ids
        for user, resource in zip(users, resources, strict=True):
            if user.active is not False:
                yield ImportedAccount(user.id, user.user_name, resource)
        start += len(users) or total


def _page(page: Callable[[int], Response], start: int) -> tuple[ListedUsers, list[Resource]]:
    try:
        answer = page(start)
    except (NoAnswer, UnknownHost) as silence:
        raise ImportRefused(str(silence)) from silence
    if not answer.ok:
        raise ImportRefused(remote_reason(answer.status, answer.body))
    try:
        value = read_json(answer.body)
        return read_as(value, ListedUsers), value.get("Resources") or []
    except NotJson:
        raise ImportRefused(invalid_json(answer.body)) from None
    except OddAnswer as odd:
        raise ImportRefused(_unusable(str(odd))) from None


def _unusable(problem: str) -> str:
    return UNUSABLE_ANSWER.format(problem=problem)
