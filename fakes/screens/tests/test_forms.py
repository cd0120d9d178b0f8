"""What was typed is read, and shown again where it is refused."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

import falcon
import falcon.testing
import pytest

from fakes.screens import Browsers, Console, Form, Next, Screen, Upload, Visit, Wrong, add_console
from fakes.wire import Journal

HOST = {"Host": "localhost"}
PAGE = """{% extends "base.html" %}{% import "forms.html" as f with context %}
{% block title %}Form{% endblock %}
{% block main %}{% call f.form("send", files=true) %}
{{ f.text("name", "Name", "before") }}{{ f.area("notes", "Notes") }}
{{ f.text("word", "Password", type="password") }}
{{ f.select("color", "Color", ["red", "blue"], "red") }}
{{ f.radio("size", "Size", ["S", "L"], "S") }}
{{ f.check("agreed", "Agreed") }}{{ f.file("list", "List") }}{% endcall %}
{% call f.form("other") %}{{ f.check("ticked", "Ticked", on=true) }}{% endcall %}{% endblock %}"""


class Color(Enum):
    RED = "red"
    BLUE = "blue"


@pytest.mark.parametrize(("typed", "number"), [("7", 7), (" 7 ", 7), ("-7", -7)])
def test_a_number_is_read(typed: str, number: int) -> None:
    assert Form({"n": (typed,)}).number("n") == number


@pytest.mark.parametrize("typed", ["", "x", "1.5", "--1", "²", "1e3", "٣"])
def test_what_is_no_number_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Wrong, match="is not a number: expected digits") as refused:
        Form({"n": (typed,)}).number("n")
    assert refused.value.field == "n"


def test_a_choice_is_one_of_those_there_are() -> None:
    assert Form({"c": ("blue",)}).choice("c", Color) is Color.BLUE
    with pytest.raises(Wrong, match="'green' cannot be chosen: expected one of 'red', 'blue'"):
        Form({"c": ("green",)}).choice("c", Color)


def test_a_file_has_to_be_chosen() -> None:
    assert Form({}, {"f": Upload("a.csv", b"x")}).file("f").content == b"x"
    for files in ({}, {"f": Upload("", b"")}):
        with pytest.raises(Wrong, match="no file is chosen"):
            Form({}, files).file("f")


class Forms:
    """A console of one form, and what arrived of it."""

    def __init__(self, templates: Path) -> None:
        (templates / "form.html").write_text(PAGE)
        self.sent: list[Form] = []
        self.refusal = ValueError("")
        screen = Screen("/", "form.html", lambda _visit: {}, {"send": self.take}, {"note": "notes"})
        app: falcon.App[Any, Any] = falcon.App()
        console = Console("test", "Test", templates, (), (screen,))
        add_console(app, console, Browsers(), Journal())
        self.client = falcon.testing.TestClient(app, headers=HOST)
        opened = self.client.simulate_get("/test")
        self.cookie = {"crosswalk-browser": opened.cookies["crosswalk-browser"].value}
        self.token = opened.text.partition('name="form-token" value="')[2].partition('"')[0]

    def take(self, visit: Visit) -> Next:
        self.sent.append(visit.form)
        raise self.refusal

    def send(self, *parts: tuple[str, str, str]) -> str:
        every = (("form-token", "", self.token), ("do", "", "send"), *parts)
        body = "".join(
            f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{text}\r\n'
            for name, more, text in every
        )
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        answer = self.client.simulate_post(
            "/test", body=f"{body}--b--\r\n", headers=kind, cookies=self.cookie
        )
        assert answer.status_code == 422
        return answer.text


@pytest.fixture
def forms(tmp_path: Path) -> Forms:
    return Forms(tmp_path)


TYPED = (
    ("name", "", 'Zoë "<b>'),
    ("notes", "", "\r\none\r\ntwo"),
    ("word", "", "s3cret"),
    ("color", "", "blue"),
    ("size", "", "L"),
    ("boxes", "", "agreed"),
    ("agreed", "", "on"),
    ("list", '; filename="a.csv"', "x,y"),
)


def test_what_was_typed_arrives_with_lines_that_end_as_everywhere(forms: Forms) -> None:
    forms.send(*TYPED)
    (form,) = forms.sent
    assert form.text("name") == 'Zoë "<b>'
    assert form.text("notes") == "\none\ntwo"
    assert form.is_ticked("agreed")
    assert form.file("list") == Upload("a.csv", b"x,y")


def test_a_refused_form_loses_nothing_but_its_password(forms: Forms) -> None:
    page = forms.send(*TYPED)
    assert 'value="Zoë &#34;&lt;b&gt;"' in page
    assert ">\n\none\ntwo</textarea>" in page
    assert '<option value="blue" selected>' in page
    assert 'value="L" checked' in page
    assert 'value="on" checked>\n<label for="agreed-on">' in page
    assert "s3cret" not in page


def test_boxes_of_another_form_stay_as_they_are_and_those_of_this_one_as_they_were_left(
    forms: Forms,
) -> None:
    page = forms.send(*(each for each in TYPED if each[0] != "agreed"))
    assert 'value="on">\n<label for="agreed-on">' in page
    assert 'value="on" checked>\n<label for="ticked-on">' in page


@pytest.mark.parametrize(
    ("refusal", "field"),
    [
        (Wrong("name", "No <name>."), "name"),
        (ValueError("No <name>, says the note."), "notes"),
        (ValueError("No <name>."), ""),
        (Wrong("nowhere", "No <name>."), ""),
    ],
)
def test_a_refusal_is_shown_once_at_its_field_or_else_on_top(
    forms: Forms, refusal: ValueError, field: str
) -> None:
    forms.refusal = refusal
    page = forms.send(*TYPED)
    assert page.count("No &lt;name&gt;") == 1
    assert page.count('role="alert"') == 1
    assert (f'id="{field}-complaint"' in page) is bool(field)
    assert ('id="refusal"' in page) is not bool(field)
    assert (f'aria-describedby="{field}-complaint' in page) is bool(field)
