"""What is wrong with a state that no org can be in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any


def problems(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is impossible about the fields of a state, each with its place."""
    yield from _problems_of_other_apps(values)
    users, groups = values["users"], values["groups"]
    for each in values["app_users"]:
        if each.user_id not in users:
            yield f"app_users: {each.user_id} is not there: expected the id of a user"
    for each in groups:
        for member in filter(lambda member: member not in users, each.members):
            yield f"groups: {each.name} has the member {member!r}: expected the id of a user"
    for group_id in filter(lambda group_id: group_id not in groups, values["assigned_groups"]):
        yield f"assigned_groups: {group_id} is not there: expected the id of a group"


def _problems_of_other_apps(values: Mapping[str, Any]) -> Iterator[str]:
    named = {
        "other_app_users": (("app_id", "other_apps", "an app"), ("user_id", "users", "a user")),
        "other_app_groups": (("app_id", "other_apps", "an app"), ("group_id", "groups", "a group")),
    }
    for place, parts in named.items():
        for each, (name, there, kind) in product(values[place], parts):
            found = getattr(each, name)
            if found not in values[there]:
                yield f"{place}: {found} is not there: expected the id of {kind}"
