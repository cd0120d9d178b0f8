"""What the Apps API does with assignments: less than the Assignments tab allows."""

from __future__ import annotations

from itertools import islice

from fakes.okta.messages import BAD_CURSOR, GRANTED_BY_GROUP, NO_SCOPE, NOT_DEFINED
from fakes.okta.model import AppUser, Direction, OktaUser, Scope, UserStatus
from fakes.okta.rules import folded, is_provisioned, may_override
from fakes.okta.service.app.app_profiles import AppProfiles
from fakes.okta.service.app.defaults import USER_NAME
from fakes.okta.service.errors import OktaError, invalid, not_found
from fakes.okta.service.state import State
from fakes.okta.validation import problems_of_lengths

from .assignments import AppAssignments
from .overrides import Overrides, Pairs


class AppUserRequests:
    """Assigns and unassigns people; values that are mapped and pushed cannot be overridden."""

    def __init__(self, state: State, assignments: AppAssignments, profiles: AppProfiles) -> None:
        self._state = state
        self._assignments = assignments
        self._profiles = profiles

    def get(self, user_id: str) -> AppUser:
        """Return an assignment; raises OktaError when there is none."""
        found = self._state.app_users.get(user_id)
        if found is None:
            raise not_found(user_id, "AppUser")
        return found

    def page(self, after: str, limit: int, query: str = "") -> tuple[tuple[AppUser, ...], bool]:
        """Return the assignments behind one, and whether there are more.

        A query is what a username or a name begins with, in any case.
        """
        if after and after not in self._state.app_users:
            raise OktaError("E0000001", BAD_CURSOR, detail="after")
        behind = self._state.app_users.after(after)
        listed = (each for each in behind if not query or self._begins(each, query))
        found = tuple(islice(listed, limit + 1))
        return found[:limit], len(found) > limit

    def assign(self, user_id: str, scope: Scope, overrides: Overrides) -> AppUser:
        """Assign the app, or change the overrides of an existing assignment."""
        person = self._person(user_id)
        current = self._state.app_users.get(user_id)
        if scope is Scope.GROUP and not (current and current.scope is Scope.GROUP):
            raise OktaError("E0000001", NO_SCOPE, detail="scope")
        if person.status is UserStatus.DEPROVISIONED:
            raise OktaError("E0000038")
        self._check(person, current, overrides)
        if current is None:
            return self._assignments.assign(user_id, overrides)
        if scope is Scope.USER and current.scope is Scope.GROUP:
            self._assignments.assign(user_id)
        return self._change(user_id, overrides)

    def change(self, user_id: str, overrides: Overrides) -> AppUser:
        """Change the username or the profile of an assignment."""
        current = self.get(user_id)
        self._check(self._person(user_id), current, overrides)
        return self._change(user_id, overrides)

    def remove(self, user_id: str) -> None:
        """Unassign the app from a person, unless a group grants it."""
        current = self.get(user_id)
        if current.scope is Scope.GROUP or self._assignments.is_granted(user_id):
            raise OktaError("E0000046", GRANTED_BY_GROUP)
        self._assignments.unassign(user_id)

    def _change(self, user_id: str, overrides: Overrides) -> AppUser:
        if overrides.profile:
            self._assignments.edit_profile(user_id, overrides)
        if overrides.user_name:
            self._assignments.edit_username(user_id, overrides.user_name)
        return self.get(user_id)

    def _check(self, person: OktaUser, current: AppUser | None, overrides: Overrides) -> None:
        self._check_names(overrides.profile)
        if not is_provisioned(self._state.provisioning):
            return
        computed = self._profiles.compute(person, current)
        values = {USER_NAME: computed.user_name, **dict(computed.profile)}
        wanted = (
            *overrides.profile,
            *(((USER_NAME, overrides.user_name),) if overrides.user_name else ()),
        )
        mapped = self._state.mappings[Direction.TO_APP]
        for name, value in wanted:
            if not may_override(value, values.get(name, ""), is_mapped=name in mapped):
                raise OktaError("E0000075", detail=name)

    def _check_names(self, profile: Pairs) -> None:
        known = self._state.attributes
        unknown = [
            (name, NOT_DEFINED.format(field=name))
            for name, _ in profile
            if name not in known or name == USER_NAME
        ]
        problems = (*unknown, *problems_of_lengths(dict(profile), known))
        if problems:
            raise invalid(problems, "appUser")

    def _begins(self, app_user: AppUser, query: str) -> bool:
        person = self._state.users.get(app_user.user_id)
        names = [person.attribute("firstName"), person.attribute("lastName")] if person else []
        begun = folded(query)
        return any(folded(name or "").startswith(begun) for name in (app_user.user_name, *names))

    def _person(self, user_id: str) -> OktaUser:
        person = self._state.users.get(user_id)
        if person is None:
            raise not_found(user_id, "User")
        return person
