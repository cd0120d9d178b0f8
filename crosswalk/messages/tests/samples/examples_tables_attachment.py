"""Steps of the sample."""

from __future__ import annotations

from pathlib import Path

from pytest_bdd import scenarios, when

from crosswalk.messages.attaching import Attach

scenarios("examples-tables-attachment.feature")


@when("a JPEG image is attached")
def _(attach: Attach) -> None:
    attach(Path(__file__).with_name("cucumber.jpeg").read_bytes(), "image/jpeg")


@when("a PNG image is attached")
def _(attach: Attach) -> None:
    attach(Path(__file__).with_name("cucumber.png").read_bytes(), "image/png")
