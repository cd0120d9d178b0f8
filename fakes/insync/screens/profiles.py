"""Profiles, and Account Details with the licenses."""

from __future__ import annotations

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import Profile, Workload
from fakes.screens import Next, Screen, Values, Visit, page_of

from .labels import LICENSES, PROFILE
from .menu import ACCOUNT_DETAILS, DONE, PROFILES

NEW = f"{PROFILES}/new"
EDIT = f"{PROFILES}/{{number}}"
_AT_FIELDS = {
    "max_users": "max_users",
    "retention_days": "retention_days",
    "has no name": "name",
}


def profiles_screens(insync: InSyncAdmin) -> tuple[Screen, ...]:
    """Return the screens of the profiles and the licenses."""
    profiles, licenses = Profiles(insync), AccountDetails(insync)
    save = {"save": profiles.save}
    bought = {"active": licenses.buy, "preserved": licenses.buy_preserved}
    return (
        Screen(PROFILES, "profiles.html", profiles.show, {"back-up": profiles.back_up}),
        Screen(NEW, "profile.html", profiles.show_new, save, _AT_FIELDS),
        Screen(EDIT, "profile.html", profiles.show_one, save, _AT_FIELDS),
        Screen(ACCOUNT_DETAILS, "account_details.html", licenses.show, bought),
    )


class Profiles:
    """The list of profiles, and the form of each."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._profiles = insync.profiles
        self._protection = insync.protection

    def show(self, visit: Visit) -> Values:
        """Show the profiles by pages."""
        return {"profiles": page_of(self._profiles.all(), visit.query), "labels": PROFILE}

    def show_new(self, _visit: Visit) -> Values:
        """Show the form of a new profile."""
        return _form("Create New Profile", Profile(""), is_new=True)

    def show_one(self, visit: Visit) -> Values:
        """Show the form of a profile."""
        profile = self._profile(visit.named["number"])
        return _form(f"Edit {profile.name}", profile, is_new=False)

    def save(self, visit: Visit) -> Next:
        """Save what was typed; a profile keeps its name."""
        form, number = visit.form, visit.named.get("number")
        self._profiles.save(
            Profile(
                self._profile(number).name if number else form.text("name"),
                max_users=form.number("max_users"),
                retention_days=form.number("retention_days"),
                workloads=frozenset(
                    each for each in Workload if each.value in form.texts("workloads")
                ),
                ad_ldap_login=form.text("login") == _LOGINS[1],
            )
        )
        return Next(PROFILES, "The profile was saved.")

    def back_up(self, visit: Visit) -> Next:
        """Back up the users of a profile, and show the jobs."""
        jobs = self._protection.back_up_profile(visit.form.text("profile"))
        return Next(DONE, f"Jobs: {len(jobs)}.", found=jobs)

    def _profile(self, number: str) -> Profile:
        """Return a profile by its place in the list, counted from 1; raises ValueError."""
        profiles = self._profiles.all()
        if number not in map(str, range(1, len(profiles) + 1)):
            raise ValueError(f"there is no profile {number!r}: there are {len(profiles)}")
        return profiles[int(number) - 1]


class AccountDetails:
    """How many licenses there are, and how many are consumed."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._profiles = insync.profiles

    def show(self, _visit: Visit) -> Values:
        """Show the licenses."""
        return {"licenses": self._profiles.licenses(), "labels": LICENSES}

    def buy(self, visit: Visit) -> Next:
        """Set how many licenses for active users there are."""
        self._profiles.buy_licenses(visit.form.number("active"))
        return Next(said="The licenses were changed.")

    def buy_preserved(self, visit: Visit) -> Next:
        """Set how many licenses for preserved users were bought."""
        self._profiles.buy_preserved_licenses(visit.form.number("preserved"))
        return Next(said="The licenses were changed.")


_LOGINS = ("inSync Password", "AD/LDAP")


def _form(heading: str, profile: Profile, *, is_new: bool) -> Values:
    return {
        "heading": heading,
        "profile": profile,
        "is_new": is_new,
        "workloads": tuple(Workload),
        "logins": _LOGINS,
    }
