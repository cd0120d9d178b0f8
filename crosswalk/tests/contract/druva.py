"""inSync's REST API as Druva documents it for scripts: there is no SDK."""

from __future__ import annotations

from typing import Any

USERS = "/insync/usermanagement/v1/users"


class Druva:
    """A script with API credentials, over a session of requests.

    Accounts are known by their email ID, as on the console.
    """

    def __init__(self, session: Any, url: str, client_id: str, client_secret: str) -> None:
        self._session = session
        self._url = url
        form = {"grant_type": "client_credentials", "scope": "read"}
        answer = session.post(f"{url}/token", auth=(client_id, client_secret), data=form)
        answer.raise_for_status()
        session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def request(self, method: str, path: str, **said: Any) -> Any:
        """Return the answer to a request, whatever it says."""
        return self._session.request(method, self._url + path, **said)

    def users(self) -> dict[str, int]:
        """Return the number of each account."""
        users = self._fine("GET", USERS)["users"]
        return {user["emailID"]: user["userID"] for user in users}

    def edit(self, email_id: str, **changes: Any) -> Any:
        """Try to change an account, and return the answer."""
        return self.request("PATCH", f"{USERS}/{self.users()[email_id]}", json=changes)

    def last_backups(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Return how the last backup of each app of each account ended, and its error."""
        return {
            (row["emailID"], row["workload"]): (row["lastBackupStatus"], row["errorDetailsNew"])
            for row in self._report("m365UserLastBackupStatus")
        }

    def restore_points(self, email_id: str, app: str) -> list[Any]:
        """Return the restore points of an app of an account."""
        device = self._device(email_id, app)
        asked = {"deviceId": device["id"], "userId": device["userID"]}
        points: list[Any] = self._fine("GET", "/insync/cloudapp/v1/restorePoints", params=asked)
        return points

    def restore(self, email_id: str, app: str) -> tuple[str, str]:
        """Restore the first restore point in place; return how that ended, and its error.

        The answer says no more than that the job runs: how it ended is in a report.
        """
        device = self._device(email_id, app)
        point = self.restore_points(email_id, app)[0]
        asked = {
            "appType": f"O365 {app}",
            "restoreOption": "inplacerestore",
            "fromDeviceId": device["id"],
            "deviceId": device["id"],
            "storageId": point["storageId"],
            "sources": [f"/{point['name']}"],
            "sourceTypes": [16384],
            "version": point["lsCver"],
            "destination": "In place",
        }
        assert self._fine("POST", "/insync/cloudapp/v1/restores", json=asked) == {"status": "OK"}
        rows = self._report("m365UserRestoreActivity")
        *_, last = (row for row in rows if (row["emailID"], row["workload"]) == (email_id, app))
        return last["status"], last["errorDetailsNew"]

    def _device(self, email_id: str, app: str) -> Any:
        asked = {"workload": f"Office 365 {app}", "userID": self.users()[email_id]}
        (device,) = self._fine("GET", "/insync/cadevice/v1/devices", params=asked)["devices"]
        return device

    def _report(self, name: str) -> list[Any]:
        asked = {"filters": {"pageSize": 500}}
        rows: list[Any] = self._fine("POST", f"/platform/reporting/v1/reports/{name}", json=asked)[
            "data"
        ]
        return rows

    def _fine(self, method: str, path: str, **said: Any) -> Any:
        answer = self.request(method, path, **said)
        assert answer.status_code == 200, answer.text
        return answer.json()
