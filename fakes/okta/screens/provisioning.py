"""Applications > Druva 2.0 > Provisioning: To App, To Okta and Integration."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from fakes.okta.admin import Assignments, DruvaApp
from fakes.okta.model import Direction, ScimStyle
from fakes.screens import Next, Screen, Values, Visit

from .app import APP
from .profile_editor import PROFILE

TO_APP = f"{APP}/provisioning"
_INTEGRATION = f"{TO_APP}/integration"


def provisioning_screens(app: DruvaApp, assignments: Assignments) -> tuple[Screen, ...]:
    """Return the screens of the tab Provisioning."""
    to_app, integration = ToApp(app, assignments), Integration(app)
    return (
        Screen(
            TO_APP,
            "to_app.html",
            partial(to_app.show, Direction.TO_APP),
            {"sync": to_app.force_sync},
        ),
        Screen(f"{TO_APP}/edit", "edit_to_app.html", to_app.show_form, {"save": to_app.save}),
        Screen(f"{TO_APP}/to-okta", "to_okta.html", partial(to_app.show, Direction.TO_OKTA)),
        Screen(_INTEGRATION, "integration.html", integration.show, {"test": integration.test}),
        Screen(
            f"{_INTEGRATION}/edit",
            "edit_integration.html",
            integration.show,
            {"save": integration.save},
        ),
    )


class ToApp:
    """The switches, and the attribute mappings as they are saved."""

    def __init__(self, app: DruvaApp, assignments: Assignments) -> None:
        self._app = app
        self._assignments = assignments

    def show(self, direction: Direction, _visit: Visit) -> Values:
        """Show what is saved."""
        rows = self._app.mappings(direction)
        mapped = {row.target for row in rows}
        unmapped = [
            each.variable_name
            for each in self._app.attributes()
            if direction is Direction.TO_APP and each.variable_name not in mapped
        ]
        return {
            "page": self._app.provisioning(),
            "rows": rows,
            "unmapped": [each for each in unmapped if each != direction.user_name],
            "is_overridden": direction.user_name in mapped,
            "user_name": direction.user_name,
            "profile": PROFILE,
        }

    def show_form(self, _visit: Visit) -> Values:
        """Show the switches."""
        return {"page": self._app.provisioning(), "styles": [each.value for each in ScimStyle]}

    def save(self, visit: Visit) -> Next:
        """Save the switches; a connection that is used is tested."""
        form = visit.form
        self._app.configure(
            replace(
                self._app.provisioning(),
                create_users=form.is_ticked("create_users"),
                update_user_attributes=form.is_ticked("update_user_attributes"),
                deactivate_users=form.is_ticked("deactivate_users"),
                style=form.choice("style", ScimStyle),
            )
        )
        return Next(TO_APP, "The settings were saved.")

    def force_sync(self, _visit: Visit) -> Next:
        """Apply the mappings again and push what differs."""
        self._assignments.force_sync()
        return Next(said="The sync was started.")


class Integration:
    """Where the service provider is, and the token that it is asked with."""

    def __init__(self, app: DruvaApp) -> None:
        self._app = app

    def show(self, _visit: Visit) -> Values:
        """Show the connection, but not the token."""
        return {"page": self._app.provisioning()}

    def test(self, _visit: Visit) -> Next:
        """Test the connection that is saved."""
        complaint = self._app.test_connection()
        if complaint:
            raise ValueError(complaint)
        return Next(said="The API credentials are good: the service provider listed its users.")

    def save(self, visit: Visit) -> Next:
        """Save the connection; one that is switched on is tested first."""
        form, page = visit.form, self._app.provisioning()
        base_url, token = form.text("base_url"), form.text("token") or page.token
        if form.is_ticked("enabled"):
            self._app.connect(base_url=base_url, token=token)
        else:
            self._app.configure(replace(page, base_url=base_url, token=token, enabled=False))
        return Next(_INTEGRATION, "The connection was saved.")
