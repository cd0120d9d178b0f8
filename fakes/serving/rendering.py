"""The template of the page, filled in by Jinja."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape


def render(**values: Any) -> str:
    """Return the page with these values; no value is markup."""
    return template().render(values)


@cache
def template() -> Template:
    """Return the template of the page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["breakable"] = _breakable
    return environment.get_template("page.html")


def _breakable(text: str) -> Markup:
    """Return a text whose addresses may be broken before their @."""
    return Markup("<wbr>@").join(map(escape, text.split("@")))
