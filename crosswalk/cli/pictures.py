"""`crosswalk pictures`: the pictures of the README, and those of screens that the project ships."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosswalk.browser import NoBrowser, chromium, program
from crosswalk.checkout import checkout
from crosswalk.living_doc.messages_file import book_of
from crosswalk.living_doc.pictured_steps import files_of, pictured_features, places_of
from crosswalk.remote.process import ServedLab
from crosswalk.screens.pictures.path import the_path
from crosswalk.screens.pictures.playing import NotPlayed, play
from crosswalk.screens.pictures.shipped import renewed

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

LAB = Path("fakes/serving/lab.png")
SITE = Path("crosswalk/living_doc/site.png")
SCREENS = Path("crosswalk/screens/pictures/shipped")
_WINDOW: ViewportSize = {"width": 1100, "height": 760}


@click.command("pictures")
@click.argument("which", nargs=-1, type=click.Choice(["readme", "screens"]))
def command(which: tuple[str, ...]) -> None:
    """Take pictures anew: those of the README, those of the screens, or both.

    readme: the lab's page, and the front page of the site.

    screens: each click of the article, and of the features that `pictures` in pytest.ini names. A
    picture whose screen has the same texts and controls as before is kept.
    """
    root = checkout()
    try:
        path = program()
    except NoBrowser as error:
        raise click.ClickException(str(error)) from None
    take: Mapping[str, Callable[[Path, str], None]] = {"screens": _screens, "readme": _readme}
    for each in dict.fromkeys(which or take):
        take[each](root, path)


def _screens(root: Path, path: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        messages = Path(scratch, "messages.ndjson")
        features = [str(each.relative_to(root)) for each in pictured_features(root)]
        _play(root, *features, "--lab=screens", "--messages", str(messages))
        book = book_of(messages)
    with chromium(path) as browser:
        try:
            taken = play(browser, the_path())
        except NotPlayed as error:
            raise click.ClickException(f"{error}: no picture was taken") from None
    places = {**taken.places, **places_of(book)}
    files = {**taken.files, **files_of(book)}
    new = list(renewed(root / SCREENS, places, files, book.run.setting.revision))
    for place in new:
        click.echo(f"new pictures: {place}")
    click.echo(f"{len(new)} of {len(places)} steps have new pictures in {SCREENS}")


def _readme(root: Path, path: str) -> None:
    lab = ServedLab("--seed", "demo")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            site = Path(scratch, "site")
            _play(root, "features", "--living-doc", str(site))
            _take(
                path,
                {
                    root / LAB: lab.interfaces["control"]["url"],
                    root / SITE: (site / "index.html").as_uri(),
                },
            )
    finally:
        lab.stop()


def _play(root: Path, *arguments: str) -> None:
    command = (sys.executable, "-m", "pytest", "-q", *arguments)
    if subprocess.run(command, cwd=root, check=False).returncode:  # noqa: S603 - our own command
        raise click.ClickException("the features did not pass: no picture was taken")


def _take(path: str, wanted: Mapping[Path, str]) -> None:
    with chromium(path) as browser:
        for picture, address in wanted.items():
            page = browser.new_page(viewport=_WINDOW, color_scheme="light")
            page.goto(address)
            page.screenshot(path=picture)
            click.echo(f"wrote {picture}")
