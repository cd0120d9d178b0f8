"""POST /insync/cloudapp/v1/restores: starts a restore job; events and reports show its result."""

from __future__ import annotations

from typing import Any

import falcon

from fakes.insync import messages
from fakes.insync.model import Destination, Snapshot, Workload
from fakes.insync.service.api import InSyncApi
from fakes.insync.service.devices import Device

from . import requests
from .apps import point_name
from .errors import ApiError, bad_request, not_implemented, refused

_APPS = {
    "O365 OneDrive": Workload.ONEDRIVE,
    "O365 Exchange Online": Workload.EXCHANGE_ONLINE,
}
_OPTIONS = {"inplacerestore": Destination.ORIGINAL, "restorecopy": Destination.NEW_FOLDER}
_WHOLE = {Workload.ONEDRIVE: "Documents", Workload.EXCHANGE_ONLINE: "inSync-Mails-root"}
_TYPES = (32768, 16384)


class RestoresResource:
    """/insync/cloudapp/v1/restores: starting a restore."""

    def __init__(self, api: InSyncApi) -> None:
        self._api = api

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Start a restore; the answer is the same for a job that fails later."""
        body = requests.body_of(req)
        workload = _one_of(body, "appType", _APPS)
        destination = _one_of(body, "restoreOption", _OPTIONS)
        source = self._device(body, "fromDeviceId", workload)
        target = self._device(body, "deviceId", workload)
        self._check_storage(body, source)
        sources = _sources(body)
        beyond = _beyond(body, sources, workload)
        if beyond:
            raise not_implemented(req.method, f"{req.path} {beyond}")
        job = self._api.protection.restore(
            source.account.id,
            workload,
            snapshot_id=self._snapshot(body, sources, source).id,
            destination=destination,
            to_account_id=target.account.id,
            folder=_folder(body, workload, destination),
        )
        if not job.started:
            raise refused(messages.NOT_RESTORED.format(source.account.email_id))
        resp.media = {"status": "OK"}

    def _device(self, body: dict[str, Any], name: str, workload: Workload) -> Device:
        number = requests.integer(body.get(name), name)
        device = self._api.devices.find(number)
        if device is None or device.workload is not workload:
            raise refused(messages.NO_SUCH_DEVICE.format(number, body["appType"]))
        return device

    def _check_storage(self, body: dict[str, Any], device: Device) -> None:
        number = requests.integer(body.get("storageId"), "storageId")
        if number != self._api.rest_ids.storage_id(device.account.storage):
            raise refused(messages.NO_SUCH_STORAGE.format(number))

    def _snapshot(self, body: dict[str, Any], sources: list[list[str]], device: Device) -> Snapshot:
        snapshots = self._api.devices.snapshots(device)
        if body.get("version") is not None:
            number = requests.integer(body["version"], "version")
            snapshots = tuple(each for each in snapshots if each.id == number)
        names = {parts[0] for parts in sources}
        fitting = [each for each in snapshots if names <= {point_name(each.taken_on)}]
        if not fitting:
            raise refused(messages.NO_SUCH_RESTORE_POINT.format(device.id))
        return fitting[-1]


def _one_of(body: dict[str, Any], name: str, offered: dict[str, Any]) -> Any:
    value = body.get(name)
    if not isinstance(value, str) or value not in offered:
        raise bad_request(f"{name} must be one of {', '.join(offered)}.")
    return offered[value]


def _sources(body: dict[str, Any]) -> list[list[str]]:
    """Return the paths of what is to be restored, each in its parts."""
    sources, types = body.get("sources", []), body.get("sourceTypes", [])
    if not (isinstance(sources, list) and isinstance(types, list)) or len(sources) != len(types):
        raise bad_request("sources and sourceTypes must be lists of the same length.")
    if not all(each in _TYPES for each in types):
        raise bad_request("sourceTypes must be 32768 or 16384.")
    split = [_parts(source) for source in sources]
    if not all(split):
        raise bad_request("sources must be paths that begin with a restore point.")
    return split


def _parts(source: object) -> list[str]:
    text = source if isinstance(source, str) and source.startswith("/") else ""
    return [part for part in text.split("/") if part]


def _beyond(body: dict[str, Any], sources: list[list[str]], workload: Workload) -> str:
    """Return what a request asks for that is not modeled, or ""."""
    whole = [_WHOLE[workload]]
    if any(parts[1:] not in ([], whole) for parts in sources):
        return "of a part of a restore point"
    if body.get("pathDetails") not in (None, [], whole):
        return "with other pathDetails"
    if body.get("inplaceRestoreDeletedOnly"):
        return "of deleted items only"
    return "from secondary storage" if body.get("storage") else ""


def _folder(body: dict[str, Any], workload: Workload, destination: Destination) -> str:
    folder = body.get("destination", "")
    if not isinstance(folder, str):
        raise bad_request("destination must be a text.")
    if workload is Workload.EXCHANGE_ONLINE and not folder:
        raise _needs_destination()
    return folder if destination is Destination.NEW_FOLDER else ""


def _needs_destination() -> ApiError:
    return bad_request("destination must be given for Exchange Online.")
