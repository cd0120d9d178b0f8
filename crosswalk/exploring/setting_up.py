"""How every history begins: three empty systems, connected as a customer's are."""

from __future__ import annotations

from fakes.insync.model import EVERYONE

from .actions.insync_protection import authorize
from .world import World


def set_up(world: World) -> None:
    """Connect Okta with inSync, and inSync with Microsoft 365."""
    world.act("insync.provisioning.save_mappings", (EVERYONE,))
    authorize(world)
    connect_okta(world)
    rows = world.lab.okta.app.mappings()
    world.first_rows = {each.target: each.expression for each in rows}


def connect_okta(world: World) -> None:
    """Give Okta a new token for inSync."""
    url = world.lab.insync.provisioning.base_url()
    token = world.act("insync.provisioning.new_token")
    world.act("okta.app.connect", base_url=url, token=token)
