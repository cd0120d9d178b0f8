"""Microsoft 365 > Overview > Reconfigure: the authorization by which inSync calls Microsoft 365."""

from __future__ import annotations

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import GraphApp
from fakes.screens import Next, Screen, Values, Visit

from .menu import RECONFIGURE


def reconfigure_screens(insync: InSyncAdmin) -> tuple[Screen, ...]:
    """Return the screen of the authorization."""
    access = Reconfigure(insync)
    does = {"authorize": access.authorize, "revoke": access.revoke}
    return (Screen(RECONFIGURE, "reconfigure.html", access.show, does),)


class Reconfigure:
    """The authorization, given and taken back."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._protection = insync.protection

    def show(self, _visit: Visit) -> Values:
        """Show with which client id inSync calls Microsoft 365."""
        return {"connected_as": self._protection.connected_as()}

    def authorize(self, visit: Visit) -> Next:
        """Authorize inSync as an app registration of a tenant."""
        form = visit.form
        self._protection.connect(
            GraphApp(form.text("tenant_id"), form.text("client_id"), form.text("client_secret"))
        )
        return Next(said="inSync is authorized.")

    def revoke(self, _visit: Visit) -> Next:
        """Take the authorization back."""
        self._protection.revoke()
        return Next(said="The authorization was taken back.")
