"""Applications: the list, the catalog, and the tabs General and Sign On of Druva 2.0."""

from __future__ import annotations

from fakes.okta.admin import Assignments, DruvaApp
from fakes.okta.model import APP_LABEL, Apply, SignOn, UsernameFormat
from fakes.screens import Next, Screen, Values, Visit

APPLICATIONS = "/applications"
APP = f"{APPLICATIONS}/druva"
_SIGN_ON = f"{APP}/sign-on"
_FIELDS = {"position": "expression", "expression": "expression"}


def app_screens(app: DruvaApp, assignments: Assignments) -> tuple[Screen, ...]:
    """Return the screens that every app has."""
    general, sign_on = General(app), SignOnTab(app, assignments)
    return (
        Screen(APPLICATIONS, "applications.html", general.show_list),
        Screen(f"{APPLICATIONS}/catalog", "catalog.html", general.show_list, {"add": general.add}),
        Screen(APP, "general.html", general.show),
        Screen(_SIGN_ON, "sign_on.html", sign_on.show, {"update": sign_on.update_now}),
        Screen(
            f"{_SIGN_ON}/edit",
            "edit_sign_on.html",
            sign_on.show_form,
            {"save": sign_on.save},
            _FIELDS,
        ),
    )


class General:
    """The apps there are, and what Druva 2.0 is called."""

    def __init__(self, app: DruvaApp) -> None:
        self._app = app

    def show_list(self, _visit: Visit) -> Values:
        """Show the one app."""
        return {"label": APP_LABEL}

    def show(self, _visit: Visit) -> Values:
        """Show the tab General."""
        return {"app_id": self._app.id()}

    def add(self, _visit: Visit) -> Next:
        """Add the app anew, in place of the one before."""
        self._app.add_anew()
        return Next(APP, f"{APP_LABEL} was added. The app that was there before is gone.")


class SignOnTab:
    """The tab Sign On."""

    def __init__(self, app: DruvaApp, assignments: Assignments) -> None:
        self._app = app
        self._assignments = assignments

    def show(self, _visit: Visit) -> Values:
        """Show what is saved."""
        return {"sign_on": self._app.sign_on()}

    def show_form(self, _visit: Visit) -> Values:
        """Show the form."""
        return {
            "sign_on": self._app.sign_on(),
            "formats": [each.value for each in UsernameFormat],
            "updates": [(each.value, each.value.capitalize()) for each in Apply],
        }

    def save(self, visit: Visit) -> Next:
        """Save the form; nothing is sent."""
        form = visit.form
        self._app.save_sign_on(
            SignOn(
                form.choice("format", UsernameFormat),
                form.text("expression"),
                form.choice("update_on", Apply),
            )
        )
        return Next(_SIGN_ON, "The settings were saved. Update Now brings them to everybody.")

    def update_now(self, _visit: Visit) -> Next:
        """Compute every app username again."""
        self._assignments.update_usernames_now()
        return Next(said="The usernames were computed again.")
