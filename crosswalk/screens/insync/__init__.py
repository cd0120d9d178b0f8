"""The page objects of the inSync Management Console, by the part of its admin port."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from crosswalk.screens.assumptions import ReadingsScreen
from crosswalk.screens.window import Window

from .administration import ApiScreen, ProfilesScreen
from .beside import OtherAccountsScreen
from .jobs import AllUsersProtectionScreen
from .navigation import go
from .protection import UserProtectionScreen
from .provisioning import ProvisioningScreen
from .settings import SettingsScreen
from .user import UserScreen
from .users import UsersScreen


class AccountsScreens(UsersScreen, UserScreen, OtherAccountsScreen):
    """Users: the list, the page of each, and what reaches them from elsewhere."""


class ProtectionScreens(UserProtectionScreen, AllUsersProtectionScreen):
    """Backups and restores: of one user, and of all."""


INSYNC: Mapping[str, Callable[[Window], object]] = {
    "accounts": AccountsScreens,
    "api": ApiScreen,
    "profiles": ProfilesScreen,
    "protection": ProtectionScreens,
    "provisioning": ProvisioningScreen,
    "readings": partial(ReadingsScreen, turn=lambda window: go(window, "Lab > Assumptions")),
    "settings": SettingsScreen,
}
