"""Steps about the Okta directory: people who come, change and go, and the groups they are in."""

from __future__ import annotations

from dataclasses import replace

from pytest_bdd import given, parsers, when

from fakes.okta.admin import OktaAdmin
from fakes.okta.model import Group

from .naming import Named
from .story import Story
from .terms import TERMS
from .who import OKTA, enters_okta, okta_user_of


@given(parsers.parse("{person} is staged in Okta"), converters=TERMS)
def is_staged(okta: OktaAdmin, story: Story, person: str) -> None:
    """Add a person to Okta who is not active yet."""
    someone = story.who.person(person)
    user = okta.directory.add(
        login=someone.login,
        email=someone.email,
        first_name=someone.name,
        last_name=someone.surname,
        activate=False,
    )
    story.who.note(OKTA, user.id, person)


@when(parsers.parse("the Okta admin activates {okta_user}"), converters=TERMS)
def activates(okta: OktaAdmin, story: Story, okta_user: Named) -> None:
    """Activate a staged or deactivated person, and send."""
    with story.refusal_by("Okta"):
        okta.directory.activate(okta_user_of(okta, story.who, okta_user).id)
        story.runs_jobs(okta)


@when(parsers.parse("the Okta admin deletes {okta_user}"), converters=TERMS)
def deletes(okta: OktaAdmin, story: Story, okta_user: Named) -> None:
    """Deactivate a person and delete them for good, and send."""
    user = okta_user_of(okta, story.who, okta_user)
    with story.refusal_by("Okta"):
        okta.directory.deactivate(user.id)
        okta.directory.delete(user.id)
        story.runs_jobs(okta)


@when(parsers.parse("the Okta admin adds {person} under the login {login}"), converters=TERMS)
def adds_under_login(okta: OktaAdmin, story: Story, person: str, login: str) -> None:
    """Try to add a person under some login, and keep what Okta answers."""
    with story.refusal_by("Okta"):
        enters_okta(okta, story.who, replace(story.who.person(person), okta_login=login))


@when(
    parsers.parse("the Okta admin changes the {okta_attribute} of {okta_user} to {value}"),
    converters=TERMS,
)
def changes_field(
    okta: OktaAdmin, story: Story, okta_attribute: str, okta_user: Named, value: str
) -> None:
    """Change the login, the email or a name in the Okta profile, and send."""
    with story.refusal_by("Okta"):
        okta.directory.update(okta_user_of(okta, story.who, okta_user).id, (okta_attribute, value))
        story.runs_jobs(okta)


@given(parsers.parse("{okta_user} is in the Okta group {name}"), converters=TERMS)
@when(parsers.parse("the Okta admin puts {okta_user} into the group {name}"), converters=TERMS)
def joins(okta: OktaAdmin, story: Story, okta_user: Named, name: str) -> None:
    """Put a person into a group, which is added when there is none of that name, and send."""
    with story.refusal_by("Okta"):
        okta.directory.join(_group(okta, name).id, okta_user_of(okta, story.who, okta_user).id)
        story.runs_jobs(okta)


@when(parsers.parse("the Okta admin takes {okta_user} out of the group {name}"), converters=TERMS)
def leaves(okta: OktaAdmin, story: Story, okta_user: Named, name: str) -> None:
    """Take a person out of a group, and send."""
    group, user = _known_group(okta, name), okta_user_of(okta, story.who, okta_user)
    assert group is not None, f"Okta has no group {name!r}"
    assert user.id in group.members, f"{user.login} is not in the group {name!r}"
    with story.refusal_by("Okta"):
        okta.directory.leave(group.id, user.id)
        story.runs_jobs(okta)


@given(parsers.parse("the Druva app is assigned to {assignee}"), converters=TERMS)
@when(parsers.parse("the Okta admin assigns the Druva app to {assignee}"), converters=TERMS)
def assigns(okta: OktaAdmin, story: Story, assignee: Named | str) -> None:
    """Assign the app to a person or a group, and send."""
    with story.refusal_by("Okta"):
        if isinstance(assignee, Named):
            okta.assignments.assign(okta_user_of(okta, story.who, assignee).id)
        else:
            okta.assignments.assign_group(_group(okta, assignee).id)
        story.runs_jobs(okta)


def _group(okta: OktaAdmin, name: str) -> Group:
    return _known_group(okta, name) or okta.directory.add_group(name)


def _known_group(okta: OktaAdmin, name: str) -> Group | None:
    return next((group for group in okta.directory.groups() if group.name == name), None)
