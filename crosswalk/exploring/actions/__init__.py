"""Everything that can happen in a lab, by the console in which it does."""

from __future__ import annotations

from . import (
    assumptions,
    clients,
    hiring,
    insync_accounts,
    insync_protection,
    insync_settings,
    microsoft365_content,
    microsoft365_people,
    microsoft365_tenant,
    okta_app,
    okta_directory,
    okta_sending,
    troubles,
)
from .action import Action, actions_in

ACTIONS: tuple[Action, ...] = tuple(
    each
    for module in (
        *(hiring, okta_directory, okta_app, okta_sending),
        *(insync_accounts, insync_settings, insync_protection),
        *(microsoft365_people, microsoft365_content, microsoft365_tenant),
        *(clients, assumptions, troubles),
    )
    for each in actions_in(module)
)
"""Every action there is, in an order that stays the same."""

__all__ = ["ACTIONS", "Action"]
