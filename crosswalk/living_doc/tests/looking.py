"""A site to look at: some chapters and a hostile one, played by pytest as anybody would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosswalk import links
from crosswalk.living_doc.moved import moved_in
from fixtures.browser import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[3]
CHAPTERS = ("09_backup", "01_troubleshooting", "03_journey")
PAGE_SIZE = 120_000
"""Less than what the chapters left behind, so that some of it has a page of its own."""

TURNED = "\u202emarks\u202c"
LONG = "unbroken" * 40
TITLE = f'</title><script>alert(1)</script> & "quotes", {TURNED} \U0001f600 {LONG}'
EXAMPLE = f"It's \"><img src=x onerror=alert(2)> {TURNED} \U0001f600"
LOGIN = "<b>'&amp;\u202e\U0001f600@corp.example"
HOSTILE = f"""
@R07
Feature: {TITLE}

  Prose with <script>alert(3)</script>, <img src="https://elsewhere.example/a.png">,
  [a link](javascript:alert(4)) and ![a picture](https://elsewhere.example/b.png).

  Rule: "><script>alert(5)</script>

    Example: {EXAMPLE}
      Given Sam is in Okta and in Microsoft 365
      And the users were imported from Okta
      When the Okta admin changes the login of Sam to "{LOGIN}"
      And inSync backs up the OneDrive of Sam
      Then the backup fails with EUSERNOTFOUND

    Scenario Outline: A group of <sign>
      Given Sam is in Okta
      And Sam is in the Okta group "<sign>"

      Examples: </caption>
        | sign     |
        | <i>      |
        | {TURNED} |

  Rule: Not everything goes well

    Example: A step fails </title>
      Given Sam is in Okta
      When the users are imported from Okta
      Then the import created 7 and updated 0 accounts
      And nobody has more than one account

    Example: A sentence is unknown
      Given <b>nobody</b> says so

    @skip
    Example: Nobody plays this
      Given Sam is in Okta
"""
_SMALL_PAGES = f"from crosswalk.living_doc import chapters\n\nchapters.PAGE_SIZE = {PAGE_SIZE}\n"


@dataclass(frozen=True, slots=True)
class Played:
    """What became of the run: the site, and the messages that it was made of."""

    site: Path
    envelopes: tuple[dict[str, Any], ...]

    @property
    def pages(self) -> list[Path]:
        """Every page of the site."""
        return sorted(self.site.glob("*.html"))

    @property
    def kinds(self) -> list[Path]:
        """A page of each kind: one symptom, one chapter, which is hostile, one apart, one moved."""
        chapters = {links.chapter(each) for each in CHAPTERS}
        left = {old.partition("#")[0] for old, _ in moved_in(ROOT / "features")} - chapters
        apart = [each for each in self.pages if "--" in each.name]
        moved = [each for each in self.pages if each.name in left]
        symptoms = [each for each in self.pages if each.name.startswith("symptom-")]
        told = {*apart, *moved, *symptoms}
        others = [each for each in self.pages if each.name not in chapters and each not in told]
        return [*others, *apart[:1], *moved[:1], *symptoms[:1]]

    def address(self, place: str) -> str:
        """Return where a place of the site is on the disk, as an address."""
        page, sign, anchor = place.partition("#")
        return f"{(self.site / page).as_uri()}{sign}{anchor}"


def play(directory: Path) -> Played:
    """Play the chapters and the hostile one, and return what they left."""
    hostile = directory / "hostile.feature"
    hostile.write_text(HOSTILE, encoding="utf-8")
    (directory / "small_pages.py").write_text(_SMALL_PAGES, encoding="utf-8")
    site, messages = directory / "site", directory / "messages.ndjson"
    played = subprocess.run(  # noqa: S603 - our own interpreter
        (
            *(sys.executable, "-m", "pytest", "-q", "-c", "pytest.ini", "--rootdir=."),
            *("-p", "no:cacheprovider", "-p", "small_pages"),
            *(f"features/{each}.feature" for each in CHAPTERS),
            *(str(hostile), "--living-doc", str(site), "--messages", str(messages)),
        ),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(directory)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "2 failed" in played.stdout, played.stdout + played.stderr
    lines = messages.read_text(encoding="utf-8").splitlines()
    return Played(site, tuple(json.loads(each) for each in lines))


def visits(browser: Browser, played: Played, **options: Any) -> Visit:
    """Return a visitor of the site, in a window of its own, who has no page open yet."""
    return Visit(browser.new_context(**options).new_page(), played.site.as_uri())


def unfolded(visit: Visit) -> None:
    """Open everything that can be opened."""
    visit.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")


def attachments(played: Played, media_type: str) -> Iterator[tuple[str, str]]:
    """Yield where each case of the run stands, and what of a type was attached to it."""
    pickles = {each["pickle"]["id"]: each["pickle"] for each in _of(played, "pickle")}
    cases = {
        each["testCase"]["id"]: each["testCase"]["pickleId"] for each in _of(played, "testCase")
    }
    started = {
        each["testCaseStarted"]["id"]: pickles[cases[each["testCaseStarted"]["testCaseId"]]]
        for each in _of(played, "testCaseStarted")
    }
    for each in _of(played, "attachment"):
        attachment = each["attachment"]
        if attachment["mediaType"] == media_type:
            pickle = started[attachment["testCaseStartedId"]]
            yield links.example(Path(pickle["uri"]).stem, pickle["name"]), attachment["body"]


def _of(played: Played, kind: str) -> Iterator[dict[str, Any]]:
    return (each for each in played.envelopes if kind in each)
