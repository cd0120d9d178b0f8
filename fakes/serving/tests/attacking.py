"""What attacks on consoles are made of, and what is looked at after one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import falcon

from fakes.screens import Browsers, Console, Screen, add_console
from fakes.screens.console import Do
from fakes.serving.consoles import consoles_of

from .surface import Surface

SCREENS = [
    (console.base + screen.path.replace("{", "").replace("}", ""), screen)
    for console in consoles_of(Surface().hosted)
    for screen in console.screens
]
PATHS = ["/okta", "/okta/nowhere", "/screens.css", *(path for path, _ in SCREENS)]
SCRIPT = "\"'><xss onload=x></textarea><xss>{{7*7919}}"


def state(surface: Surface) -> bytes:
    """Return all that a lab holds, to the byte."""
    held = surface.lab.snapshot()
    held["wire"]["now"] = str(surface.lab.wire.clock.setting)
    return json.dumps(held, sort_keys=True).encode()


def serve_alone(surface: Surface, templates: Path, **does: Do) -> Browsers:
    """Serve a console of one page with some buttons in place of all others."""
    (templates / "page.html").write_text(
        '{% extends "base.html" %}{% import "forms.html" as f with context %}'
        '{% block title %}Page{% endblock %}{% block main %}{{ f.click("go", "Go") }}{% endblock %}'
    )
    console = Console(
        "test", "Test", templates, (), (Screen("/", "page.html", lambda _visit: {}, does),)
    )
    browsers = Browsers()
    surface.app = falcon.App()
    add_console(surface.app, console, browsers, surface.lab.journal)
    return browsers


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    @property
    def forms(self) -> Iterator[list[tuple[str, dict[str, str]]]]:
        for index, (tag, _) in enumerate(self.found):
            if tag == "form":
                rest = self.found[index + 1 :]
                end = next((n for n, each in enumerate(rest) if each[0] == "form"), len(rest))
                yield [self.found[index], *rest[:end]]


def active(page: str) -> list[object]:
    """Return what could run in a page."""
    return [
        (tag, attributes)
        for tag, attributes in Elements(page).found
        if tag in ("xss", "script", "iframe", "object", "base", "svg", "style")
        or any(name.startswith("on") for name in attributes)
        or attributes.get("href", "").strip().lower().startswith(("javascript:", "data:text"))
    ]
