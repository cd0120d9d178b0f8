"""Steps of the sample."""

from __future__ import annotations

from pathlib import Path

from pytest_bdd import parsers, scenarios, when

from crosswalk.messages.attaching import Attach

scenarios("attachments.feature")


@when(parsers.parse('the string "{text}" is attached as "{media_type}"'))
def _(text: str, media_type: str, attach: Attach) -> None:
    attach(text, media_type)


@when(parsers.parse('the string "{text}" is logged'))
def _(text: str, attach: Attach) -> None:
    attach.log(text)


@when("text with ANSI escapes is logged")
def _(attach: Attach) -> None:
    letters = zip("rainbow", (31, 91, 33, 32, 34, 95, 35), strict=True)
    colored = "".join(f"\x1b[{code}m{letter}\x1b[0m" for letter, code in letters)
    attach.log(f"This displays a {colored}")


@when(parsers.parse('the following string is attached as "{media_type}":'))
def _(docstring: str, media_type: str, attach: Attach) -> None:
    attach(docstring, media_type)


@when(parsers.parse('an array with {count:d} bytes is attached as "{media_type}"'))
def _(count: int, media_type: str, attach: Attach) -> None:
    attach(bytes(range(count)), media_type)


@when("a PDF document is attached and renamed")
def _(attach: Attach) -> None:
    document = Path(__file__).with_name("document.pdf").read_bytes()
    attach(document, "application/pdf", file_name="renamed.pdf")


@when(parsers.parse('a link to "{url}" is attached'))
def _(url: str, attach: Attach) -> None:
    attach.link(url)


@when(parsers.parse('the string "{text}" is attached as "{media_type}" before a failure'))
def _(text: str, media_type: str, attach: Attach) -> None:
    attach(text, media_type)
    raise AssertionError("whoops")
