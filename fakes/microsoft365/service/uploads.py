"""Upload sessions: files that arrive in fragments, at an address that needs no token."""

from __future__ import annotations

from dataclasses import replace

from fakes.microsoft365 import rules
from fakes.microsoft365.model import ConflictBehavior, DriveItem, Problem, UploadSession

from .drives import Drives
from .refusal import RequestRefused
from .state import State


class Uploads:
    """SharePoint Online behind the upload sessions of Graph."""

    def __init__(self, state: State, drives: Drives) -> None:
        self._state = state
        self._drives = drives

    def begin(
        self, folder: DriveItem, path: str, conflict: ConflictBehavior, *, by: str
    ) -> UploadSession:
        """Begin an app's upload of a file by its path below a folder; raises RequestRefused."""
        existing = self._drives.find_at(folder, path)
        if existing and conflict is ConflictBehavior.FAIL:
            raise RequestRefused(Problem.NAME_TAKEN, path)
        if not all(map(rules.allows_name, path.split("/"))):
            raise RequestRefused(Problem.BAD_NAME, path)
        self._forget_those_over()
        return self._put(
            UploadSession(
                id=self._state.volatile.secret(self._state.ids, "upload", 40),
                drive_id=folder.drive_id,
                folder_id=folder.id,
                path=path,
                conflict=conflict,
                by=by,
                expires_at=self._state.clock.now() + rules.UPLOAD_LIFE,
            )
        )

    def begin_again(self, item: DriveItem, *, by: str) -> UploadSession:
        """Begin an app's upload of new content for a file; raises RequestRefused for a folder."""
        self._drives.content(item)
        folder = self._state.items.get(item.parent_id) or item
        session = self.begin(folder, item.name, ConflictBehavior.REPLACE, by=by)
        return self._put(replace(session, item_id=item.id))

    def session(self, session_id: str) -> UploadSession:
        """Return a session that is not over; raises RequestRefused."""
        session = self._state.uploads.get(session_id)
        if session is None or self._state.clock.now() >= session.expires_at:
            raise RequestRefused(Problem.NO_SUCH_UPLOAD, session_id)
        return session

    def append(
        self, session: UploadSession, content: bytes, *, first: int, total: int
    ) -> UploadSession:
        """Take the fragment that is expected next; raises RequestRefused for any other."""
        if first < session.received:
            raise RequestRefused(Problem.FRAGMENT_OVERLAP, session.id)
        if first > session.received or session.total not in (0, total):
            raise RequestRefused(Problem.FRAGMENT_OUT_OF_ORDER, session.id)
        return self._put(
            replace(
                session,
                parts=(*session.parts, content),
                received=session.received + len(content),
                total=total,
                expires_at=self._state.clock.now() + rules.UPLOAD_LIFE,
            )
        )

    def finish(self, session: UploadSession) -> tuple[DriveItem, bool]:
        """Write the file that has arrived; return it and whether it is new; raises RequestRefused.

        When the file cannot be written the session stays.
        """
        written = self._written(session, b"".join(session.parts))
        self.cancel(session)
        return written

    def cancel(self, session: UploadSession) -> None:
        """Forget a session and what it has received."""
        self._state.uploads.remove(session.id)

    def _written(self, session: UploadSession, content: bytes) -> tuple[DriveItem, bool]:
        item = self._state.items.get(session.item_id)
        if item is not None:
            return self._drives.overwrite(item, content, by=session.by), False
        folder = self._state.items.get(session.folder_id)
        if folder is None:
            raise RequestRefused(Problem.NO_SUCH_ITEM, session.folder_id)
        try:
            return self._drives.write_at(
                folder, session.path, content, session.conflict, by=session.by
            )
        except RequestRefused as refused:
            taken = refused.problem is Problem.NAME_TAKEN
            problem = Problem.NAME_CAME_TO_BE_TAKEN if taken else refused.problem
            raise RequestRefused(problem, refused.subject) from refused

    def _forget_those_over(self) -> None:
        now = self._state.clock.now()
        for each in [each for each in self._state.uploads if now >= each.expires_at]:
            self._state.uploads.remove(each.id)

    def _put(self, session: UploadSession) -> UploadSession:
        self._state.uploads.put(session)
        return session
