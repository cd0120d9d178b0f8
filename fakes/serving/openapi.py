"""The OpenAPI document of the control surface, made from its endpoints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from inspect import cleandoc
from typing import Any

import msgspec

from .endpoints import Endpoint, Html, Problem
from .examples import record

OPENAPI = "3.1.0"
REFERENCE = "#/components/schemas/"
_ABOUT = """
Controls a served lab: its state, its clock, its journal, its faults, and what an admin can do in
each system. It asks for no credentials, and refuses other hosts and pages of other sites. Every
error is an object with the member `error`, a sentence.
"""
_REFUSALS: Mapping[int, str] = {
    400: "The query or the body cannot be read.",
    403: "The host is not known here, or another page sent this.",
    415: "The body is not of the type application/json.",
    422: "The request can be read, and cannot be done.",
    500: "What changed cannot be saved. It is rolled back.",
}
# How msgspec names a type whose name another type has too.
_MODULE = re.compile(r"fakes\.(\w+)\.\w+\.(\w+)")
_NOT_OF_A_NAME = re.compile(r"[\W_]+")

Json = dict[str, Any]


def document(endpoints: Iterable[Endpoint], version: str) -> Json:
    """Return the OpenAPI document of some endpoints."""
    described = tuple(endpoints)
    schemas, components = _schemas(described)
    paths: dict[str, Json] = {}
    for endpoint in described:
        methods = paths.setdefault(endpoint.path, {})
        methods[endpoint.method.lower()] = _operation(endpoint, schemas, components)
    queries = {each.query.__name__ for each in described if each.query}
    return _plainly(
        {
            "openapi": OPENAPI,
            "info": {"title": "Crosswalk", "version": version, "description": cleandoc(_ABOUT)},
            "paths": paths,
            "components": {
                "schemas": {
                    name: each for name, each in sorted(components.items()) if name not in queries
                }
            },
        }
    )


def _schemas(endpoints: tuple[Endpoint, ...]) -> tuple[dict[int, Json], Json]:
    """Return the schemas of types by their identity, and what they refer to by name."""
    kinds = [kind for each in endpoints for kind in _kinds(each)]
    schemas, components = msgspec.json.schema_components(kinds, ref_template=f"{REFERENCE}{{name}}")
    return dict(zip(map(id, kinds), schemas, strict=True)), components


def _kinds(endpoint: Endpoint) -> Iterator[Any]:
    yield Problem
    yield from (each for each in (endpoint.query, endpoint.body) if each is not None)
    if endpoint.gives is not Html:
        yield endpoint.gives


def _operation(endpoint: Endpoint, schemas: Mapping[int, Json], components: Json) -> Json:
    told: Json = {
        "operationId": _NOT_OF_A_NAME.sub("_", f"{endpoint.method} {endpoint.path}")
        .lower()
        .strip("_"),
        "tags": [endpoint.tag],
        "summary": endpoint.summary,
    }
    if endpoint.details:
        told["description"] = endpoint.details
    if endpoint.query:
        told["parameters"] = list(_parameters(components[endpoint.query.__name__]))
    if endpoint.body is not None:
        told["requestBody"] = _body(endpoint, schemas)
    told["responses"] = _responses(endpoint, schemas)
    return told


def _parameters(query: Json) -> Iterator[Json]:
    for name, schema in query["properties"].items():
        described = {key: value for key, value in schema.items() if key != "description"}
        yield {
            "name": name,
            "in": "query",
            "description": schema.get("description", ""),
            "schema": described,
        }


def _body(endpoint: Endpoint, schemas: Mapping[int, Json]) -> Json:
    content: Json = {"schema": schemas[id(endpoint.body)]}
    example = record(endpoint.body) if endpoint.example is None else endpoint.example
    if example is not None:
        content["example"] = example
    return {"required": endpoint.needs_body, "content": {"application/json": content}}


def _responses(endpoint: Endpoint, schemas: Mapping[int, Json]) -> Json:
    if endpoint.gives is Html:
        answer = {"text/html": {"schema": {"type": "string"}}}
    else:
        answer = {"application/json": {"schema": schemas[id(endpoint.gives)]}}
    refused = {"application/json": {"schema": schemas[id(Problem)]}}
    return {
        "200": {"description": HTTPStatus.OK.phrase, "content": answer},
        **{
            str(status): {"description": _REFUSALS[status], "content": refused}
            for status in endpoint.refusals
        },
    }


def _plainly(told: Json) -> Json:
    """Return a document as JSON has it, with types named by their system and not by a module."""
    text = _MODULE.sub(r"\1.\2", msgspec.json.encode(told).decode())
    plain: Json = msgspec.json.decode(text.replace("``", "`"))
    return plain
