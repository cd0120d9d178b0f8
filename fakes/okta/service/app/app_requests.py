"""What the Apps API reads of Druva 2.0, which it cannot change, and which apps there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice

from fakes.filters import required
from fakes.okta.apps import pair
from fakes.okta.filters import Value
from fakes.okta.messages import BAD_CURSOR, NO_PROVISIONING
from fakes.okta.model import APP_LABEL, APP_NAME, OtherApp, SignOn
from fakes.okta.rules import features_of, folded
from fakes.okta.service.errors import OktaError, not_found
from fakes.okta.service.request_filters import Wanted, filter_of
from fakes.okta.service.state import State

# The app was there before anybody did anything.
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_ASKED = frozenset({"id", "status", "name", "label", "user.id", "group.id"})


@dataclass(frozen=True, slots=True)
class AppRecord:
    """Druva 2.0 as the API shows it."""

    id: str
    org_id: str
    created: datetime
    last_updated: datetime
    features: tuple[str, ...]
    sign_on: SignOn


class AppRequests:
    """Apps, found and shown."""

    def __init__(self, state: State) -> None:
        self._state = state

    def record(self) -> AppRecord:
        """Return Druva 2.0."""
        return AppRecord(
            id=self._state.app_id,
            org_id=f"00o{self._state.user_type_id[3:]}",
            created=_CREATED,
            last_updated=self._state.app_updated or _CREATED,
            features=features_of(self._state.provisioning),
            sign_on=self._state.sign_on,
        )

    def is_druva(self, app_id: str) -> bool:
        """Tell whether an id is that of Druva 2.0."""
        return app_id == self._state.app_id

    def page(
        self, after: str, limit: int, *, query: str = "", text: str = ""
    ) -> tuple[tuple[str, ...], bool]:
        """Return the ids of the apps behind one, and whether there are more.

        Their key or label begins with a query, and a filter holds of them.
        """
        wanted = filter_of(text, _ASKED.__contains__) if text else None
        begun = folded(query)
        found = (
            each
            for each in self._behind(after, wanted)
            if any(folded(name).startswith(begun) for name in self._named(each).values())
            and (wanted is None or wanted.holds(partial(self._read, each, wanted)))
        )
        page = tuple(islice(found, limit + 1))
        return page[:limit], len(page) > limit

    def of_group(self, group_id: str, after: str, limit: int) -> tuple[tuple[str, ...], bool]:
        """Return the ids of the apps behind one that a group has, and whether there are more."""
        if group_id not in self._state.groups:
            raise not_found(group_id, "UserGroup")
        ids = _after(self._ids_of_group(group_id), after)
        return ids[:limit], len(ids) > limit

    def refuse_features(self, app_id: str, name: str) -> None:
        """Refuse what the API does for a few apps only, of which the org has none."""
        if not self.is_druva(app_id) and app_id not in self._state.other_apps:
            raise not_found(app_id, "AppInstance")
        raise OktaError("E0000001", NO_PROVISIONING, detail=name or "features")

    def _behind(self, after: str, wanted: Wanted | None) -> Iterator[str]:
        """Return the ids behind one, by an index where a filter fixes a user or a group."""
        ids = self._candidates(wanted)
        if ids is not None:
            return iter(_after(ids, after))
        known = after in self._state.other_apps or self.is_druva(after)
        if after and not known:
            raise OktaError("E0000001", BAD_CURSOR, detail="after")
        others = self._state.other_apps.after("" if self.is_druva(after) else after)
        first = () if after else (self._state.app_id,)
        return chain(first, (each.id for each in others))

    def _candidates(self, wanted: Wanted | None) -> tuple[str, ...] | None:
        condition = wanted.condition if wanted else None
        user_id = required(condition, "user.id") if condition else None
        group_id = required(condition, "group.id") if condition else None
        if user_id is not None:
            of_user = self._state.other_app_users.group("user", user_id)
            own = (self._state.app_id,) if user_id in self._state.app_users else ()
            return (*own, *(each.app_id for each in of_user))
        return None if group_id is None else self._ids_of_group(group_id)

    def _ids_of_group(self, group_id: str) -> tuple[str, ...]:
        own = (self._state.app_id,) if group_id in self._state.assigned_groups else ()
        granted = self._state.other_app_groups.group("group", group_id)
        return (*own, *(each.app_id for each in granted))

    def _named(self, app_id: str) -> dict[str, str]:
        app = self._other(app_id)
        if app is None:
            return {"name": APP_NAME, "label": APP_LABEL}
        return {"name": app.name, "label": app.label}

    def _read(self, app_id: str, wanted: Wanted, name: str) -> tuple[Value, ...]:
        if name in ("name", "label"):
            return (self._named(app_id)[name],)
        if name in ("user.id", "group.id"):
            return self._assigned(app_id, name, required(wanted.condition, name))
        app = self._other(app_id)
        status = app.status.value if app else "ACTIVE"
        return (app_id if name == "id" else status,)

    def _assigned(self, app_id: str, name: str, asked: str | None) -> tuple[str, ...]:
        """Return to whom an app is assigned, or, of the one who is asked for, whether it is."""
        people = name == "user.id"
        if asked is not None:
            return (asked,) if self._is_assigned(app_id, asked, people=people) else ()
        if self.is_druva(app_id):
            own = self._state.app_users if people else self._state.assigned_groups
            return tuple(each if isinstance(each, str) else each.user_id for each in own)
        if people:
            users = self._state.other_app_users.group("app", app_id)
            return tuple(each.user_id for each in users)
        return tuple(e.group_id for e in self._state.other_app_groups.group("app", app_id))

    def _is_assigned(self, app_id: str, asked: str, *, people: bool) -> bool:
        if self.is_druva(app_id):
            return asked in (self._state.app_users if people else self._state.assigned_groups)
        table = self._state.other_app_users if people else self._state.other_app_groups
        return pair(app_id, asked) in table

    def _other(self, app_id: str) -> OtherApp | None:
        return self._state.other_apps.get(app_id)


def _after(ids: tuple[str, ...], after: str) -> tuple[str, ...]:
    if after and after not in ids:
        raise OktaError("E0000001", BAD_CURSOR, detail="after")
    return ids[ids.index(after) + 1 :] if after else ids
