"""Whose mailbox or OneDrive a job was to reach, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from crosswalk.exploring.calls import Call
from crosswalk.exploring.watching import Happened
from fakes.insync.model import Backup, Restore, SnapshotItem, Workload
from fakes.outcomes.model import Job

Placed = tuple[str, bytes]


def place_of(item: SnapshotItem) -> str:
    """Return the path of an item, with its name."""
    return "/".join((*item.path, item.name))


def content_of(
    happened: Happened, owner: str, workload: Workload, below: str = ""
) -> Iterator[Placed]:
    """Yield what a mailbox or a OneDrive holds below a folder, with the bytes."""
    microsoft365 = happened.world.lab.microsoft365
    if workload is Workload.ONEDRIVE:
        for file in microsoft365.onedrive.list_files(owner):
            if file.path.startswith(below):
                content = microsoft365.onedrive.read_file(owner, path=file.path)
                yield file.path.removeprefix(below), content
        return
    exchange = microsoft365.exchange
    folders = {folder.id: folder.path for folder in exchange.list_folders(owner)}
    for message in exchange.list_messages(owner):
        path = folders[message.folder_id]
        if f"{path}/".startswith(below):
            content = exchange.read_mime(owner, message_id=message.id)
            yield f"{path}/{message.subject}".removeprefix(below), content


def opened_by(call: Call) -> str | None:
    """Return the id of the user whom a backup or a restore was to reach, None for nobody."""
    done: Backup | Restore = call.result
    if isinstance(done, Backup):
        return _opened(call, done.account_id, Job.of(done.workload, restores=False))
    job = Job.of(done.workload, restores=True)
    return _opened(call, done.target_account_id, job, done.account_id)


def _opened(call: Call, account_id: int, job: Job, source: int | None = None) -> str | None:
    """Return the id of the user whom a job was to reach, None for nobody."""
    account = call.accounts.get(account_id)
    if call.situation is None or account is None:
        return None
    outcome = call.situation.outcome(job, account, call.accounts[source] if source else None)
    return outcome.opened.id if outcome.opened else None
