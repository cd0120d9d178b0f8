"""What is switched for the whole of Microsoft 365, and how inSync is registered there."""

from __future__ import annotations

from crosswalk.exploring.chance import Chance, NothingToDo
from crosswalk.exploring.world import World

from .action import action


@action(1, "microsoft365.exchange.switch_ews")
def switch_ews_off(world: World, _chance: Chance) -> None:
    """Switch Exchange Web Services off."""
    world.act("microsoft365.exchange.switch_ews", False)


@action(1.5, "microsoft365.exchange.switch_ews", "microsoft365.exchange.allow_ews_to")
def switch_ews_on(world: World, chance: Chance) -> None:
    """Switch Exchange Web Services on where they are off, for inSync or for another app."""
    tenant = world.lab.microsoft365.directory.tenant()
    if tenant.ews and tenant.ews_allowed is None and chance.flip(0.7):
        raise NothingToDo
    world.act("microsoft365.exchange.switch_ews", True)
    ours = world.lab.insync.protection.connected_as()
    allowed = (ours,) if chance.flip(0.8) else ("another-app",)
    world.act("microsoft365.exchange.allow_ews_to", allowed)


@action(0.6, "microsoft365.onedrive.switch_sharepoint")
def switch_sharepoint(world: World, chance: Chance) -> None:
    """Take SharePoint from the tenant, or give it back."""
    world.act("microsoft365.onedrive.switch_sharepoint", chance.flip(0.7))


@action(0.8, "microsoft365.apps.delete_app")
def delete_the_app(world: World, chance: Chance) -> None:
    """Delete an app registration: that of inSync, or one that is not there."""
    ours = world.lab.insync.protection.connected_as()
    world.act("microsoft365.apps.delete_app", "no-app" if chance.flip(0.1) or not ours else ours)


@action(0.6, "microsoft365.apps.require_mfa")
def require_mfa(world: World, _chance: Chance) -> None:
    """Require multi-factor authentication of whoever authorizes an app."""
    world.act("microsoft365.apps.require_mfa")


@action(0.4, "microsoft365.apps.withdraw_mail_consent", "microsoft365.apps.withdraw_user_consent")
def withdraw_the_consent(world: World, _chance: Chance) -> None:
    """Withdraw the consent to Mail.ReadWrite and User.ReadWrite.All from the app of inSync."""
    ours = world.lab.insync.protection.connected_as() or "no-app"
    world.act("microsoft365.apps.withdraw_mail_consent", ours)
    world.act("microsoft365.apps.withdraw_user_consent", ours)


@action(1, "microsoft365.apps.add_secret", "microsoft365.apps.remove_secret")
def renew_the_secret(world: World, chance: Chance) -> None:
    """Add a secret to the app of inSync, and sometimes remove the one that inSync has."""
    if world.app is None:
        raise NothingToDo
    world.act("microsoft365.apps.add_secret", world.app.client_id)
    if chance.flip(0.5):
        world.act(
            "microsoft365.apps.remove_secret",
            client_id=world.app.client_id,
            client_secret=world.app.client_secret,
        )


@action(1.5, "microsoft365.throttling.limit")
def limit_the_calls(world: World, chance: Chance) -> None:
    """Let an app call Graph only so often."""
    calls = chance.number(1, 20)
    world.act("microsoft365.throttling.limit", calls=calls, seconds=chance.number(10, 600))


@action(4, "microsoft365.throttling.lift")
def lift_the_limit(world: World, _chance: Chance) -> None:
    """Remove the limit of Graph."""
    if world.lab.microsoft365.throttling.current() is None:
        raise NothingToDo
    world.act("microsoft365.throttling.lift")
