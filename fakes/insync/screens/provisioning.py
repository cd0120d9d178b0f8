"""Users > User Provisioning: the SCIM mappings, the token, and the method of provisioning."""

from __future__ import annotations

from dataclasses import replace

from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import AdminRole, ScimMapping
from fakes.screens import Next, Screen, Values, Visit, Wrong

from .labels import MAPPING
from .menu import PROVISIONING, USERS_TABS

NEW = f"{PROVISIONING}/new-mapping"
EDIT = f"{PROVISIONING}/mappings/{{number}}"
_AT_FIELDS = {"mapping name": "name", "no profile": "profile", "an attribute and": "attribute"}


def provisioning_screens(insync: InSyncAdmin) -> tuple[Screen, ...]:
    """Return the screens of User Provisioning."""
    page, mappings = UserProvisioning(insync), Mappings(insync)
    does = {
        "token": page.new_token,
        "scim": page.change_to_scim,
        "up": mappings.move_up,
        "down": mappings.move_down,
        "delete": mappings.delete,
    }
    return (
        Screen(PROVISIONING, "provisioning.html", page.show, does),
        Screen(NEW, "mapping.html", mappings.show_new, {"finish": mappings.add}, _AT_FIELDS),
        Screen(EDIT, "mapping.html", mappings.show_one, {"finish": mappings.change}, _AT_FIELDS),
    )


class UserProvisioning:
    """The page User Provisioning."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._provisioning = insync.provisioning

    def show(self, _visit: Visit) -> Values:
        """Show the mappings in their order, and until when the token is good."""
        return {
            "tabs": USERS_TABS,
            "mappings": self._provisioning.mappings(),
            "labels": MAPPING,
            "base_url": self._provisioning.base_url(),
            "expires_on": self._provisioning.token_expires_on(),
        }

    def new_token(self, visit: Visit) -> Next:
        """Create a token, which the next page shows and no other."""
        token = self._provisioning.new_token(role=AdminRole(visit.role))
        return Next(said="The new token is in force. The one before is not.", secret=token)

    def change_to_scim(self, _visit: Visit) -> Next:
        """Provision users by SCIM instead of AD/LDAP."""
        self._provisioning.change_to_scim()
        return Next(said="Users are provisioned by SCIM.")


class Mappings:
    """The SCIM mappings: their order, and the form of each."""

    def __init__(self, insync: InSyncAdmin) -> None:
        self._provisioning = insync.provisioning
        self._profiles = insync.profiles

    def show_new(self, _visit: Visit) -> Values:
        """Show the empty form."""
        return self._form("Create Mapping", ScimMapping("", "", "Default"))

    def show_one(self, visit: Visit) -> Values:
        """Show the form of a mapping."""
        mapping = self._provisioning.mappings()[self._at(visit.named["number"])]
        return self._form("Edit Mapping", mapping)

    def add(self, visit: Visit) -> Next:
        """Add a mapping after the others."""
        return self._save((*self._provisioning.mappings(), _typed(visit)), "was added")

    def change(self, visit: Visit) -> Next:
        """Change a mapping in its place."""
        mappings = [*self._provisioning.mappings()]
        mappings[self._at(visit.named["number"])] = _typed(visit)
        return self._save(tuple(mappings), "was changed")

    def delete(self, visit: Visit) -> Next:
        """Delete a mapping."""
        mappings = [*self._provisioning.mappings()]
        del mappings[self._at(visit.form.text("number"))]
        return self._save(tuple(mappings), "was deleted")

    def move_up(self, visit: Visit) -> Next:
        """Put a mapping before the one before it."""
        return self._exchange(self._at(visit.form.text("number")) - 1)

    def move_down(self, visit: Visit) -> Next:
        """Put a mapping after the one after it."""
        return self._exchange(self._at(visit.form.text("number")))

    def _exchange(self, at: int) -> Next:
        mappings = [*self._provisioning.mappings()]
        if not 0 <= at < len(mappings) - 1:
            raise ValueError("there is no mapping on that side: the list has ended")
        mappings[at : at + 2] = reversed(mappings[at : at + 2])
        return self._save(tuple(mappings), "was moved")

    def _save(self, mappings: tuple[ScimMapping, ...], what: str) -> Next:
        self._provisioning.save_mappings(mappings)
        return Next(PROVISIONING, f"The mapping {what}.")

    def _form(self, heading: str, mapping: ScimMapping) -> Values:
        return {
            "heading": heading,
            "mapping": mapping,
            "profiles": [each.name for each in self._profiles.all()],
        }

    def _at(self, number: str) -> int:
        """Return the place of a mapping by its number, counted from 1; raises ValueError."""
        count = len(self._provisioning.mappings())
        if number not in map(str, range(1, count + 1)):
            raise ValueError(f"there is no mapping {number!r}: there are {count}")
        return int(number) - 1


def _typed(visit: Visit) -> ScimMapping:
    form = visit.form
    storage = form.text("storage").strip()
    if not storage:
        raise Wrong("storage", "the storage is empty: expected a name, such as Default")
    values = (each.strip("\r") for each in form.text("values").split("\n"))
    mapping = ScimMapping(form.text("name"), form.text("profile"), storage)
    return replace(mapping, attribute=form.text("attribute"), values=tuple(filter(None, values)))
