"""What a table of routes is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import falcon

from .requests import not_modelled

Responder = Callable[..., None]
Routes = Mapping[str, Mapping[str, Responder]]


def missing(req: falcon.Request, _resp: falcon.Response, **_named: str) -> None:
    """Refuse a method that Okta has at a path and this has not."""
    raise not_modelled(f"{req.method} {req.path}")
