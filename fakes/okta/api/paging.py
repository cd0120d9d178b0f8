"""Paging: limit, cursor, and links to this page and the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

import falcon

from fakes.okta.messages import BAD_CURSOR, BAD_LIMIT
from fakes.okta.service.errors import OktaError

from .encoding import encoded

Record = TypeVar("Record")


def limit_of(req: falcon.Request, usual: int, most: int) -> int:
    """Return how many records a page may have; a larger ``limit`` is reduced to the maximum."""
    text = req.get_param("limit")
    if text is None:
        return usual
    if not text.isdecimal() or not int(text):
        raise OktaError("E0000001", BAD_LIMIT, detail="limit")
    return min(int(text), most)


def after_of(req: falcon.Request) -> str:
    """Return the cursor behind which a page begins, or ""."""
    return req.get_param("after") or ""


def page_of(
    records: Sequence[Record], ids: Sequence[str], after: str, limit: int
) -> tuple[Sequence[Record], bool]:
    """Return the records behind the one of an id, and whether there are more."""
    if after and after not in ids:
        raise OktaError("E0000001", BAD_CURSOR, detail="after")
    start = ids.index(after) + 1 if after else 0
    return records[start : start + limit], len(records) > start + limit


def send_page(
    req: falcon.Request,
    resp: falcon.Response,
    bodies: Iterable[Mapping[str, Any]],
    *,
    after: str = "",
    limit: int = 0,
) -> None:
    """Answer with records and the link to the next page, if ``after`` says where it begins.

    The link to this page comes first: some clients keep the last one only.
    """
    resp.data = encoded(list(bodies))
    resp.append_header("Link", f'<{req.uri}>; rel="self"')
    if after:
        query = urlencode(
            sorted({**req.params, "after": after, "limit": limit}.items()), doseq=True
        )
        resp.append_header("Link", f'<{req.prefix}{req.path}?{query}>; rel="next"')
