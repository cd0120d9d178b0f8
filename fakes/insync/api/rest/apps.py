"""Microsoft 365 over the REST API: the state of the app, devices and their restore points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import falcon

from fakes.insync.model import Backup, Snapshot, Workload
from fakes.insync.service.api import InSyncApi
from fakes.insync.service.devices import Device

from . import requests
from .errors import bad_request, not_found

MOST = 1000
_CUSTOMER = 1
_NOT_CONFIGURED, _CONNECTED = 0, 3
_PREFIX = "Office 365 "
_SORTED_BY = ("id", "appName", "userID", "workload", "profileID", "lastBackupStatus")


class AppStatus:
    """/insync/cappmaster/v1/apps/status: whether Microsoft 365 is connected."""

    def __init__(self, api: InSyncApi) -> None:
        self._api = api

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Show the app."""
        if req.get_param("tenantType") != "M365":
            raise bad_request("tenantType must be M365.")
        app = self._api.state.graph_app
        status = {"appId": 1, "appName": "Microsoft 365", "status": _NOT_CONFIGURED}
        connected = {"status": _CONNECTED, "clientid": app.client_id} if app else {}
        resp.media = {"status": 0, "M365": [{**status, **connected}]}


class DeviceList:
    """/insync/cadevice/v1/devices: one device for each protected app of each account."""

    def __init__(self, api: InSyncApi) -> None:
        self._api = api

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List the devices that the filters leave."""
        size = _size(req)
        found = [each for each in self._asked(req) if _backed_up(req, each)]
        written = [self._written(req, device) for device in found]
        column = requests.choice(req, "sortByColumn", _SORTED_BY)
        descending = requests.choice(req, "sortOrder", ("asc", "desc")) == "desc"
        if column or descending:
            written.sort(key=lambda row: row[column or "id"], reverse=descending)
        devices, following = requests.page(written, req.get_param("nextPageToken"), size)
        resp.media = {
            "totalResults": len(written),
            "nextPageToken": following,
            "devices": devices,
        }

    def _asked(self, req: falcon.Request) -> Iterator[Device]:
        workloads = req.get_param_as_list("workload")
        if not workloads:
            raise bad_request("workload must be given.")
        wanted = ",".join(workloads).replace("[", "").replace("]", "").replace('"', "").split(",")
        profiles = requests.integers(req, "profileID")
        for device in self._of(requests.integers(req, "userID")):
            number = self._api.rest_ids.profile_id(device.account.profile)
            if _cloud(device.workload) in wanted and (profiles is None or number in profiles):
                yield device

    def _of(self, users: set[int] | None) -> Iterable[Device]:
        if users is None:
            return self._api.devices.all()
        accounts = self._api.state.accounts
        known = (account for each in sorted(users) if (account := accounts.get(str(each))))
        return (device for account in known for device in self._api.devices.of(account))

    def _written(self, req: falcon.Request, device: Device) -> dict[str, Any]:
        account = device.account
        return {
            "id": device.id,
            "appName": device.workload.value,
            "userID": account.id,
            "userUrl": f"{req.prefix}/admin/app/#/user/users/{account.id}",
            "workload": _cloud(device.workload),
            "createdOn": requests.moment(account.added_on),
            "lastCompacted": 0,
            "profileID": self._api.rest_ids.profile_id(account.profile),
            "customerID": _CUSTOMER,
            "lastBackupStatus": device.status.value,
            "lastBackupJob": _started(device.last_backup),
            "lastSuccessfulBackup": _started(device.last_success),
            "deviceDisabled": device.disabled,
        }


class RestorePoints:
    """/insync/cloudapp/v1/restorePoints: the snapshots of a device."""

    def __init__(self, api: InSyncApi) -> None:
        self._api = api

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List the restore points of a device, oldest first."""
        user = requests.required_integer(req, "userId")
        device = self._api.devices.find(requests.required_integer(req, "deviceId"))
        if device is None or device.account.id != user:
            raise not_found()
        storage = self._api.rest_ids.storage_id(device.account.storage)
        if requests.optional_integer(req, "storageId") not in (None, storage):
            raise not_found()
        snapshots = self._api.devices.snapshots(device)
        resp.media = [self._written(snapshot, storage) for snapshot in snapshots]

    def _written(self, snapshot: Snapshot, storage: int) -> dict[str, Any]:
        name = point_name(snapshot.taken_on)
        return {
            "name": name,
            "displayName": name,
            "created": snapshot.taken_on.strftime("%d/%m/%Y %H:%M"),
            "timestamp": int(snapshot.taken_on.timestamp()),
            "size": sum(item.size for item in snapshot.items),
            "filesSynced": self._api.devices.fetched(snapshot),
            "storageId": storage,
            "lsCver": snapshot.id,
            "anomalous": False,
            "isQuarantined": False,
            "isLocked": False,
            "isVirtual": False,
        }


def point_name(taken_on: datetime) -> str:
    """Return the name of a restore point: when it was taken, in UTC."""
    return taken_on.ctime()


def _cloud(workload: Workload) -> str:
    return _PREFIX + workload.value


def _started(job: Backup | None) -> int:
    return int(job.started_on.timestamp()) if job else 0


def _size(req: falcon.Request) -> int:
    size = requests.optional_integer(req, "pageSize")
    if size is None:
        return MOST
    if not 1 <= size <= MOST:
        raise bad_request(f"pageSize must be 1 to {MOST}.")
    return size


def _backed_up(req: falcon.Request, device: Device) -> bool:
    app = device.workload.value
    status = req.get_param("lastBackupStatus")
    since = requests.optional_integer(req, "lastBackupTime")
    return (
        req.get_param("appName") in (None, app)
        and (req.get_param("searchTerm") or "").casefold() in app.casefold()
        and status in (None, device.status.value)
        and (since is None or _started(device.last_success) >= since)
    )
