"""The list of what a control surface has, and its OpenAPI document."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

from .endpoints import Endpoint
from .hosted_lab import version
from .openapi import document

Described = Callable[[], tuple[Endpoint, ...]]


class ListedRoute(msgspec.Struct):
    """A route: its path, and in a sentence what each of its methods does."""

    path: str
    methods: dict[str, str]


class Surface(msgspec.Struct):
    """What there is, and where the OpenAPI document is."""

    openapi: str
    routes: tuple[ListedRoute, ...]


class Index:
    """The routes of a control surface."""

    def __init__(self, routes: Described, document_path: str) -> None:
        self._routes = routes
        self._document = document_path

    def get(self) -> Surface:
        """Return every route with what it does, and the path of the OpenAPI document."""
        return Surface(self._document, listed(self._routes()))


class Document:
    """The OpenAPI document of a control surface."""

    def __init__(self, endpoints: Described) -> None:
        self._document = cache(lambda: document(endpoints(), version()))

    def get(self) -> dict[str, Any]:
        """Return the OpenAPI document: every route with what it takes and answers."""
        return self._document()


def listed(endpoints: tuple[Endpoint, ...]) -> tuple[ListedRoute, ...]:
    """Return endpoints by their path."""
    routes: dict[str, ListedRoute] = {}
    for each in endpoints:
        found = routes.setdefault(each.path, ListedRoute(each.path, {}))
        found.methods[each.method] = each.summary
    return tuple(routes.values())
