"""Directory > Groups."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crosswalk.screens.window import Window
from fakes.okta.model import Group

_GROUPS, _PEOPLE = "/okta/directory/groups", "/okta/directory/people"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the list of members."""

    id: str


class GroupScreens:
    """The list of groups, *Add Group*, and the page of a group."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def groups(self) -> tuple[Group, ...]:
        """Open the page of each group in the list."""
        self._window.go("okta", "Groups")
        links = self._window.page.locator(f'main td a[href^="{_GROUPS}/"]')
        paths = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
        return tuple(self.group(path.removeprefix(f"{_GROUPS}/")) for path in paths)

    def group(self, group_id: str) -> Group:
        """Open the page of a group."""
        self._open_group(group_id)
        return self._read_group()

    def groups_of(self, user_id: str) -> tuple[Group, ...]:
        """Open the page of a person, and that of each group there."""
        self._window.go("okta", "People")
        self._window.follow_to(f"{_PEOPLE}/{user_id}")
        links = self._window.page.locator(f'main li a[href^="{_GROUPS}/"]')
        paths = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
        return tuple(self.group(path.removeprefix(f"{_GROUPS}/")) for path in paths)

    def add_group(self, name: str) -> Group:
        """Click *Add Group*, fill in the form and save it."""
        self._window.go("okta", "Groups", "Add Group")
        self._window.fill("Name", name)
        self._window.press("Save")
        return self._read_group()

    def join(self, group_id: str, user_id: str) -> Group:
        """Click *Assign people*, the plus of a person, and *Done*."""
        self._open_group(group_id)
        self._window.follow("Assign people")
        row = self._window.row(f"{_PEOPLE}/{user_id}")
        self._window.press_one("+", within=row)
        self._window.follow("Done")
        return self._read_group()

    def leave(self, group_id: str, user_id: str) -> Group:
        """Click the minus of a member."""
        self._open_group(group_id)
        row = self._window.row(f"{_PEOPLE}/{user_id}")
        self._window.press_one("-", within=row)
        return self._read_group()

    def _open_group(self, group_id: str) -> None:
        self._window.go("okta", "Groups")
        self._window.follow_to(f"{_GROUPS}/{group_id}")

    def _read_group(self) -> Group:
        group = self._window.read(Group)
        members = self._window.read_pages(Member)
        return replace(group, members=tuple(each.id for each in members))
