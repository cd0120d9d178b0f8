"""What Graph answers when something is not there: status, code, sentence."""

from __future__ import annotations

from http import HTTPStatus
from typing import NamedTuple

from fakes.microsoft365 import messages, validation
from fakes.microsoft365.assumed import UnknownMailUser, UnopenedOneDrive
from fakes.microsoft365.model import Problem
from fakes.microsoft365.service.refusal import NameRefused, NameTaken, RequestRefused

_NOT_FOUND = HTTPStatus.NOT_FOUND
_CONFLICT = HTTPStatus.CONFLICT
_BAD = HTTPStatus.BAD_REQUEST
_RANGE = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
_ANSWERS = {
    Problem.NO_SUCH_USER: (_NOT_FOUND, "Request_ResourceNotFound", messages.RESOURCE_NOT_FOUND),
    Problem.NO_SUCH_MAIL_USER: (_NOT_FOUND, "ErrorInvalidUser", messages.INVALID_MAIL_USER),
    Problem.NO_MAILBOX: (_NOT_FOUND, "MailboxNotEnabledForRESTAPI", messages.NO_MAILBOX),
    Problem.NO_SUCH_FOLDER: (_NOT_FOUND, "ErrorItemNotFound", messages.MAIL_ITEM_NOT_FOUND),
    Problem.NO_SUCH_MESSAGE: (_NOT_FOUND, "ErrorItemNotFound", messages.MAIL_ITEM_NOT_FOUND),
    Problem.FOLDER_TAKEN: (_CONFLICT, "ErrorFolderExists", messages.FOLDER_EXISTS),
    Problem.NO_SHAREPOINT: (_BAD, "BadRequest", messages.NO_SPO_LICENSE),
    Problem.NO_DRIVE: (_NOT_FOUND, "ResourceNotFound", messages.NO_MYSITE),
    Problem.NO_SUCH_ITEM: (_NOT_FOUND, "itemNotFound", messages.ITEM_NOT_FOUND),
    Problem.NAME_TAKEN: (_CONFLICT, "nameAlreadyExists", messages.NAME_EXISTS),
    Problem.BAD_NAME: (_BAD, "invalidRequest", messages.BAD_NAME),
    Problem.NOT_A_FILE: (_BAD, "invalidRequest", messages.NOT_A_FILE),
    Problem.DRIVE_LOCKED: (HTTPStatus.LOCKED, "notAllowed", messages.DRIVE_LOCKED),
    Problem.NO_SUCH_ATTACHMENT: (_NOT_FOUND, "ErrorItemNotFound", messages.MAIL_ITEM_NOT_FOUND),
    Problem.BAD_MESSAGE: (_BAD, "BadRequest", messages.BAD_MESSAGE),
    Problem.STALE_DIRECTORY: (HTTPStatus.GONE, "SyncStateNotFound", messages.STALE_TOKEN),
    Problem.STALE_MAIL: (HTTPStatus.GONE, "SyncStateNotFound", messages.STALE_TOKEN),
    Problem.STALE_DRIVE: (HTTPStatus.GONE, "resyncRequired", messages.STALE_TOKEN),
    Problem.NAME_CAME_TO_BE_TAKEN: (_CONFLICT, "upload_name_conflict", messages.UPLOAD_CONFLICT),
    Problem.NO_SUCH_UPLOAD: (_NOT_FOUND, "itemNotFound", messages.UPLOAD_NOT_FOUND),
    Problem.FRAGMENT_OVERLAP: (_RANGE, "invalidRange", messages.FRAGMENT_OVERLAP),
    Problem.FRAGMENT_OUT_OF_ORDER: (_RANGE, "invalidRange", messages.FRAGMENT_OUT_OF_ORDER),
}
_INNER = {
    Problem.DRIVE_LOCKED: "resourceLocked",
    Problem.STALE_DRIVE: "resyncChangesApplyDifferences",
    Problem.NO_SUCH_UPLOAD: "uploadSessionNotFound",
    Problem.FRAGMENT_OVERLAP: "fragmentOverlap",
    Problem.FRAGMENT_OUT_OF_ORDER: "fragmentOutOfOrder",
}
_OTHER_READINGS = {
    ("A49", UnknownMailUser.RESOURCE_NOT_FOUND.value): (
        Problem.NO_SUCH_MAIL_USER,
        (_NOT_FOUND, "ResourceNotFound", messages.MAIL_USER_UNDISCOVERED),
    ),
    ("A50", UnopenedOneDrive.NO_MYSITE_URL.value): (
        Problem.NO_DRIVE,
        (_NOT_FOUND, "UnknownError", messages.NO_MYSITE_URL),
    ),
}


class Detail(NamedTuple):
    """What an error says besides: a code, and the property or object that it is about."""

    code: str
    target: str


class GraphError(Exception):
    """An answer of Graph that is an error."""

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        message: str,
        *,
        inner: str = "",
        details: tuple[Detail, ...] = (),
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.inner = inner
        self.details = details


def graph_error(refused: RequestRefused, readings: dict[str, str]) -> GraphError:
    """Return how Graph words a refusal under the readings of the tenant."""
    status, code, text = _ANSWERS[refused.problem]
    for reading in readings.items():
        problem, answer = _OTHER_READINGS.get(reading, (None, None))
        if answer and problem is refused.problem:
            status, code, text = answer
    inner = _INNER.get(refused.problem, "")
    return GraphError(status, code, text.format(refused.subject), inner=inner)


def name_error(refused: NameRefused) -> GraphError:
    """Return how Graph words that a user cannot have a name."""
    name = refused.property.value
    if isinstance(refused, NameTaken):
        conflicts = Detail("ConflictingObjects", f"User_{refused.holder}")
        details: tuple[Detail, ...] = (Detail("ObjectConflict", name), conflicts)
        text = messages.VALUE_TAKEN.format(name)
    else:
        details = (Detail("InvalidValue", name),)
        text = validation.invalid(refused.property)
    return GraphError(_BAD, "Request_BadRequest", text, details=details)
