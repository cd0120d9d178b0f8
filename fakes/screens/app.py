"""The screens of a console as resources of falcon: a page for GET, a click on a button for POST."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import falcon

from fakes.wire import Exchange, Journal

from .console import Console, Do, Next, Screen
from .reading import read_form
from .visits import Browser, Browsers, Form, Refusal, Visit, Wrong

DO, TOKEN, ROLE = "do", "form-token", "role"
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_FOREIGN = (
    "This form is not from a page that this browser was given, or the lab was started again since. "
    "Nothing was done. Send it again."
)
_SENT_AT_MOST = 20
_STYLE = Path(__file__).with_name("static") / "screens.css"


class StyleSheet:
    """The style of every screen."""

    PATH = "/screens.css"

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        """Return the style sheet."""
        resp.content_type = "text/css; charset=utf-8"
        resp.text = _STYLE.read_text(encoding="utf-8")


def add_console(
    app: falcon.App[Any, Any], console: Console, browsers: Browsers, journal: Journal
) -> None:
    """Serve a console below ``/name``."""
    for screen in console.screens:
        resource = ScreenResource(console, screen, browsers, journal)
        app.add_route(console.base + (screen.path if screen.path != "/" else ""), resource)
    app.add_sink(partial(_no_page, console, browsers, journal), f"{console.base}(/.*)?$")


class ScreenResource:
    """A screen: a GET opens it, a POST is a click on one of its buttons."""

    def __init__(
        self, console: Console, screen: Screen, browsers: Browsers, journal: Journal
    ) -> None:
        self._console = console
        self._screen = screen
        self._browsers = browsers
        self._journal = journal

    def on_get(self, req: falcon.Request, resp: falcon.Response, **named: str) -> None:
        """Open the page."""
        self._show(req, resp, self._visit(req, resp, named))

    def on_post(self, req: falcon.Request, resp: falcon.Response, **named: str) -> None:
        """Do what the button says and go on, or show the form again as it was typed."""
        form = read_form(req)
        visit = self._visit(req, resp, named, form)
        if not self._browsers.is_own(visit.browser, form.text(TOKEN)):
            resp.status = falcon.HTTP_403
            return self._show(req, resp, _refused(visit, "", _FOREIGN))
        button = form.text(DO)
        act = self._act(button)
        visit.browser.sent_from = len(self._journal)
        try:
            followed = act(visit)
        except ValueError as refusal:
            resp.status = falcon.HTTP_422
            return self._show(req, resp, _refused(visit, button, str(refusal), self._at(refusal)))
        visit.browser.said, visit.browser.secret = followed.said, followed.secret
        visit.browser.found = followed.found
        target = self._console.base + followed.path if followed.path else req.relative_uri
        raise falcon.HTTPSeeOther(target)

    def _at(self, refusal: ValueError) -> str:
        if isinstance(refusal, Wrong):
            return refusal.field
        return self._screen.field_named_in(str(refusal))

    def _act(self, button: str) -> Do:
        if button == ROLE:
            return self._change_role
        if button not in self._screen.does:
            known = ", ".join(self._screen.does) or "none"
            raise falcon.HTTPBadRequest(
                description=f"there is no button {button!r} here: expected one of {known}"
            )
        return self._screen.does[button]

    def _change_role(self, visit: Visit) -> Next:
        self._console.change_role(visit.browser, visit.form.text(ROLE))
        return Next()

    def _visit(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        named: dict[str, str],
        form: Form | None = None,
    ) -> Visit:
        browser = _browser(self._browsers, req, resp)
        query = {name: str(req.get_param(name)) for name in req.params}
        role = self._console.acting(browser)
        return Visit(req.path, named, query, browser, role, form or Form())

    def _show(self, req: falcon.Request, resp: falcon.Response, visit: Visit) -> None:
        try:
            values = self._screen.show(visit)
        except ValueError as missing:
            resp.status = falcon.HTTP_404
            _page(self._console, self._journal, req, resp, visit, "no_page.html", why=str(missing))
            return
        _page(self._console, self._journal, req, resp, visit, self._screen.template, **values)


def _refused(visit: Visit, button: str, text: str, field: str = "") -> Visit:
    return Visit(
        visit.path,
        visit.named,
        visit.query,
        visit.browser,
        visit.role,
        visit.form,
        Refusal(button, text, field),
    )


def _browser(browsers: Browsers, req: falcon.Request, resp: falcon.Response) -> Browser:
    """Return the browser that a request comes from; one that is new is given its cookie."""
    known = browsers.known(req.cookies.get(Browsers.COOKIE, ""))
    if known is not None:
        return known
    cookie, made = browsers.new()
    resp.set_cookie(
        Browsers.COOKIE, cookie, path="/", secure=req.scheme == "https", same_site="Strict"
    )
    return made


def _no_page(
    console: Console,
    browsers: Browsers,
    journal: Journal,
    req: falcon.Request,
    resp: falcon.Response,
    **_named: str,
) -> None:
    browser = _browser(browsers, req, resp)
    visit = Visit(req.path, {}, {}, browser, console.acting(browser))
    resp.status = falcon.HTTP_404
    why = f"There is no page at {req.path}."
    _page(console, journal, req, resp, visit, "no_page.html", why=why)


def _page(
    console: Console,
    journal: Journal,
    req: falcon.Request,
    resp: falcon.Response,
    visit: Visit,
    template: str,
    **values: object,
) -> None:
    # Only a console that is opened is looked at; whoever else imports this does not pay for Jinja.
    from .rendering import render

    browser = visit.browser
    sent = _sent(journal, browser)
    given = {
        "console": console,
        "base": console.base,
        "here": req.path.removeprefix(console.base) or "/",
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
        **values,
    }
    resp.content_type = falcon.MEDIA_HTML
    resp.set_header("Content-Security-Policy", _POLICY)
    resp.set_header("Cache-Control", "no-store")
    resp.set_header("Referrer-Policy", "same-origin")
    resp.set_header("X-Content-Type-Options", "nosniff")
    resp.text = render(console.templates, template, given)
    browser.said = browser.secret = ""


def _sent(journal: Journal, browser: Browser) -> Sequence[Exchange]:
    """Return what crossed the wire since the last click in a browser."""
    return () if browser.sent_from is None else journal.since(browser.sent_from)
