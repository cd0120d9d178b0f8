"""What a console answers: a page, and what a browser may do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import falcon

from fakes.wire import Exchange, Journal

from .console import Console, Screen
from .visits import Browser, Visit

PAGE_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every page of the lab says of itself, besides its policy."""

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_SENT_AT_MOST = 20
_STYLE = Path(__file__).with_name("static") / "screens.css"


class StyleSheet:
    """The style of every screen."""

    PATH = "/screens.css"

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Return the style sheet, which a browser may keep: another has another address."""
        resp.content_type = "text/css; charset=utf-8"
        resp.set_header("Cache-Control", "max-age=86400, immutable")
        resp.set_header("X-Content-Type-Options", "nosniff")
        resp.data = _style()

    @classmethod
    def address(cls) -> str:
        """Return the address of the style sheet as it is now."""
        return f"{cls.PATH}?{_revision()}"


@cache
def _style() -> bytes:
    return _STYLE.read_bytes()


@cache
def _revision() -> str:
    return sha256(_style()).hexdigest()[:12]


class Answering:
    """Answers with pages of a console; ``beside`` are the consoles that they lead to."""

    def __init__(self, console: Console, journal: Journal, beside: Sequence[Console]) -> None:
        self._console = console
        self._journal = journal
        self._beside = beside

    @property
    def sent_so_far(self) -> int:
        """How much has crossed the wire."""
        return len(self._journal)

    def show(self, screen: Screen, resp: falcon.Response, visit: Visit) -> None:
        """Answer with a screen, or with what it says of a page that is not there."""
        try:
            values = screen.show(visit)
        except ValueError as missing:
            self.show_nothing(resp, visit, str(missing))
            return
        if screen.refresh:
            resp.set_header("Refresh", str(screen.refresh))
        self._page(resp, visit, screen.template, values)

    def show_nothing(self, resp: falcon.Response, visit: Visit, why: str) -> None:
        """Answer that a page is not there."""
        resp.status = falcon.HTTP_404
        self._page(resp, visit, "no_page.html", {"why": why})

    def _page(
        self, resp: falcon.Response, visit: Visit, template: str, values: Mapping[str, object]
    ) -> None:
        # Only a console that is opened is looked at; whoever else imports this does not pay for
        # Jinja.
        from .rendering import render

        resp.content_type = falcon.MEDIA_HTML
        resp.set_header("Content-Security-Policy", _POLICY)
        resp.set_headers(dict(PAGE_HEADERS))
        resp.text = render(self._console.templates, template, {**self._given(visit), **values})
        visit.browser.said = visit.browser.secret = ""

    def _given(self, visit: Visit) -> Mapping[str, object]:
        """Return what every page is filled with."""
        console, browser = self._console, visit.browser
        sent = _sent(self._journal, browser)
        return {
            "console": console,
            "consoles": self._beside,
            "style": StyleSheet.address(),
            "base": console.base,
            "here": unquote(visit.path).removeprefix(console.base) or "/",
            "visit": visit,
            "typed": visit.form,
            "refusal": visit.refusal,
            "role": visit.role,
            "token": browser.token,
            "said": browser.said,
            "secret": browser.secret,
            "sent": sent[:_SENT_AT_MOST],
            "sent_in_all": len(sent),
            "was_clicked": browser.sent_from is not None,
        }


def _sent(journal: Journal, browser: Browser) -> Sequence[Exchange]:
    """Return what crossed the wire since the last click in a browser."""
    if browser.sent_from is None:
        return ()
    # Where the journal was cleared since, everything in it is younger.
    return journal.since(browser.sent_from if browser.sent_from <= len(journal) else 0)
