"""What the Okta Admin Console shows."""

from __future__ import annotations

from crosswalk.procedure.procedure import BOTH, UPN_FORM
from crosswalk.symptoms.observable import Observable
from fakes.okta.mapping import Apply

from .sight import Seen, Sight, addresses

_MAPPINGS = {
    ("", "user.login"): "no row",
    ("user.login", "user.email"): "both rows",
    ("user.email", "user.email"): "the email in both rows",
    ("", "user.email"): "userName alone",
    ("user.login", "user.login"): "UPN alone",
}


def _mapping(sight: Sight) -> str:
    rows = sight.rows()
    user_name = rows["userName"][0] if "userName" in rows else "user.login"
    upn = rows["userPrincipalName"][0] if "userPrincipalName" in rows else ""
    return _MAPPINGS.get((upn, user_name), "other")


def _applies(sight: Sight) -> str:
    applied = {apply for target, (_, apply) in sight.rows().items() if target in BOTH}
    return "create only" if Apply.CREATE_ONLY in applied else "create and update"


def _form(sight: Sight) -> str:
    found = [
        each
        for each in sight.lab.okta.app.attributes()
        if each.variable_name == UPN_FORM["Variable Name"]
    ]
    if not found:
        return "no attribute"
    form = (UPN_FORM["External Name"], UPN_FORM["External namespace"])
    right = (found[0].external_name, found[0].external_namespace) == form
    return "as in the runbook" if right else "otherwise"


def _sent(sight: Sight) -> str:
    """Tell whether Okta has sent what it maps to the UPN now to everybody concerned."""
    source = sight.rows().get("userPrincipalName", ("", None))[0].removeprefix("user.")
    ids = {each.id: each for person in sight.concerned for each in person.okta}
    sent = [
        dict(each.pushed).get("userPrincipalName") == getattr(ids[each.user_id], source, None)
        for each in sight.lab.okta.assignments.all()
        if each.user_id in ids
    ]
    return "yes" if source and sent and all(sent) else "no"


def _okta_email(sight: Sight) -> str:
    return addresses(sight, lambda each: [user.email for user in each.okta])


def _okta_login(sight: Sight) -> str:
    return addresses(sight, lambda each: [user.login for user in each.okta])


def _username(sight: Sight) -> str:
    """Tell whether the username of an assignment is the email ID, of those of two addresses."""
    names = {each.user_id: each.user_name.casefold() for each in sight.lab.okta.assignments.all()}
    told = {
        names[user.id] == sight.first(person).email_id.folded
        for person in sight.two_addresses
        for user in person.okta
        if user.id in names
    }
    if len(told) != 1:
        return "mixed"
    return "the email ID" if told.pop() else "another address"


def _in_okta(sight: Sight) -> str:
    return sight.of_each(lambda person: "yes" if person.okta else "no")


def _deactivates(sight: Sight) -> str:
    return "on" if sight.lab.okta.app.provisioning().deactivate_users else "off"


def _task(sight: Sight) -> str:
    texts = {each.text for each in sight.lab.okta.jobs.tasks()}
    if not texts:
        return "none"
    *known, _, other = Observable.TASK.values
    return next((said for said in known if all(said in text for text in texts)), other)


SEEN: Seen = {
    Observable.MAPPING: _mapping,
    Observable.APPLIES: _applies,
    Observable.FORM: _form,
    Observable.SENT: _sent,
    Observable.USERNAME: _username,
    Observable.OKTA_EMAIL: _okta_email,
    Observable.OKTA_LOGIN: _okta_login,
    Observable.IN_OKTA: _in_okta,
    Observable.DEACTIVATES: _deactivates,
    Observable.TASK: _task,
}
