"""A collection: each list read, and written to a file of its own once it is complete."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from . import graph, insync, okta, permissions
from .api import Api, Record
from .credentials import Credentials, GraphAccess, InSyncAccess, OktaAccess
from .errors import CannotCollect, Refused, Unsuitable
from .files import once, with_purpose, write_onedrives, write_records
from .listing import Listing, read_all
from .sender import Sender
from .services import DRIVE, PURPOSE, Permitted, read_services
from .unfinished import Directory, Pages

OKTA_USERS, APP_USERS = "okta-users.json", "okta-app-users.json"
INSYNC_USERS, MICROSOFT365_USERS = "insync-users.json", "microsoft365-users.json"
ONEDRIVES = "onedrives.csv"
Progress = Callable[[str, int], None]


def _untold(_file: str, _records: int) -> None:
    return None


@dataclass(slots=True)
class Outcome:
    """What came of a collection: records by file, files that were there, and what went wrong."""

    written: dict[str, int] = field(default_factory=dict)
    earlier: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Collection:
    """Reads what there are credentials for into a directory, one file after the other.

    ``progress`` is told how many records of a file have been read.
    """

    def __init__(self, directory: Directory, sender: Sender, progress: Progress = _untold) -> None:
        self._directory = directory
        self._sender = sender
        self._progress = progress
        self.outcome = Outcome()

    def run(self, credentials: Credentials) -> Outcome:
        """Collect; what cannot be read is told in the outcome, and does not stop the rest.

        Raises Unsuitable before anything is read, and OSError where nothing can be written.
        """
        self._directory.prepare()
        self._directory.check_accounts(dict(_accounts(credentials)))
        if credentials.okta:
            self._okta(credentials.okta)
        if credentials.insync:
            self._insync(credentials.insync)
        if credentials.graph:
            self._graph(credentials.graph)
        if not self.outcome.failed:
            self._directory.finish()
        return self.outcome

    def _okta(self, access: OktaAccess) -> None:
        api = okta.api_of(access, self._sender)
        self._file(
            OKTA_USERS,
            api,
            permissions.OKTA_USERS,
            lambda: self._listed(OKTA_USERS, api, *okta.users(api)),
        )
        self._file(APP_USERS, api, permissions.OKTA_APPS, lambda: self._app_users(api, access))

    def _app_users(self, api: Api, access: OktaAccess) -> int:
        app_id = access.app_id or okta.druva_app(api)
        self._directory.check_accounts({"the Druva app in Okta": app_id})
        return self._listed(APP_USERS, api, okta.app_users(api, app_id))

    def _insync(self, access: InSyncAccess) -> None:
        api = insync.api_of(access, self._sender)
        self._file(
            INSYNC_USERS,
            api,
            permissions.INSYNC_USERS,
            lambda: self._listed(
                INSYNC_USERS, api, insync.users(api), before=b'{"users":[', after=b"]}"
            ),
        )

    def _graph(self, access: GraphAccess) -> None:
        api = graph.api_of(access, self._sender)
        self._file(MICROSOFT365_USERS, api, permissions.GRAPH_USERS, lambda: self._people(api))
        if ONEDRIVES not in self.outcome.written and self._directory.has(ONEDRIVES):
            self.outcome.earlier.append(ONEDRIVES)

    def _file(self, file: str, api: Api, needed: str, make: Callable[[], int]) -> None:
        """Make a file that is not there yet, or tell why it cannot be made."""
        if self._directory.has(file):
            self.outcome.earlier.append(file)
            return
        try:
            self.outcome.written[file] = make()
        except Unsuitable:
            raise
        except Refused as refused:
            self._fail(file, permissions.explained(api.system, refused, needed))
        except CannotCollect as reason:
            self._fail(file, str(reason))

    def _fail(self, file: str, reason: str) -> None:
        self.outcome.failed.append(f"{file}: {reason}")

    def _listed(
        self, file: str, api: Api, *listings: Listing, before: bytes = b"[", after: bytes = b"]"
    ) -> int:
        lists = self._read(file, api, *listings)
        records = once(lists, listings[0].key)
        return write_records(self._directory.path / file, records, before, after)

    def _read(self, file: str, api: Api, *listings: Listing) -> list[Pages]:
        lists: list[Pages] = []
        for listing in listings:
            pages = self._directory.pages(listing.name)
            earlier = sum(each.records for each in lists)
            read_all(api, listing, pages, partial(self._count, file, earlier))
            lists.append(pages)
        return lists

    def _count(self, file: str, earlier: int, records: int) -> None:
        self._progress(file, earlier + records)

    def _people(self, api: Api) -> int:
        """Write the users of Microsoft 365 last: as long as they are missing, a run goes on."""
        listing = graph.users(api)
        (pages,) = self._read(MICROSOFT365_USERS, api, listing)

        def users() -> Iterator[Record]:
            return once([pages], listing.key)

        services = self._directory.pages("microsoft365-services")
        told = partial(self._count, ONEDRIVES, 0)
        permitted = read_services(api, users(), services, told)
        drives = write_onedrives(self._directory.path / ONEDRIVES, users(), services)
        if drives is not None:
            self.outcome.written[ONEDRIVES] = drives
        self.outcome.notes += _noted(permitted)
        people = with_purpose(users(), services)
        return write_records(
            self._directory.path / MICROSOFT365_USERS, people, b'{"value":[', b"]}"
        )


def _noted(permitted: Permitted) -> Iterator[str]:
    lacking = {PURPOSE: permissions.MAILBOXES, DRIVE: permissions.DRIVES}
    single = {PURPOSE: "the mailbox of {}", DRIVE: f"the OneDrive of {{}}: {ONEDRIVES} is left out"}
    for name, may in permitted.asked.items():
        if not may:
            yield lacking[name]
        elif permitted.refused[name]:
            users = f"{permitted.refused[name]} of the users"
            yield f"{graph.SYSTEM} does not tell {single[name].format(users)}"


def _accounts(credentials: Credentials) -> Iterator[tuple[str, str]]:
    if credentials.okta:
        yield "the org of Okta", credentials.okta.url
    if credentials.insync:
        yield "inSync", f"{credentials.insync.url} {credentials.insync.client_id}"
    if credentials.graph:
        yield "the tenant of Microsoft 365", credentials.graph.token_url
