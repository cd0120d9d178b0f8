"""Takes pictures of a page in Chromium, in which what is used next is marked."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2s
from typing import TYPE_CHECKING, Any, Literal

from .model import SUFFIX, Picture, View
from .reading import control_of, screen_of

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WINDOW: Any = {"width": 1100, "height": 900}
"""How large a browser's window is for pictures."""
_TALL = 720
_SCALE = 0.8
"""Makes a picture as wide as the text of a page of the document."""
_QUALITY = 50
# A sheet that a script makes is no inline style, so that a strict policy does not refuse it.
_PREPARE = """([tall, margin, scale]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    html { caret-color: transparent; scroll-behavior: auto; }
    .sent, nav[aria-label="Lab"] { display: none; }
    [data-marked] { outline: 4px solid #e0257a !important; outline-offset: 3px; }
  `);
  document.adoptedStyleSheets = [sheet];
  document.activeElement?.blur();
  const box = (each) => each.getBoundingClientRect();
  const parts = [...document.querySelectorAll('main > *, .menu, .top')];
  const end = Math.ceil(Math.max(...parts.map((each) => box(each).bottom + scrollY)) + margin);
  const marked = [...document.querySelectorAll('[data-marked]')];
  const lower = Math.max(0, ...marked.map((each) => box(each).bottom + scrollY + margin));
  const y = Math.max(0, Math.min(lower - tall, end - tall));
  return { x: 0, y, width: innerWidth, height: Math.min(tall, end - y), scale };
}"""
_RESTORE = "() => { document.adoptedStyleSheets = []; }"
_MARK = "(all) => { for (const each of all) each.dataset.marked = ''; }"
_UNMARK = "(all) => { for (const each of all) delete each.dataset.marked; }"


class Camera:
    """Takes the pictures of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: set[str] = set()
        self._fresh: dict[str, bytes] = {}
        self._session: Any = page.context.new_cdp_session(page)

    def look(self, control: Locator | None = None) -> View:
        """Return what a picture would be of."""
        return View(screen_of(self._page), None if control is None else control_of(control))

    def take(self, control: Locator | None = None, view: View | None = None) -> Picture:
        """Take a picture of the screen as it is, light and dark; every match is marked.

        ``view`` is what it is of, where somebody looked already.
        """
        screen, named = view or self.look(control)
        with self._marked(control):
            cut = self._page.evaluate(_PREPARE, [_TALL, 16, _SCALE])
            light, dark = self._file("light", cut), self._file("dark", cut)
            self._page.emulate_media(color_scheme="light")
            self._page.evaluate(_RESTORE)
        width, height = (round(cut[each] * _SCALE) for each in ("width", "height"))
        return Picture(screen, light, dark, width, height, named)

    def fresh(self) -> dict[str, bytes]:
        """Return the files that were not asked for yet, each once: equal pictures share them."""
        fresh, self._fresh = self._fresh, {}
        return fresh

    @contextmanager
    def _marked(self, control: Locator | None) -> Iterator[None]:
        if control is None:
            yield
            return
        control.evaluate_all(_MARK)
        yield
        control.evaluate_all(_UNMARK)

    def _file(self, scheme: Literal["light", "dark"], cut: object) -> str:
        self._page.emulate_media(color_scheme=scheme)
        shot = {"format": "webp", "quality": _QUALITY, "clip": cut, "captureBeyondViewport": True}
        content = b64decode(self._session.send("Page.captureScreenshot", shot)["data"])
        name = blake2s(content, digest_size=8).hexdigest() + SUFFIX
        if name not in self._known:
            self._known.add(name)
            self._fresh[name] = content
        return name
