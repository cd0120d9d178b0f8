"""What the tests in a browser look at, and how."""

from __future__ import annotations

from collections.abc import Callable

from crosswalk.diagnosis.row import Problem, Row
from crosswalk.diagnosis.written.writer import Beside, Since
from fixtures.browser import Visit

from .made import LOST, NOBODY, SILENT, STOPPED, row

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;=cmd\u202e"
GUEST = (Problem.GUEST,)
AHEAD = (Problem.DUPLICATE_AHEAD,)
EVERYTHING: list[Row | tuple[Row, Beside]] = [
    row("silent", after=SILENT, problems=(Problem.EMAIL_IS_NOT_PRIMARY_SMTP,)),
    (row("lost", after=LOST, problems=GUEST), Beside(row("lost"), Since(new=GUEST))),
    row("zoe", problems=AHEAD, change="a.zoe@corp.example", email="a.zoe@corp.example"),
    row("Ben", now=LOST),
    row("stop", now=STOPPED, after=STOPPED, problems=(Problem.PRESERVED,)),
    row("kim", now=NOBODY)._replace(insync_email_id="", aliases=("kimmy@x.example",)),
    row(HOSTILE, problems=GUEST, change=f"{HOSTILE}@x.example")._replace(upn="other@x.example"),
]
Open = Callable[..., Visit]


def names(visit: Visit) -> list[str]:
    """Return who is shown, each by what stands before the at of the first column."""
    cells = visit.page.locator(".person th").all_text_contents()
    return [cell.partition("@")[0] for cell in cells]


def unfold(visit: Visit) -> None:
    """Open every reason, and wait until it is there."""
    from playwright.sync_api import expect

    for fold in visit.page.locator("summary").all():
        fold.click()
    expect(visit.page.locator(".because:empty")).to_have_count(0)


def told(visit: Visit, text: str) -> None:
    """Wait until it is told how many rows were found."""
    from playwright.sync_api import expect

    expect(visit.page.locator(".status")).to_contain_text(text, timeout=30_000)
