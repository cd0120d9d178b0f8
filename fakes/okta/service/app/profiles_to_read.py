"""Which profiles the expressions of a mapping read, and what those hold (F92)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from fakes.okta.expressions import INTERNAL, Known, Lookups, References, Value
from fakes.okta.model import APP_LABEL, APP_NAME, AppUser, Direction, OktaUser
from fakes.okta.service.state import State

from .defaults import USER_NAME
from .schema import user_variables

Now = Callable[[], datetime]
Profile = Mapping[str, Value]

# The properties of an app go by its name and a suffix.
_APP_BINDING = f"{APP_NAME}_app"
_NO_APP_PROFILE = "the app {app} is a record, whose profiles are not simulated"
_APP: Profile = {"name": APP_NAME, "label": APP_LABEL}
# Names of the profile on the left of a mapping. Okta writes appuser and appUser.
_LEFT = {
    Direction.TO_APP: ("source", "user"),
    Direction.TO_OKTA: ("source", "appuser", "appUser"),
}


def readable(state: State, direction: Direction) -> Known:
    """Return the attributes of each profile that an expression of a mapping may read."""
    app_user = tuple(state.attributes)
    left = user_variables(state) if direction is Direction.TO_APP else app_user
    org, app = tuple(_org(state)), tuple(_APP)
    return {
        **dict.fromkeys(_LEFT[direction], left),
        APP_NAME: app_user,
        "app": app,
        _APP_BINDING: app,
        "org": org,
    }


def elsewhere(state: State, direction: Direction) -> Mapping[str, str]:
    """Return why profiles that there are cannot be read: of the other mapping, of other apps."""
    other = next(each for each in Direction if each is not direction)
    only = f"can only be used in the mapping {other.value}"
    return {
        **{each.name: _NO_APP_PROFILE.format(app=each.label) for each in state.other_apps},
        **{name: f"{name} {only}" for name in _LEFT[other] if name not in _LEFT[direction]},
    }


def app_user_profile(current: AppUser | None) -> Profile:
    """Return what an assignment holds, nothing where there is none."""
    return {USER_NAME: current.user_name, **dict(current.profile)} if current else {}


def of_user(state: State, user: OktaUser, app_user: Profile) -> References:
    """Return what *Okta User to Druva 2.0* reads for a person and an assignment."""
    references = _references(state, Direction.TO_APP, dict(user.profile), app_user)
    references[INTERNAL] = {"id": user.id, "status": user.status.value}
    return references


def of_account(state: State, app_user: Profile) -> References:
    """Return what *Druva 2.0 to Okta User* reads for an account downstream."""
    return _references(state, Direction.TO_OKTA, app_user, app_user)


def lookups(state: State, now: Now, user: OktaUser) -> Lookups:
    """Return what functions may ask about a person."""
    return Lookups(lambda: state.groups.group("member", user.id), now)


def _references(
    state: State, direction: Direction, left: Profile, app_user: Profile
) -> dict[str, Profile]:
    references = dict.fromkeys(_LEFT[direction], left)
    references[APP_NAME] = app_user
    references["app"] = references[_APP_BINDING] = _APP
    references["org"] = _org(state)
    return references


def _org(state: State) -> Profile:
    return {"name": state.org, "subdomain": state.org}
