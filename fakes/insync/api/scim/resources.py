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
from .values import resource_of

_ENCODER = msgspec.json.Encoder()


class Endpoint:
    """The resources of one type."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kind = store.kind

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Search by the query."""
        resp.data = found((self._store,), search_of(req.params), req.prefix)

    def on_post_search(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Search by the body."""
        resp.data = found((self._store,), search_in_body(req), req.prefix)

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Create a resource."""
        resource = self._store.create(resource_of(body_of(req), self._kind), req.prefix)
        resp.status = HTTPStatus.CREATED
        _show(resp, resource, Projection(), self._kind)

    def on_get_one(self, req: falcon.Request, resp: falcon.Response, scim_id: str) -> None:
        """Show a resource."""
        _check_no_version(req)
        resource = self._store.get(scim_id, req.prefix)
        _show(resp, resource, projection_of(req), self._kind)

    def on_put_one(self, req: falcon.Request, resp: falcon.Response, scim_id: str) -> None:
        """Replace a resource, even by one that says nothing new: that may take over an account."""
        _check_no_version(req)
        self._store.get(scim_id, req.prefix)
        said = resource_of(body_of(req), self._kind)
        resource = self._store.replace(scim_id, said, req.prefix)
        _show(resp, resource, projection_of(req), self._kind)

    def on_patch_one(self, req: falcon.Request, resp: falcon.Response, scim_id: str) -> None:
        """Change a resource, unless it is as it should be already."""
        _check_no_version(req)
        body = body_of(req)
        before = self._store.get(scim_id, req.prefix)
        changed = self._store.get(scim_id, req.prefix)
        patch(changed, body, self._kind)
        after = before
        if changed != before:
            after = self._store.replace(scim_id, changed, req.prefix)
        projection = projection_of(req)
        if projection:
            _show(resp, after, projection, self._kind)
        else:
            resp.status = HTTPStatus.NO_CONTENT

    def on_delete_one(self, req: falcon.Request, resp: falcon.Response, scim_id: str) -> None:
        """Delete a resource."""
        _check_no_version(req)
        self._store.remove(scim_id)
        resp.status = HTTPStatus.NO_CONTENT


class Everything:
    """The resources of all types, users before groups."""

    def __init__(self, *stores: Store) -> None:
        self._stores = stores

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Search by the query."""
        resp.data = found(self._stores, search_of(req.params), req.prefix)

    def on_post_search(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Search by the body."""
        resp.data = found(self._stores, search_in_body(req), req.prefix)


def found(stores: tuple[Store, ...], search: Search, base_url: str) -> bytes:
    """Return the answer to a search; raises ScimError where its filter is none."""
    wanted = None
    if search.filter is not None:
        wanted = filter_of(search.filter, *(each.kind for each in stores))
    total = 0
    page: list[Resource] = []
    for store in stores:
        start = max(search.start - 1 - total, 0)
        count, some = store.search(wanted, start, search.count - len(page), base_url)
        total += count
        page += [search.projection.of(each, store.kind) for each in some]
    return listed(page, total, search.start)


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
