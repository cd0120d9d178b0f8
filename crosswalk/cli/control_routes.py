"""What the control surface answers, from the description that OpenAPI is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import FieldInfo, fields

from fakes.lab import Lab
from fakes.serving.control import PREFIX, endpoints
from fakes.serving.endpoints import Endpoint
from fakes.serving.hosted_lab import HostedLab
from fakes.serving.index import listed

_TITLES = {"okta": "Okta", "insync": "inSync", "microsoft365": "Microsoft 365"}


def page() -> Iterator[str]:
    """Yield the lines of the page on routes that are about the control surface."""
    for tag, group in groupby(endpoints(HostedLab(Lab())), lambda each: each.tag):
        described = tuple(group)
        yield from _operations(tag, described) if tag in _TITLES else _lab(described)


def _lab(described: tuple[Endpoint, ...]) -> Iterator[str]:
    yield from ("", "## Control: the lab", "", "At the control address:", "")
    yield from ("| route | what it does |", "| --- | --- |")
    for route in listed(described):
        does = "<br>".join(f"{method}: {text}" for method, text in route.methods.items())
        yield f"| `{route.path}` | {does} |"


def _operations(tag: str, described: Iterable[Endpoint]) -> Iterator[str]:
    yield from ("", f"## Control: an admin of {_TITLES[tag]}", "")
    yield f"`POST` below `{PREFIX}/admin`, with the arguments by name as an object of JSON. Those"
    yield from ("in brackets may be left out.", "")
    yield from ("| route | arguments | what it does |", "| --- | --- | --- |")
    for each in described:
        path = each.path.removeprefix(f"{PREFIX}/admin")
        yield f"| `{path}` | {', '.join(map(_argument, fields(each.body)))} | {each.summary} |"


def _argument(field: FieldInfo) -> str:
    return f"`{field.name}`" if field.required else f"[`{field.name}`]"
