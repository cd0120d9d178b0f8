"""Applications > Druva 2.0 > Assignments, and what pushes every assignment."""

from __future__ import annotations

from crosswalk.screens.window import Window
from fakes.okta.model import AppUser

from .app import APP

_TAB = (*APP, "Assignments")
_PATH = "/okta/applications/druva/assignments"
_PEOPLE, _GROUPS = "/okta/directory/people", "/okta/directory/groups"


class AssignmentScreens:
    """Who has the app."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def all(self) -> tuple[AppUser, ...]:
        """Read the list of people who have the app."""
        self._window.go("okta", *_TAB)
        return self._window.read_pages(AppUser)

    def of(self, user_id: str) -> AppUser | None:
        """Find a person in the list."""
        return next((each for each in self.all() if each.user_id == user_id), None)

    def groups(self) -> tuple[str, ...]:
        """Read the list of groups that have the app."""
        self._window.go("okta", *_TAB)
        self._window.follow("Groups", within=self._window.page.locator("main"))
        found = self._window.page.locator('[itemtype="Assigned"] [itemprop="id"]')
        return tuple(found.all_text_contents())

    def assign(self, user_id: str) -> AppUser:
        """Click *Assign to People*, *Assign* by a person, and *Done*."""
        window = self._window
        window.go("okta", *_TAB, "Assign to People")
        window.press_one("Assign", within=window.row(f"{_PEOPLE}/{user_id}"))
        window.follow("Done")
        return self._listed(user_id)

    def unassign(self, user_id: str) -> None:
        """Click the cross of a person, and *OK*."""
        self._window.go("okta", *_TAB)
        self._window.follow_to(f"{_PATH}/people/{user_id}/unassign")
        self._window.press("OK")

    def assign_group(self, group_id: str) -> tuple[AppUser, ...]:
        """Click *Assign to Groups* and *Assign* by a group; return who has the app since."""
        window = self._window
        before = {each.id for each in self.all()}
        window.go("okta", *_TAB, "Assign to Groups")
        window.press_one("Assign", within=window.row(f"{_GROUPS}/{group_id}"))
        return tuple(each for each in self.all() if each.id not in before)

    def unassign_group(self, group_id: str) -> None:
        """Click the cross of a group, and *OK*."""
        self.groups()
        self._window.follow_to(f"{_PATH}/groups/{group_id}/unassign")
        self._window.press("OK")

    def edit_username(self, user_id: str, user_name: str) -> AppUser:
        """Click the pencil of a person, and save another user name."""
        self._edit(user_id)
        self._window.fill("User Name", user_name)
        self._window.press("Save")
        return self._window.read(AppUser)

    def provision_user(self, user_id: str) -> None:
        """Click the pencil of a person, and *Provision User*."""
        self._edit(user_id)
        self._window.press("Provision User")

    def apply_updates_now(self) -> None:
        """Click *Apply updates to everybody* on the lab's own page of jobs."""
        self._window.go("okta", "Jobs that wait")
        self._window.press("Apply updates to everybody")

    def force_sync(self) -> None:
        """Click *Force Sync* on the page To App."""
        self._window.go("okta", *APP, "Provisioning")
        self._window.press("Force Sync")

    def update_usernames_now(self) -> None:
        """Click *Update Now* on the tab Sign On."""
        self._window.go("okta", *APP, "Sign On")
        self._window.press("Update Now")

    def _edit(self, user_id: str) -> None:
        self._window.go("okta", *_TAB)
        self._window.follow_to(f"{_PATH}/people/{user_id}")

    def _listed(self, user_id: str) -> AppUser:
        return next(each for each in self._window.read_pages(AppUser) if each.user_id == user_id)
