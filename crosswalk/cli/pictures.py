"""`crosswalk pictures`: the pictures of the README, taken of a served lab and of the site."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosswalk.browser import NoBrowser, chromium, program
from crosswalk.checkout import checkout
from crosswalk.remote.process import ServedLab

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

LAB = Path("fakes/serving/lab.png")
SITE = Path("crosswalk/living_doc/site.png")
_WINDOW: ViewportSize = {"width": 1100, "height": 760}


@click.command("pictures")
def command() -> None:
    """Take the pictures of the README anew: the lab's page, and the front page of the site."""
    root = checkout()
    try:
        path = program()
    except NoBrowser as error:
        raise click.ClickException(str(error)) from None
    lab = ServedLab("--seed", "demo")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            site = Path(scratch, "site")
            _document(root, site)
            _take(
                path,
                {
                    root / LAB: lab.interfaces["control"]["url"],
                    root / SITE: (site / "index.html").as_uri(),
                },
            )
    finally:
        lab.stop()


def _document(root: Path, site: Path) -> None:
    command = (sys.executable, "-m", "pytest", "features", "-q", "--living-doc", str(site))
    if subprocess.run(command, cwd=root, check=False).returncode:  # noqa: S603 - our own command
        raise click.ClickException("the features did not pass: no picture was taken")


def _take(path: str, wanted: Mapping[Path, str]) -> None:
    with chromium(path) as browser:
        for picture, address in wanted.items():
            page = browser.new_page(viewport=_WINDOW, color_scheme="light")
            page.goto(address)
            page.screenshot(path=picture)
            click.echo(f"wrote {picture}")
