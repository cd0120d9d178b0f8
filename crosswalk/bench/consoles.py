"""What consoles cost: a list of people as a page, and a chapter that is played by clicking.

The other side is the same people as JSON of the vendor's API, of as many users or fewer, or the
same chapter over HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from crosswalk import browser

from .measure import Comparison, LeftOut, Side, Trial, Unmeasurable
from .sides import Calls, PytestProcess

if TYPE_CHECKING:
    from fakes.lab import Lab
    from fakes.wire import Request, Response

FEW, MANY = 10, 10_000
TIMES = 100
CHAPTER = "features/09_backup.feature"
CLICKED, OVER_HTTP = "clicked", "over HTTP"
_PAGE = 25


def _page(count: int) -> str:
    return f"a page of {count:,} people"


def _json(count: int) -> str:
    return f"JSON of {count:,} people"


def prepare_list(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    """Return the two sides for few people and for many."""
    sides: dict[str, Side] = {}
    for count in (FEW, MANY):
        lab = _lab_of(count)
        sides[_page(count)] = Calls(partial(_repeated, _opening(lab)), TIMES)
        sides[_json(count)] = Calls(partial(_repeated, _asking(lab)), TIMES)
    return sides


def _lab_of(count: int) -> Lab:
    from fakes.lab import Lab

    lab = Lab()
    for number in range(count):
        lab.okta.directory.add(
            login=f"u{number}@corp.example",
            email=f"user.{number}@corp.example",
            first_name="User",
            last_name=f"No. {number}",
        )
    return lab


def _opening(lab: Lab) -> Callable[[], Response]:
    from fakes.serving.control import control_app
    from fakes.serving.hosted_lab import HostedLab
    from fakes.wire import Request
    from fakes.wire.network import call

    app = control_app(HostedLab(lab))
    asked = Request("GET", f"http://localhost/okta/directory/people?rows={_PAGE}")
    return lambda: call(app, asked)


def _asking(lab: Lab) -> Callable[[], Response]:
    from fakes.okta import Hosts
    from fakes.wire import Request

    authorization = f"SSWS {lab.okta.tokens.create('bench')}"
    asked: Request = Request(
        "GET",
        f"https://{Hosts().org}/api/v1/users?limit={_PAGE}",
        (("Accept", "application/json"), ("Authorization", authorization)),
    )
    return lambda: lab.wire.send("bench", asked)


def _repeated(ask: Callable[[], Response]) -> Callable[[], object]:
    """Return an asking of many times over; raises Unmeasurable where it is refused."""
    answer = ask()
    if not answer.ok or b"No. 1" not in answer.body:
        raise Unmeasurable(f"expected people, got {answer.status}: {answer.body[:200]!r}")

    def run() -> None:
        for _ in range(TIMES):
            ask()

    return run


def prepare_chapter(checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    """Return a chapter by clicking and over HTTP; raises LeftOut where there is no browser."""
    try:
        browser.program()
    except browser.NoBrowser as error:
        raise LeftOut(str(error)) from None
    return {
        CLICKED: PytestProcess((CHAPTER, "--lab=screens"), checkout),
        OVER_HTTP: PytestProcess((CHAPTER, "--lab=http"), checkout),
    }


def _comparison(id_: str, what: str, count: int, reference: str) -> Comparison:
    return Comparison(
        id_, what, target=3.0, measured=_page(count), reference=reference, unit="ms", scale=1e3
    )


CONSOLE_TRIAL = Trial(
    (
        _comparison(
            "console-few",
            f"Okta's list of people as a page, of {FEW}, against the same as JSON of its API",
            FEW,
            _json(FEW),
        ),
        _comparison(
            "console-many",
            f"the first page of {MANY:,} people, against the same as JSON",
            MANY,
            _json(MANY),
        ),
        _comparison(
            "console-growth",
            f"the first page of {MANY:,} people, against the page of {FEW}",
            MANY,
            _page(FEW),
        ),
    ),
    prepare_list,
)
CLICKED_TRIAL = Trial(
    (
        Comparison(
            "clicked",
            "a chapter of backups played by clicking, against the same over HTTP",
            target=None,
            measured=CLICKED,
            reference=OVER_HTTP,
        ),
    ),
    prepare_chapter,
)
