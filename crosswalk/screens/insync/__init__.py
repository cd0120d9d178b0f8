"""The page objects of the inSync Management Console, by the part of its admin port."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crosswalk.screens.window import Window

from .protection import UserProtectionScreen
from .settings import SettingsScreen
from .user import UserScreen
from .users import UsersScreen


class AccountsScreens(UsersScreen, UserScreen):
    """Users: the list, and the page of each."""


INSYNC: Mapping[str, Callable[[Window], object]] = {
    "accounts": AccountsScreens,
    "protection": UserProtectionScreen,
    "settings": SettingsScreen,
}
