"""The screens of a console as resources of falcon: a page for GET, a click on a button for POST."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import falcon

from fakes.wire import Journal

from .answering import Answering
from .console import Console, Do, Next, Screen
from .reading import read_form
from .visits import Browser, Browsers, Form, Refusal, Visit, Wrong

DO, TOKEN, ROLE = "do", "form-token", "role"
_FOREIGN = (
    "This form is not from a page that this browser was given, or the lab was started again since. "
    "Nothing was done. Send it again."
)
# What has a meaning in the address of a page of ours; a % is there where a name was encoded.
_KEPT = "/?&=%#"


def add_console(
    app: falcon.App[Any, Any],
    console: Console,
    browsers: Browsers,
    journal: Journal,
    beside: Sequence[Console] = (),
) -> None:
    """Serve a console below ``/name``; ``beside`` are all that are served, to which its pages lead.

    Where it has no start page, that is the menu.
    """
    answering = Answering(console, journal, tuple(beside) or (console,))
    for screen in (*console.screens, *_start(console)):
        resource = ScreenResource(console, screen, browsers, answering)
        app.add_route(console.base + (screen.path if screen.path != "/" else ""), resource)
    app.add_sink(NoScreen(console, browsers, answering), f"{console.base}/")


def _start(console: Console) -> tuple[Screen, ...]:
    has_one = any(each.path == "/" for each in console.screens)
    return () if has_one else (Screen("/", "start.html", lambda _visit: {}),)


class ScreenResource:
    """A screen: a GET opens it, a POST is a click on one of its buttons."""

    def __init__(
        self, console: Console, screen: Screen, browsers: Browsers, answering: Answering
    ) -> None:
        self._console = console
        self._screen = screen
        self._browsers = browsers
        self._answering = answering

    def on_get(self, req: falcon.Request, resp: falcon.Response, **named: str) -> None:
        """Open the page."""
        visit = _visit(self._console, self._browsers, req, resp, named)
        self._answering.show(self._screen, resp, visit)

    def on_post(self, req: falcon.Request, resp: falcon.Response, **named: str) -> None:
        """Do what the button says and go on, or show the form again as it was typed."""
        form = read_form(req)
        visit = _visit(self._console, self._browsers, req, resp, named, form)
        try:
            followed = self._clicked(visit)
        except _NotHere as refusal:
            resp.status = refusal.status
            self._answering.show(self._screen, resp, _refused(visit, str(refusal)))
        except ValueError as refusal:
            resp.status = falcon.HTTP_422
            refused = _refused(visit, str(refusal), self._field(refusal), form.text(DO))
            self._answering.show(self._screen, resp, refused)
        else:
            visit.browser.said, visit.browser.secret = followed.said, followed.secret
            visit.browser.found = followed.found
            raise falcon.HTTPSeeOther(self._target(visit, followed))

    def _clicked(self, visit: Visit) -> Next:
        """Do what a button does; raises ValueError where it is refused."""
        if not self._browsers.is_own(visit.browser, visit.form.text(TOKEN)):
            raise _NotHere(falcon.HTTP_403, _FOREIGN)
        act = self._act(visit.form.text(DO))
        self._browsers.remember(visit.browser)
        visit.browser.sent_from = self._answering.sent_so_far
        return act(visit)

    def _act(self, button: str) -> Do:
        if button == ROLE:
            return self._change_role
        if button not in self._screen.does:
            known = ", ".join(self._screen.does) or "none"
            text = f"There is no button {button!r} here: expected one of {known}."
            raise _NotHere(falcon.HTTP_400, text)
        return self._screen.does[button]

    def _change_role(self, visit: Visit) -> Next:
        self._console.change_role(visit.browser, visit.form.text(ROLE))
        return Next()

    def _field(self, refusal: ValueError) -> str:
        if isinstance(refusal, Wrong):
            return refusal.field
        return self._screen.field_named_in(str(refusal))

    def _target(self, visit: Visit, followed: Next) -> str:
        """Return the address of what follows, which no name in it can make another site's."""
        if not followed.path:
            return visit.address
        return quote(self._console.base + followed.path, safe=_KEPT)


class NoScreen:
    """What answers for the paths below a console at which there is no screen."""

    def __init__(self, console: Console, browsers: Browsers, answering: Answering) -> None:
        self._console = console
        self._browsers = browsers
        self._answering = answering

    def __call__(self, req: falcon.Request, resp: falcon.Response, **_named: str) -> None:
        """Say that there is no such page."""
        visit = _visit(self._console, self._browsers, req, resp, {})
        self._answering.show_nothing(resp, visit, f"There is no page at {req.path}.")


class _NotHere(ValueError):
    """A click that no page of this browser offers; ``status`` is what it is answered with."""

    def __init__(self, status: str, text: str) -> None:
        super().__init__(text)
        self.status = status


def _visit(
    console: Console,
    browsers: Browsers,
    req: falcon.Request,
    resp: falcon.Response,
    named: dict[str, str],
    form: Form | None = None,
) -> Visit:
    browser = _browser(browsers, req, resp)
    query = {name: str(req.get_param(name)) for name in req.params}
    role = console.acting(browser)
    return Visit(quote(req.path), named, query, browser, role, form or Form())


def _refused(visit: Visit, text: str, field: str = "", button: str = "") -> Visit:
    return replace(visit, refusal=Refusal(button, text, field))


def _browser(browsers: Browsers, req: falcon.Request, resp: falcon.Response) -> Browser:
    """Return the browser that a request comes from; one that is new is given its cookie."""
    known = browsers.known(req.cookies.get(Browsers.COOKIE, ""))
    if known is not None:
        return known
    made = browsers.new()
    # Sent along where a link is followed from the documentation, since a GET changes nothing.
    resp.set_cookie(
        Browsers.COOKIE, made.cookie, path="/", secure=req.scheme == "https", same_site="Lax"
    )
    return made
