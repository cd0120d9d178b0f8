"""Entries of the table of routes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import falcon

from fakes.okta.service.api import ManagementApi

from .requests import not_modeled, refuse_beyond

Responder = Callable[..., None]


class Reading(NamedTuple):
    """A responder and the query parameters that it reads."""

    responder: Responder
    parameters: tuple[str, ...]


Methods = Mapping[str, Responder | Reading]
Routes = Mapping[str, Methods]


def reads(responder: Responder, *parameters: str) -> Reading:
    """Name the query parameters that a responder reads; without this it reads none."""
    return Reading(responder, parameters)


def responder(entry: Responder | Reading) -> Responder:
    """Return a responder that refuses, by name, a query parameter which it does not read."""
    if entry is missing:
        return missing
    responder, parameters = entry if isinstance(entry, Reading) else (entry, ())

    def answer(req: falcon.Request, resp: falcon.Response, **named: str) -> None:
        if req.query_string:
            refuse_beyond(parameters, req.params, "The parameter {!r}")
        responder(req, resp, **named)

    return answer


def by_app(api: ManagementApi, druva: Responder, other: Responder) -> Responder:
    """Return a responder that asks the one for Druva 2.0, or for other apps, by the app's id."""

    def answer(req: falcon.Request, resp: falcon.Response, *, app: str, **named: str) -> None:
        chosen = druva if api.apps.is_druva(app) else other
        chosen(req, resp, app=app, **named)

    return answer


def missing(req: falcon.Request, _resp: falcon.Response, **_named: str) -> None:
    """Refuse a method that Okta has at a path and this fake has not."""
    raise not_modeled(f"{req.method} {req.path}")
