"""API Credentials: who may call the REST API."""

from __future__ import annotations

from dataclasses import replace

from fakes.insync.admin import InSyncAdmin
from fakes.insync.credentials import ApiCredentials
from fakes.screens import Next, Screen, Values, Visit

from .menu import API_CREDENTIALS


def credentials_screens(insync: InSyncAdmin) -> tuple[Screen, ...]:
    """Return the screen of the credentials."""
    page = Credentials(insync)
    does = {"create": page.create, "revoke": page.revoke}
    return (
        Screen(API_CREDENTIALS, "api_credentials.html", page.show, does, {"cannot name": "name"}),
    )


class Credentials:
    """The credentials there are."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._api = insync.api

    def show(self, visit: Visit) -> Values:
        """Show the names, and once the client id that was created."""
        found = visit.browser.found
        created = [each for each in found if isinstance(each, ApiCredentials)]
        return {"names": self._api.names(), "created": created}

    def create(self, visit: Visit) -> Next:
        """Create credentials, whose secret the next page shows and no other."""
        created = self._api.create(visit.form.text("name"))
        shown = replace(created, client_secret="")
        return Next(
            said="The credentials were created.", secret=created.client_secret, found=(shown,)
        )

    def revoke(self, visit: Visit) -> Next:
        """Revoke credentials."""
        self._api.revoke(visit.form.text("revoked"))
        return Next(said="The credentials were revoked.")
