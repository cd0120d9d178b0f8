"""Pages whose address holds what an address has to encode."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from fakes.screens import Console, Next, Screen, Visit
from fakes.wire import Wire

from .console_client import ConsoleClient

NAME = "50 % Zoë? #1 & <b>"
HERE = f"/names/{quote(NAME)}"
PAGE = """{% extends "base.html" %}{% import "forms.html" as f with context %}
{% block title %}Name{% endblock %}
{% block main %}{{ f.tabs(tabs) }}{{ f.click("send", "Send") }}{% endblock %}"""


class Names:
    """A console with a page for every name, and whose button was clicked."""

    def __init__(self, templates: Path) -> None:
        (templates / "name.html").write_text(PAGE)
        self.clicked: list[str] = []
        screen = Screen("/names/{name}", "name.html", self.show, {"send": self.send})
        console = Console("test", "Test", templates, (), (screen,))
        self.client = ConsoleClient(console, Wire())

    def show(self, _visit: Visit) -> dict[str, object]:
        return {"tabs": ((f"/names/{NAME}", "This name"), ("/names/other", "Another"))}

    def send(self, visit: Visit) -> Next:
        self.clicked.append(visit.named["name"])
        return Next(said="It was sent.")


@pytest.fixture
def names(tmp_path: Path) -> Names:
    return Names(tmp_path)


def test_a_button_is_clicked_at_the_address_of_its_page(names: Names) -> None:
    action = re.search(r'<form method="post" action="/test([^"]*)"', names.client.open(HERE))
    assert action
    page = names.client.click(html.unescape(action[1]), "send")
    assert names.clicked == [NAME]
    assert "It was sent." in page


def test_the_tab_of_an_address_is_marked_whatever_its_name_holds(names: Names) -> None:
    page = names.client.open(HERE)
    marked = re.findall(r'<a [^>]*aria-current="page">([^<]*)</a>', page)
    assert marked == ["This name"]
