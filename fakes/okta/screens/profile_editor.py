"""Directory > Profile Editor: the profile of Druva 2.0, and *Add Attribute*."""

from __future__ import annotations

from fakes.okta.admin import DruvaApp, MappingDialog
from fakes.okta.model import APP_LABEL, AppAttribute, DataType, Direction
from fakes.screens import Next, Screen, Values, Visit

PROFILE_EDITOR = "/directory/profile-editor"
PROFILE = f"{PROFILE_EDITOR}/druva"
MAPPINGS = f"{PROFILE}/mappings"
_FIELDS = {
    "Display name": "display_name",
    "External name:": "external_name",
    "External namespace": "external_namespace",
    "Variable name": "variable_name",
    "property name": "variable_name",
}


def profile_screens(app: DruvaApp, dialog: MappingDialog) -> tuple[Screen, ...]:
    """Return the screens of the Profile Editor, but for the dialog."""
    profile, attribute = Profile(app, dialog), Attribute(app)
    opens = {"mappings": profile.open_mappings}
    one = f"{PROFILE}/attributes/{{variable_name}}"
    return (
        Screen(PROFILE_EDITOR, "profile_editor.html", profile.show_list, opens),
        Screen(PROFILE, "profile.html", profile.show, opens),
        Screen(
            f"{PROFILE}/add",
            "add_attribute.html",
            attribute.show_form,
            {"save": attribute.save, "another": attribute.save_and_add_another},
            _FIELDS,
        ),
        Screen(one, "attribute.html", attribute.show),
        Screen(
            f"{one}/delete", "delete_attribute.html", attribute.show, {"delete": attribute.delete}
        ),
    )


class Profile:
    """The list of profiles, and the attributes of the one of the app."""

    def __init__(self, app: DruvaApp, dialog: MappingDialog) -> None:
        self._app = app
        self._dialog = dialog

    def show_list(self, _visit: Visit) -> Values:
        """Show the profiles there are."""
        return {"label": APP_LABEL, "profile": PROFILE}

    def show(self, _visit: Visit) -> Values:
        """Show every attribute."""
        return {
            "label": APP_LABEL,
            "profile": PROFILE,
            "attributes": self._app.attributes(),
            "draft": self._dialog.draft(),
            "mappings": MAPPINGS,
        }

    def open_mappings(self, _visit: Visit) -> Next:
        """Open the mapping dialog at its first tab."""
        self._dialog.show(Direction.TO_OKTA)
        return Next(MAPPINGS)


class Attribute:
    """*Add Attribute*, the pencil of an attribute, and *Delete Attribute*."""

    def __init__(self, app: DruvaApp) -> None:
        self._app = app

    def show_form(self, _visit: Visit) -> Values:
        """Show the empty form."""
        return {"types": [each.value for each in DataType], "profile": PROFILE}

    def save(self, visit: Visit) -> Next:
        """Add the attribute and go to the list."""
        return Next(PROFILE, self._added(visit))

    def save_and_add_another(self, visit: Visit) -> Next:
        """Add the attribute and show the empty form again."""
        return Next(said=self._added(visit))

    def show(self, visit: Visit) -> Values:
        """Show one attribute."""
        return {"attribute": self._named(visit), "profile": PROFILE, "label": APP_LABEL}

    def delete(self, visit: Visit) -> Next:
        """Delete the attribute and go to the list."""
        attribute = self._named(visit)
        self._app.remove_attribute(attribute.variable_name)
        return Next(PROFILE, f"The attribute {attribute.display_name} was deleted.")

    def _added(self, visit: Visit) -> str:
        form = visit.form
        added = self._app.add_attribute(
            display_name=form.text("display_name"),
            variable_name=form.text("variable_name"),
            data_type=form.choice("data_type", DataType),
            external_name=form.text("external_name"),
            external_namespace=form.text("external_namespace"),
        )
        return f"The attribute {added.display_name} was added."

    def _named(self, visit: Visit) -> AppAttribute:
        name = visit.named["variable_name"]
        for each in self._app.attributes():
            if each.variable_name == name:
                return each
        raise ValueError(f"{APP_LABEL} has no attribute {name!r}.")
