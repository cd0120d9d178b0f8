"""Profiles, Account Details and API Credentials."""

from __future__ import annotations

from dataclasses import dataclass

from crosswalk.screens.window import Window
from fakes.insync.credentials import ApiCredentials
from fakes.insync.licenses import Licenses
from fakes.insync.model import Profile, Workload

from .navigation import go


@dataclass(frozen=True, slots=True)
class ClientId:
    """What stays on the page of new credentials."""

    client_id: str


class ProfilesScreen:
    """The list of profiles with the form of each, and the licenses."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def all(self) -> tuple[Profile, ...]:
        """Read the list."""
        go(self._window, "Profiles")
        return self._window.read_pages(Profile)

    def save(self, profile: Profile) -> None:
        """Click *Edit* of the profile, or *Create New Profile*, fill in the form and save."""
        window = self._window
        go(window, "Profiles")
        main = window.page.locator("main")
        if any(each.name == profile.name for each in window.read_all(Profile)):
            window.follow(f"Edit {profile.name}", within=main)
        else:
            window.follow("Create New Profile", within=main)
            window.fill("Profile name", profile.name)
        window.fill("Max. # users", str(profile.max_users))
        window.fill("Days that snapshots are kept", str(profile.retention_days))
        window.choose("Login using", "AD/LDAP" if profile.ad_ldap_login else "inSync Password")
        for each in Workload:
            window.tick(each.value, each in profile.workloads)
        window.press("Save")

    def licenses(self) -> Licenses:
        """Read Account Details."""
        go(self._window, "Account Details")
        return self._window.read(Licenses)

    def buy_licenses(self, count: int) -> None:
        """Enter how many licenses for active users there are."""
        go(self._window, "Account Details")
        self._window.fill("Licenses for active users", str(count))
        self._window.press("Buy for active users")

    def buy_preserved_licenses(self, count: int) -> None:
        """Enter how many licenses for preserved users were bought."""
        go(self._window, "Account Details")
        self._window.fill("Licenses for preserved users that were bought", str(count))
        self._window.press("Buy for preserved users")


class ApiScreen:
    """API Credentials."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def create(self, name: str) -> ApiCredentials:
        """Name new credentials, and copy what is shown once."""
        go(self._window, "API Credentials")
        self._window.fill("Name", name)
        self._window.press("Create Credentials")
        return ApiCredentials(self._window.read(ClientId).client_id, self._window.secret())

    def names(self) -> tuple[str, ...]:
        """Read the list."""
        go(self._window, "API Credentials")
        return tuple(self._window.page.locator("main td.name").all_text_contents())

    def revoke(self, name: str) -> None:
        """Click *Revoke*."""
        go(self._window, "API Credentials")
        self._window.press(f"Revoke {name}")
