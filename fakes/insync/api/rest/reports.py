"""/platform/reporting/v1/reports: three reports on Microsoft 365 users.

Druva publishes how reports are asked for and not the fields of these three: what a row holds is
named as the other APIs and the console name it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import falcon

from fakes.insync import rules
from fakes.insync.model import Account, AccountStatus, Origin
from fakes.insync.service.api import InSyncApi

from . import requests
from .errors import bad_request

DEFAULT, MOST = 100, 500
Row = dict[str, Any]
Rows = Callable[[InSyncApi], Iterator[Row]]


def _contains(value: Any, part: Any) -> bool:
    return str(part).casefold() in str(value).casefold()


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "EQUAL": operator.eq,
    "NOTEQUAL": operator.ne,
    "GT": operator.gt,
    "GTE": operator.ge,
    "GTEQ": operator.ge,
    "LT": operator.lt,
    "LTE": operator.le,
    "LTEQ": operator.le,
    "CONTAINS": _contains,
}


class Report:
    """One report: what it reads its rows from."""

    def __init__(self, api: InSyncApi, rows: Rows) -> None:
        self._api = api
        self._rows = rows

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Answer with a page of the report."""
        body = requests.body_of(req)
        filters = _filters(body)
        tests = filters.get("filterBy", [])
        found = [row for row in self._rows(self._api) if all(_passes(row, test) for test in tests)]
        now = self._api.clock.now()
        start = _start(body.get("pageToken"), now)
        stop = start + _size(filters)
        resp.media = {
            "data": found[start:stop],
            "filters": filters,
            "lastSyncTimestamp": requests.moment(now),
            "nextPageToken": _following(stop, now) if stop < len(found) else "",
        }


def _last_backups(api: InSyncApi) -> Iterator[Row]:
    for device in api.devices.all():
        last, success = device.last_backup, device.last_success
        yield {
            **_person(device.account),
            "workload": device.workload.value,
            "lastBackupStatus": device.status.value,
            "lastBackupAttempted": requests.moment(last.started_on if last else None),
            "lastSuccessfulBackup": requests.moment(success.started_on if success else None),
            "errorDetailsNew": last.message if last else "",
        }


def _restores(api: InSyncApi) -> Iterator[Row]:
    for job in api.state.restores:
        yield {
            **_person(api.accounts.account(job.account_id)),
            "workload": job.workload.value,
            "status": job.status.value,
            "startedOn": requests.moment(job.started_on),
            "errorDetailsNew": job.message,
        }


def _provisioning(api: InSyncApi) -> Iterator[Row]:
    for account in api.state.accounts:
        yield {
            **_person(account),
            "profileName": account.profile,
            "status": account.status.value,
            "m365License": _license(account),
            "addedOn": requests.moment(account.added_on),
            "managedBy": Origin.SCIM.value if account.origin is Origin.SCIM else "",
        }


REPORTS: dict[str, Rows] = {
    "m365UserLastBackupStatus": _last_backups,
    "m365UserRestoreActivity": _restores,
    "m365UserProvisioning": _provisioning,
}


def _person(account: Account) -> Row:
    return {
        "userID": account.id,
        "userName": account.display_name,
        "emailID": account.email_id.text,
    }


def _license(account: Account) -> str:
    if not account.licensed:
        return "-"
    return "preserve" if account.status is AccountStatus.PRESERVED else "active"


def _filters(body: Row) -> Row:
    filters = body.get("filters", {})
    if not isinstance(filters, dict) or not isinstance(filters.get("filterBy", []), list):
        raise bad_request("filters must be an object whose filterBy is a list.")
    return filters


def _size(filters: Row) -> int:
    size = requests.integer(filters.get("pageSize", DEFAULT), "pageSize")
    if not 1 <= size <= MOST:
        raise bad_request(f"pageSize must be 1 to {MOST}.")
    return size


def _passes(row: Row, test: Any) -> bool:
    if not isinstance(test, dict) or str(test.get("fieldName")) not in row:
        raise bad_request(f"filterBy must name one of {', '.join(row)}.")
    compare = _OPERATORS.get(str(test.get("operator")).upper())
    if compare is None:
        raise bad_request(f"operator must be one of {', '.join(_OPERATORS)}.")
    try:
        return compare(row[str(test["fieldName"])], test.get("value"))
    except TypeError:
        raise bad_request(f"{test['fieldName']} cannot be compared so.") from None


def _following(stop: int, now: datetime) -> str:
    return requests.token(stop, int(now.timestamp()))


def _start(word: Any, now: datetime) -> int:
    if not word:
        return 0
    numbers = requests.opened(str(word), 2)
    if numbers is None or _age(numbers[1], now) > rules.REPORT_TOKEN_LIFE:
        raise bad_request("The page token is older than 5 minutes, or not one that was given.")
    return numbers[0]


def _age(given_on: int, now: datetime) -> timedelta:
    return now - datetime.fromtimestamp(given_on, UTC)
