"""/Users and /Groups, one user or group, and both searched together."""

from __future__ import annotations

from http import HTTPStatus

import falcon
import msgspec

from .errors import ScimError
from .listing import listed
from .matching import filter_of
from .patch import patch
from .projection import Projection
from .requests import Search, body_of, projection_of, search_in_body, search_of
from .schema import Resource, ResourceType
from .stores import Store
from .values import check_complete, resource_of

_ENCODER = msgspec.json.Encoder()


class Endpoint:
    """The resources of one type."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kind = store.kind

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Search by the query."""
        resp.data = search((self._store,), search_of(req.params), req.prefix)

    def on_post_search(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Search by the body."""
        resp.data = search((self._store,), search_in_body(req), req.prefix)

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Create a resource."""
        created = self._store.create(resource_of(body_of(req), self._kind), req.prefix)
        resp.status = HTTPStatus.CREATED
        _show(resp, created, Projection(), self._kind)

    def on_get_one(self, req: falcon.Request, resp: falcon.Response, resource: str) -> None:
        """Show a resource."""
        _check_no_version(req)
        found = self._store.get(resource, req.prefix)
        _show(resp, found, projection_of(req), self._kind)

    def on_put_one(self, req: falcon.Request, resp: falcon.Response, resource: str) -> None:
        """Replace a resource, even by one that says nothing new: that may take over an account."""
        _check_no_version(req)
        self._store.get(resource, req.prefix)
        said = resource_of(body_of(req), self._kind)
        check_complete(said, self._kind)
        replaced = self._store.replace(resource, said, req.prefix)
        _show(resp, replaced, projection_of(req), self._kind)

    def on_patch_one(self, req: falcon.Request, resp: falcon.Response, resource: str) -> None:
        """Change a resource, unless it is as it should be already."""
        _check_no_version(req)
        body = body_of(req)
        before = self._store.get(resource, req.prefix)
        changed = self._store.get(resource, req.prefix)
        patch(changed, body, self._kind)
        after = before
        if changed != before:
            after = self._store.replace(resource, changed, req.prefix)
        projection = projection_of(req)
        if projection:
            _show(resp, after, projection, self._kind)
        else:
            resp.status = HTTPStatus.NO_CONTENT

    def on_delete_one(self, req: falcon.Request, resp: falcon.Response, resource: str) -> None:
        """Delete a resource."""
        _check_no_version(req)
        self._store.remove(resource)
        resp.status = HTTPStatus.NO_CONTENT


class Everything:
    """The resources of all types, users before groups."""

    def __init__(self, *stores: Store) -> None:
        self._stores = stores

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Search by the query."""
        resp.data = search(self._stores, search_of(req.params), req.prefix)

    def on_post_search(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Search by the body."""
        resp.data = search(self._stores, search_in_body(req), req.prefix)


def search(stores: tuple[Store, ...], asked: Search, base_url: str) -> bytes:
    """Return the answer to a search; raises ScimError where its filter is none."""
    wanted = None
    if asked.filter is not None:
        wanted = filter_of(asked.filter, *(each.kind for each in stores))
    total = 0
    page: list[Resource] = []
    for store in stores:
        start = max(asked.start - 1 - total, 0)
        count, some = store.search(wanted, start, asked.count - len(page), base_url)
        total += count
        page += [asked.projection.of(each, store.kind) for each in some]
    return listed(page, total, asked.start)


def _show(
    resp: falcon.Response, resource: Resource, projection: Projection, kind: ResourceType
) -> None:
    resp.location = resp.content_location = resource["meta"]["location"]
    resp.data = _ENCODER.encode(projection.of(resource, kind))


def _check_no_version(req: falcon.Request) -> None:
    """Hold a request against its conditions on a version: none is announced, so ``*`` is it."""
    fails = req.get_header("If-Match", default="*") != "*"
    known = req.get_header("If-None-Match") == "*"
    if known and req.method == "GET":
        raise falcon.HTTPStatus(HTTPStatus.NOT_MODIFIED)
    if fails or known:
        raise ScimError(HTTPStatus.PRECONDITION_FAILED, "No version is announced")
