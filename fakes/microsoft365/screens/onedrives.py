"""SharePoint admin center > OneDrives: whether there are any, and the files of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import DriveItem, Services, User
from fakes.screens import Next, Page, Screen, Values, Visit, page_of

from .active_users import name_of
from .fields import at_field
from .layout import Listing, layout
from .mailboxes import whose

ONEDRIVES = "/onedrives"
_SERVICES = layout(Services, {"user_id": "User ID", "mailbox": "Mailbox", "drive": "OneDrive"})
_FILE = layout(
    DriveItem,
    {
        "path": "Path",
        "name": "Name",
        "size": "Size in bytes",
        "modified_at": "Modified",
        "created_at": "Created",
    },
)


def onedrives_screens(microsoft365: Microsoft365Admin) -> tuple[Screen, ...]:
    """Return the list of OneDrives, the files of one, and one file."""
    drives = OneDrives(microsoft365)
    return (
        Screen(ONEDRIVES, "onedrives.html", drives.show, {"switch": drives.switch}),
        Screen(
            f"{ONEDRIVES}/{{user_id}}",
            "files.html",
            drives.show_files,
            {"open": drives.provision, "upload": drives.write, "delete": drives.remove},
        ),
        Screen(f"{ONEDRIVES}/{{user_id}}/file", "file.html", drives.show_file),
    )


class OneDrives:
    """The OneDrives of the organization."""

    def __init__(self, microsoft365: Microsoft365Admin) -> None:
        self._directory = microsoft365.directory
        self._onedrive = microsoft365.onedrive

    def show(self, visit: Visit) -> Values:
        """Show by pages what users have, or those who are searched for."""
        searched, directory = visit.query.get("q", ""), self._directory
        found = directory.search_users(searched) if searched else directory.list_users()
        page = page_of(found, visit.query)
        services = [directory.services_of(each.id) for each in page.rows]
        listed = Page(services, page.number, page.size, page.total, page.query)
        return {
            "users": page,
            "services": services,
            "listing": Listing(listed, _SERVICES),
            "searched": searched,
            "tenant": directory.tenant(),
        }

    def show_files(self, visit: Visit) -> Values:
        """Show the files of a user, and the folders that they are in."""
        user = self._user(visit)
        services = self._directory.services_of(user.id)
        files: Sequence[DriveItem] = ()
        unreachable = ""
        try:
            files = self._onedrive.list_files(user.id)
        except ValueError as refusal:
            unreachable = str(refusal)
        return {
            "name": name_of(user),
            "user": user,
            "services": services,
            "was_opened": self._onedrive.is_provisioned(user.id),
            "unreachable": unreachable,
            "files": Listing(page_of(files, visit.query), _FILE),
            "folders": tuple(_folders(files)),
        }

    def show_file(self, visit: Visit) -> Values:
        """Show a file with its content, as text where it is text."""
        user, path = self._user(visit), visit.query.get("path", "")
        content = self._onedrive.read_file(user.id, path=path)
        found = next(e for e in self._onedrive.list_files(user.id) if e.path == path)
        return {
            "user": user,
            "name": name_of(user),
            "file": found,
            "layout": _FILE,
            "content": content,
            "text": _text(content),
        }

    def switch(self, visit: Visit) -> Next:
        """Say whether the organization has SharePoint, and with it OneDrive."""
        self._onedrive.switch_sharepoint(visit.form.is_ticked("sharepoint"))
        return Next(said="The subscription was saved.")

    def provision(self, visit: Visit) -> Next:
        """Let a user open OneDrive for the first time."""
        self._onedrive.provision(visit.named["user_id"])
        return Next(said="OneDrive was opened.")

    def write(self, visit: Visit) -> Next:
        """Write a file that is uploaded."""
        user_id, upload = visit.named["user_id"], visit.form.file("content")
        path = visit.form.text("path") or upload.name
        try:
            self._onedrive.write_file(user_id, path=path, content=upload.content)
        except ValueError as refusal:
            raise at_field("path", refusal) from None
        return Next(_file(user_id, path), "The file was uploaded.")

    def remove(self, visit: Visit) -> Next:
        """Remove a file, or a folder with what it holds."""
        path = visit.form.text("path")
        self._onedrive.remove(visit.named["user_id"], path=path)
        return Next(said=f"{path} was deleted.")

    def _user(self, visit: Visit) -> User:
        return whose(self._directory.get_user(visit.named["user_id"]), visit)


def _folders(files: Sequence[DriveItem]) -> Iterator[str]:
    """Yield the path of each folder that holds a file, those above first."""
    seen = set()
    for each in files:
        names = each.path.split("/")[:-1]
        for depth in range(1, len(names) + 1):
            path = "/".join(names[:depth])
            if path not in seen:
                seen.add(path)
                yield path


def _file(user_id: str, path: str) -> str:
    return f"{ONEDRIVES}/{user_id}/file?path={quote(path)}"


def _text(content: bytes) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None
