"""How an app profile becomes a SCIM resource, and a resource an app profile."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .model import CORE_USER_NAMESPACE, AppAttribute, AppUser, DataType

_STEPS = re.compile(r"\^\[[^\]]*\]|[^.\[\]]+")
_SELECTION = re.compile(r"\^\[\s*(\w+)\s*==\s*(.+?)\s*\]")
Resource = dict[str, Any]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """``^[attribute==value]``: the first element of a list that holds a value."""

    attribute: str
    value: str | bool


@dataclass(frozen=True, slots=True)
class AttributePath:
    """The path of a variable of the app profile in a resource.

    ``namespace`` is empty for the core User schema, whose attributes stand at the root.
    """

    variable: str
    namespace: str
    path: tuple[str | Selection, ...]
    data_type: DataType


def places(attributes: tuple[AppAttribute, ...]) -> tuple[AttributePath, ...]:
    """Return where each attribute goes; one without namespace or external name is never sent."""
    return tuple(
        AttributePath(
            variable=attribute.variable_name,
            namespace=_beyond_core(attribute.external_namespace),
            path=path_of(attribute.external_name),
            data_type=attribute.data_type,
        )
        for attribute in attributes
        if attribute.external_namespace and attribute.external_name
    )


def path_of(external_name: str) -> tuple[str | Selection, ...]:
    """Read an external name such as ``name.givenName`` or ``emails.^[primary==true].value``."""
    return tuple(_step(text) for text in _STEPS.findall(external_name))


def new_resource(app_user: AppUser, where: tuple[AttributePath, ...], password: str) -> Resource:
    """Return the body of a POST: what is mapped and set, under the id of the Okta user."""
    body: Resource = {"schemas": [CORE_USER_NAMESPACE], "userName": app_user.user_name}
    fill(body, app_user, where)
    body["externalId"] = app_user.user_id
    body["groups"] = []
    body["password"] = password
    body["active"] = True
    return body


def merged(current: Resource, app_user: AppUser, where: tuple[AttributePath, ...]) -> Resource:
    """Return the body of a PUT: what GET answered, with the app profile written over it."""
    body = {**current, "userName": app_user.user_name}
    fill(body, app_user, where)
    body["externalId"] = app_user.user_id
    body.setdefault("groups", [])
    return body


def changes(app_user: AppUser, where: tuple[AttributePath, ...]) -> Resource:
    """Return the value of a PATCH that pushes the whole app profile."""
    body: Resource = {"userName": app_user.user_name}
    fill(body, app_user, where)
    body.pop("schemas", None)
    return body


def fill(body: Resource, app_user: AppUser, where: tuple[AttributePath, ...]) -> None:
    """Write the set variables of an app profile into a resource, extensions under their URN."""
    values = dict(app_user.profile)
    for place in where:
        value = values.get(place.variable)
        if value is None:
            continue
        node = _extension(body, place.namespace) if place.namespace else body
        _write(node, place.path, typed(value, place.data_type))


def clear(body: Resource, app_user: AppUser, where: tuple[AttributePath, ...]) -> None:
    """A12: write null over what was pushed before and is not set any more."""
    gone = dict(app_user.pushed).keys() - dict(app_user.profile).keys() - {"userName"}
    for place in where:
        if place.variable in gone:
            node = _extension(body, place.namespace) if place.namespace else body
            _write(node, place.path, None)


def profile_in(resource: Resource, where: tuple[AttributePath, ...]) -> Pairs:
    """Return what a resource says about the variables of the app profile, userName apart."""
    found = ((place.variable, _read(_root(resource, place), place.path)) for place in where)
    return tuple((variable, value) for variable, value in found if value and variable != "userName")


def _beyond_core(namespace: str) -> str:
    return "" if namespace == CORE_USER_NAMESPACE else namespace


def _step(text: str) -> str | Selection:
    match = _SELECTION.fullmatch(text)
    if not match:
        return text
    attribute, value = match.groups()
    if value in ("true", "false"):
        return Selection(attribute, value == "true")
    return Selection(attribute, value.strip("'\""))


def _extension(body: Resource, namespace: str) -> Resource:
    schemas = body.setdefault("schemas", [])
    if namespace not in schemas:
        schemas.append(namespace)
    return _child(body, namespace)


def _child(node: Resource, name: str) -> Resource:
    child = node.get(name)
    if not isinstance(child, dict):
        child = node[name] = {}
    return child


def _selected(node: Resource, name: str, selection: Selection) -> Resource:
    elements = node.get(name)
    if not isinstance(elements, list):
        elements = node[name] = []
    for element in elements:
        if _holds(element, selection):
            return element  # type: ignore[no-any-return] # JSON knows no types
    element = {selection.attribute: selection.value}
    elements.append(element)
    return element


def _holds(element: Any, selection: Selection) -> bool:
    return isinstance(element, dict) and element.get(selection.attribute) == selection.value


def _write(node: Resource, path: tuple[str | Selection, ...], value: Any) -> None:
    name, rest = str(path[0]), path[1:]
    if not rest:
        node[name] = value
    elif isinstance(rest[0], Selection):
        _write(_selected(node, name, rest[0]), rest[1:], value)
    else:
        _write(_child(node, name), rest, value)


def _root(resource: Resource, place: AttributePath) -> Any:
    return resource.get(place.namespace) if place.namespace else resource


def _read(node: Any, path: tuple[str | Selection, ...]) -> str:
    for step in path:
        if isinstance(step, Selection):
            elements = node if isinstance(node, list) else []
            node = next((each for each in elements if _holds(each, step)), None)
        else:
            node = node.get(step) if isinstance(node, dict) else None
    return _text(node)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(str(element) for element in value)
    return "" if value is None else str(value)


_TYPED: dict[DataType, Callable[[str], Any]] = {
    DataType.BOOLEAN: lambda text: text == "true",
    DataType.INTEGER: int,
    DataType.NUMBER: float,
    DataType.STRING_ARRAY: lambda text: text.split(","),
}


def typed(value: str, data_type: DataType) -> Any:
    """Return a value as JSON of its type; what does not fit stays a text."""
    convert = _TYPED.get(data_type)
    if convert is None:
        return value
    try:
        return convert(value)
    except ValueError:
        return value
