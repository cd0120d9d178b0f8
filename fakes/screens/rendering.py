"""Templates of screens, filled in by Jinja: no value is markup."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from .records import record, shown, spelled

_OWN = Path(__file__).with_name("templates")


def render(templates: Path, name: str, values: Mapping[str, Any]) -> str:
    """Return a template of a directory with these values."""
    return environment(templates).get_template(name).render(values)


@cache
def environment(templates: Path) -> Environment:
    """Return what finds templates in a directory, and those that every console has."""
    made = Environment(
        loader=FileSystemLoader((templates, _OWN)),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["breakable"] = breakable
    made.filters["shown"] = shown
    made.filters["record"] = record
    made.filters["spelled"] = spelled
    return made


def breakable(text: str) -> Markup:
    """Return a text whose addresses may be broken before their @."""
    return Markup(str(escape(text)).replace("@", "<wbr>@"))  # noqa: S704 - escaped before
