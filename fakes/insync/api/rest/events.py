"""/insync/eventmanagement/v2/events: read with a tracker that is valid for 48 hours."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import falcon

from fakes.insync import messages
from fakes.insync.service.api import InSyncApi
from fakes.insync.service.events import Event, Tracker

from . import requests
from .errors import ApiError

_FACILITY = 23
_SEVERITIES = {"Success": 6}
_OTHER_SEVERITY = 4


class EventList:
    """The events, 500 at a time."""

    def __init__(self, api: InSyncApi) -> None:
        self._api = api

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List the events after a tracker, or the first of all."""
        word = req.get_param("tracker")
        tracker = _opened(word) if word else None
        forgiving = (req.get_param("ignoreTrackerExpiry") or "").lower() == "true"
        if tracker and not forgiving and self._api.events.is_over(tracker):
            raise _bad_tracker(messages.TRACKER_EXPIRED)
        events, reached, more = self._api.events.after(tracker)
        given_on = int(reached.given_on.timestamp())
        resp.media = {
            "events": [self._written(event) for event in events],
            "tracker": requests.token(reached.backup, reached.restore, given_on),
            "nextPageExists": more,
        }

    def _written(self, event: Event) -> dict[str, Any]:
        account = event.account
        return {
            "eventID": event.id,
            "eventType": event.kind,
            "eventState": event.state,
            "eventDetails": event.details,
            "initiator": None,
            "inSyncUserID": account.id,
            "inSyncUserName": account.display_name,
            "inSyncUserEmail": account.email_id.text,
            "inSyncDataSourceID": event.device_id,
            "inSyncDataSourceName": event.workload.value,
            "clientOS": f"Office 365 {event.workload.value}",
            "clientVersion": "",
            "profileID": self._api.rest_ids.profile_id(account.profile),
            "profileName": account.profile,
            "ip": "",
            "severity": _SEVERITIES.get(event.state, _OTHER_SEVERITY),
            "facility": _FACILITY,
            "timestamp": requests.moment(event.at),
        }


def _opened(word: str) -> Tracker:
    numbers = requests.opened(word, 3)
    if numbers is None:
        raise _bad_tracker(messages.TRACKER_INVALID)
    backup, restore, given_on = numbers
    return Tracker(backup, restore, datetime.fromtimestamp(given_on, UTC))


def _bad_tracker(text: str) -> ApiError:
    return ApiError(HTTPStatus.BAD_REQUEST, messages.BAD_SYNTAX_CODE, text)
