"""Security > API > Tokens."""

from __future__ import annotations

from urllib.parse import urlencode

from crosswalk.screens.window import Window

_TOKENS = "/okta/security/api/tokens"


class TokenScreens:
    """The API tokens."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def create(self, name: str) -> str:
        """Click *Create Token*, name it, and read the value that is shown this once."""
        window = self._window
        window.go("okta", "API", "Create Token")
        window.fill("What do you want your token to be named?", name)
        window.press("Create Token")
        return window.secret()

    def names(self) -> tuple[str, ...]:
        """Read the names."""
        self._window.go("okta", "API")
        found = self._window.page.locator('[itemtype="Token"] [itemprop="name"]')
        return tuple(found.all_text_contents())

    def revoke(self, name: str) -> None:
        """Click *Revoke* by a name, and again where it asks."""
        self._window.go("okta", "API")
        self._window.follow_to(f"{_TOKENS}/revoke?{urlencode({'name': name})}")
        self._window.press("Revoke")
