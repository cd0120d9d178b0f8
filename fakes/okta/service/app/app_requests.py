"""What the Apps API reads of the one app, which it cannot change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from fakes.okta.filters import Value
from fakes.okta.messages import BAD_CURSOR, NO_PROVISIONING
from fakes.okta.model import APP_LABEL, APP_NAME, SignOn
from fakes.okta.rules import features_of, folded
from fakes.okta.service.errors import OktaError, not_found
from fakes.okta.service.request_filters import filter_of
from fakes.okta.service.state import State

# The app was there before anybody did anything.
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_ASKED = frozenset({"id", "status", "name", "label", "user.id", "group.id"})


@dataclass(frozen=True, slots=True)
class AppRecord:
    """The app as the API shows it."""

    id: str
    org_id: str
    created: datetime
    last_updated: datetime
    features: tuple[str, ...]
    sign_on: SignOn


class AppRequests:
    """The app, found and shown."""

    def __init__(self, state: State) -> None:
        self._state = state

    def record(self) -> AppRecord:
        """Return the app."""
        return AppRecord(
            id=self._state.app_id,
            org_id=f"00o{self._state.user_type_id[3:]}",
            created=_CREATED,
            last_updated=self._state.app_updated or _CREATED,
            features=features_of(self._state.provisioning),
            sign_on=self._state.sign_on,
        )

    def check(self, app_id: str) -> None:
        """Raise OktaError when there is no such app."""
        if app_id != self._state.app_id:
            raise not_found(app_id, "AppInstance")

    def found(self, after: str, *, query: str = "", text: str = "") -> bool:
        """Tell whether the app is on a page: its name begins with a query and a filter holds."""
        if after and after != self._state.app_id:
            raise OktaError("E0000001", BAD_CURSOR, detail="after")
        if text and not filter_of(text, _ASKED.__contains__).holds(self._read):
            return False
        begins = any(folded(each).startswith(folded(query)) for each in (APP_NAME, APP_LABEL))
        return begins and not after

    def refuse_features(self, name: str) -> None:
        """Refuse what the API does for a few apps only, of which Druva 2.0 is none."""
        raise OktaError("E0000001", NO_PROVISIONING, detail=name or "features")

    def _read(self, name: str) -> tuple[Value, ...]:
        if name == "user.id":
            return tuple(each.user_id for each in self._state.app_users)
        if name == "group.id":
            return tuple(self._state.assigned_groups)
        named = {"name": APP_NAME, "label": APP_LABEL, "status": "ACTIVE"}
        return (named.get(name, self._state.app_id),)
