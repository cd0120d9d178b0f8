"""The paths of the catalogue that a step has walked: what became of a user name, P1 to P7."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crosswalk.exploring.kinds import Kind, kind_of
from crosswalk.exploring.watching import Happened, looked_up
from fakes.okta.model import Apply, AppUser

BULK = (
    *("okta.assignments.apply_updates_now", "okta.assignments.update_usernames_now"),
    *("okta.assignments.force_sync",),
)


def walked(happened: Happened) -> Iterator[str]:
    """Yield the paths that a step has walked."""
    return (path for path, tells in _PATHS.items() if tells(happened))


def renamed(happened: Happened) -> list[AppUser]:
    """Return the linked assignments, as they were, whose user name is another now."""
    names = {each.id: each.user_name for each in happened.after.assignments}
    return [
        each
        for each in happened.before.assignments
        if each.external_id and names.get(each.id, each.user_name) != each.user_name
    ]


def _looked_up(happened: Happened) -> set[str]:
    return {looked_up(each) for each in happened.exchanges if kind_of(each) is Kind.LOOK_UP}


def _in_place(happened: Happened) -> bool:
    """P1: the profile changed the name of a linked account, which was pushed by its id."""
    pushed = {each.scim_id for each in happened.writes if each.kind is not Kind.CREATE}
    changed = happened.done("okta.directory.update")
    return bool(changed) and any(each.external_id in pushed for each in renamed(happened))


def _edited(happened: Happened) -> bool:
    """P2: a name edited on the assignment was looked up."""
    edited = {
        str(call.arguments["user_name"]) for call in happened.done("okta.assignments.edit_username")
    }
    return not edited.isdisjoint(_looked_up(happened))


def _bulk(happened: Happened) -> bool:
    """P3: an update of all assignments changed the name of a linked account."""
    return any(happened.done(verb) for verb in BULK) and bool(renamed(happened))


def _late(happened: Happened) -> bool:
    """P4: somebody who was assigned before provisioning was on was looked up when provisioned."""
    given = [call.result for call in happened.done("okta.assignments.assign")]
    assigned = (*happened.before.assignments, *given)
    early = {each.user_id for each in assigned if each.before_provisioning}
    provisioned = happened.done("okta.assignments.provision_user")
    return any(call.arguments["user_id"] in early for call in provisioned)


def _anew(happened: Happened) -> bool:
    """P5: somebody was unassigned, assigned again, and looked up."""
    taken = {call.arguments["user_id"] for call in happened.done("okta.assignments.unassign")}
    given = {call.arguments["user_id"] for call in happened.done("okta.assignments.assign")}
    return not taken.isdisjoint(given) and bool(_looked_up(happened))


def _kept(happened: Happened) -> bool:
    """P6: a user name that is mapped on create only stays what it was in an update."""
    rows = happened.world.lab.okta.app.mappings()
    create_only = any(row.target == "userName" and row.apply is Apply.CREATE_ONLY for row in rows)
    changed = any(happened.done(verb) for verb in (*BULK, "okta.directory.update"))
    linked = any(each.external_id for each in happened.before.assignments)
    return create_only and changed and linked and not renamed(happened)


def _new_app(happened: Happened) -> bool:
    """P7: the app was added anew while accounts were linked."""
    linked = any(each.external_id for each in happened.before.assignments)
    return linked and bool(happened.done("okta.app.add_anew"))


_PATHS: dict[str, Callable[[Happened], bool]] = {
    "P1": _in_place,
    "P2": _edited,
    "P3": _bulk,
    "P4": _late,
    "P5": _anew,
    "P6": _kept,
    "P7": _new_app,
}
