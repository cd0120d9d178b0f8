"""The names of query options, before a request is led to its route."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

import falcon

from fakes.microsoft365 import messages

from . import odata
from .errors import GraphError

_OPTIONS = frozenset(
    {
        *("$count", "$deltatoken", "$expand", "$filter", "$format", "$orderby"),
        *("$search", "$select", "$skip", "$skiptoken", "$top"),
    }
)
_FORMATS = ("json", "application/json")
_MAIL = ("mailfolders", "messages", "mailboxsettings")


def settle(req: falcon.Request, path: str) -> None:
    """Spell the options of a request as this package does, and leave out those it may ignore.

    The directory knows no other names, and none without ``$``; Outlook and OneDrive take options
    without ``$``, and ignore what is no option. Raises GraphError.
    """
    is_directory = _is_of_the_directory(path)
    params = cast("dict[str, object]", req.params)
    for name in list(params):
        option = _option(name, strict=is_directory)
        if option == "$format":
            _check_format(req, params.pop(name))
        elif option is not None:
            _expect_read(req, option)
            params[option] = _joined(params, name, option)


def _option(name: str, *, strict: bool) -> str | None:
    lowered = name.lower()
    if lowered in _OPTIONS:
        return lowered
    if strict:
        text = messages.UNRECOGNIZED_ARGUMENT.format(name)
        raise GraphError(HTTPStatus.BAD_REQUEST, "Request_BadRequest", text)
    if name.startswith("$"):
        text = messages.OPTION_NOT_SUPPORTED.format(name)
        raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", text)
    return f"${lowered}" if f"${lowered}" in _OPTIONS else None


def _joined(params: dict[str, object], name: str, option: str) -> object:
    value = params.pop(name)
    return value if option not in params else f"{params[option]},{value}"


def _check_format(req: falcon.Request, value: object) -> None:
    if str(value).lower() not in _FORMATS:
        raise odata.option_not_modeled(req, "$format")


def _expect_read(req: falcon.Request, option: str) -> None:
    """Options are of requests that read; raises GraphError where they would be lost."""
    if req.method != "GET":
        raise odata.option_not_modeled(req, option)


def _is_of_the_directory(path: str) -> bool:
    """Tell whether Microsoft Entra ID answers, and neither Outlook nor OneDrive."""
    parts = path.lower().split("/")
    name = parts[4] if parts[2:3] == ["users"] and len(parts) > 4 else "".join(parts[2:3])
    return not name.startswith("drive") and name not in _MAIL
