"""Laws about what time takes away in Microsoft 365, stated by its own numbers of days."""

from __future__ import annotations

from datetime import timedelta

from crosswalk.exploring.watching import Happened
from fakes.insync.model import Workload
from fakes.microsoft365.model import License, User

from .holding import opened_by
from .law import Breaches, Memory, law

_DELETED_FOR_GOOD = timedelta(days=30)
_READ_ONLY = timedelta(days=60)
_WITH_ONEDRIVE = {License.OFFICE_365_E3, License.ONEDRIVE}
_RESTORE, _WRITE = "insync.protection.restore", "microsoft365.onedrive.write_file"


@law("a deleted user can be restored for 30 days", "F07")
def deleted_users_go(happened: Happened, _memory: Memory) -> Breaches:
    """Nobody is among the deleted users for longer."""
    for user in happened.after.deleted_users:
        deleted = user.deleted_at
        if deleted is None or happened.world.now - deleted >= _DELETED_FOR_GOOD:
            yield f"{user.user_principal_name} can be restored, and was deleted on {deleted}"


@law("nothing is written to a OneDrive that is read-only", "F39")
def read_only_is_kept(happened: Happened, _memory: Memory) -> Breaches:
    """From the 60th day without a license on nobody writes: neither its owner nor a restore."""
    users = {each.id: each for each in happened.after.users}
    written = [call.arguments["user_id"] for call in happened.done(_WRITE)]
    written += [
        opened_by(call) or ""
        for call in happened.done(_RESTORE)
        if call.result.workload is Workload.ONEDRIVE and call.result.restored
    ]
    for user_id in written:
        user = users.get(user_id)
        if user is not None and _is_read_only(user, happened):
            yield f"something was written to the OneDrive of {user.user_principal_name}"


def _is_read_only(user: User, happened: Happened) -> bool:
    lost = user.drive_lost_at
    unlicensed = not _WITH_ONEDRIVE.intersection(user.licenses)
    return unlicensed and lost is not None and happened.world.now - lost >= _READ_ONLY
