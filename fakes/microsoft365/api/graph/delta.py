"""Delta queries: what there is, then what changed, by the tokens in the links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import falcon

from fakes.microsoft365.model import Change, Problem
from fakes.microsoft365.service.change_tracking import ChangeTracking, Since

from . import odata


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a part of Graph names its tokens, and how it refuses those out of date."""

    skip: str
    delta: str
    problem: Problem
    size: int


@dataclass(frozen=True, slots=True)
class Page:
    """The changes of a page, and the link by which a peer goes on."""

    changes: tuple[Change, ...]
    link: tuple[str, str]


def page(
    req: falcon.Request, query: odata.Options, changes: ChangeTracking, scope: str, names: Spelling
) -> Page:
    """Return the next changes for a peer; raises RequestRefused for a token out of date."""
    since = _asked(query, changes, names)
    size = odata.page_size(req, query, names.size)
    found, place, more = changes.after(scope, since, size)
    name = names.skip if more else names.delta
    kind = "@odata.nextLink" if more else "@odata.deltaLink"
    token = changes.token(place)
    link = odata.link(req, query, name, token, without=(names.skip, names.delta))
    return Page(found, (kind, link))


def listed(
    req: falcon.Request, kind: str, values: Sequence[Mapping[str, Any]], page: Page
) -> dict[str, Any]:
    """Return a page of a delta query as Graph writes it."""
    name, link = page.link
    return {**odata.listed(req, kind, values, ""), name: link}


def _asked(query: odata.Options, changes: ChangeTracking, names: Spelling) -> Since:
    token = query.get(names.skip) or query.get(names.delta) or ""
    if token == "latest":  # noqa: S105 - the word of the API for "from now on"
        return changes.now()
    return changes.place(token, names.problem) if token else changes.beginning()
