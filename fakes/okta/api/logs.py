"""The Management API: the System Log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import falcon

from fakes.filters import FilterError
from fakes.okta.filters import moment_of
from fakes.okta.messages import BAD_ORDER
from fakes.okta.model import APP_NAME, LogEvent
from fakes.okta.service.api import ManagementApi
from fakes.okta.service.errors import OktaError
from fakes.okta.service.log.actors_and_targets import Party
from fakes.okta.service.log.query import LogQuery

from .bodies import moment
from .paging import after_of, limit_of, send_page
from .routing import Routes, reads

_USUAL, _MOST = 100, 1000
_ORDERS = {"ASCENDING": False, "DESCENDING": True}
# The names that a few event types had before, as recorded.
_LEGACY = {
    "application.user_membership.change_username": "app.generic.config.app_username_update",
}
_LEGACY_OF_FAILURES = {
    "application.provision.user.sync": "app.user_management.provision_user_failed",
}


class SystemLogApi:
    """Responders for the System Log."""

    def __init__(self, api: ManagementApi) -> None:
        self._api = api

    def routes(self) -> Routes:
        """Return the path of the log."""
        return {
            "/logs": {
                "GET": reads(
                    self._list, "since", "until", "filter", "q", "limit", "sortOrder", "after"
                )
            }
        }

    def _list(self, req: falcon.Request, resp: falcon.Response) -> None:
        """GET /logs: a page of events; a query without an end always has a next page."""
        limit = limit_of(req, _USUAL, _MOST)
        text = req.get_param("filter")
        page = self._api.log.page(
            LogQuery(
                since=_time(req, "since"),
                until=_time(req, "until"),
                wanted=self._api.log.filtered(text) if text else None,
                words=tuple((req.get_param("q") or "").split()),
                descending=_descending(req),
                after=after_of(req),
            ),
            limit,
        )
        bodies = (self._body(event) for event in page.events)
        send_page(req, resp, bodies, after=page.cursor if page.goes_on else "", limit=limit)

    def _body(self, event: LogEvent) -> dict[str, Any]:
        return {
            "uuid": event.uuid,
            "published": moment(event.published),
            "eventType": event.event_type,
            "legacyEventType": _legacy(event),
            "displayMessage": event.display_message,
            "version": "0",
            "severity": event.severity.value,
            "actor": _party(self._api.log.actor(event)),
            "client": {"userAgent": None, "ipAddress": None, "device": None, "zone": None},
            "request": {"ipChain": []},
            "outcome": {"result": event.result, "reason": event.reason or None},
            "target": [_party(each) for each in self._api.log.targets(event)],
            "transaction": {"type": _transaction(event), "id": event.uuid, "detail": {}},
            "debugContext": {"debugData": {"appname": APP_NAME} if _is_of_app(event) else {}},
            "authenticationContext": {"externalSessionId": "unknown"},
        }


def _party(party: Party) -> dict[str, Any]:
    return {
        "id": party.id,
        "type": party.type,
        "alternateId": party.alternate_id,
        "displayName": party.display_name,
        "detailEntry": None,
    }


def _legacy(event: LogEvent) -> str | None:
    if event.result == "FAILURE" and event.event_type in _LEGACY_OF_FAILURES:
        return _LEGACY_OF_FAILURES[event.event_type]
    return _LEGACY.get(event.event_type)


def _is_of_app(event: LogEvent) -> bool:
    return event.event_type.startswith(("application.", "app."))


def _transaction(event: LogEvent) -> str:
    return "JOB" if event.event_type.startswith(("application.provision.", "system.")) else "WEB"


def _time(req: falcon.Request, name: str) -> datetime | None:
    text = req.get_param(name)
    if not text:
        return None
    try:
        return moment_of(text)
    except FilterError:
        raise OktaError("E0000030") from None


def _descending(req: falcon.Request) -> bool:
    order = req.get_param("sortOrder") or "ASCENDING"
    if order not in _ORDERS:
        raise OktaError("E0000001", BAD_ORDER, detail="sortOrder")
    return _ORDERS[order]
