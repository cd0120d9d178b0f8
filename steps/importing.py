"""Steps about when Okta sends: imports, assignments, pushes, and the tasks of what failed.

The article says *import users* where Okta says *provision*; the features keep the article's word.
"""

from __future__ import annotations

from dataclasses import replace

from pytest_bdd import given, parsers, then, when

from crosswalk.procedure.procedure import import_users
from crosswalk.runner.phrases import texts
from crosswalk.runner.tables import Column, Rows, table
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import Match, RowState

from .naming import Named
from .story import Story, has_said
from .tables import EMAIL_ID, agree
from .terms import TERMS
from .who import enters_okta, okta_user_of


@given("the users were imported from Okta")
def were_imported(okta: OktaAdmin, story: Story) -> None:
    """Import everyone from Okta to inSync, and make sure that nobody failed."""
    run = import_users(okta)
    story.has_run(okta, run)
    assert run.failed == 0, f"expected that nobody failed, found {told(okta)}"


@given("the users were sent from Okta in vain")
def were_sent_in_vain(okta: OktaAdmin, story: Story) -> None:
    """Import everyone from Okta to inSync, and make sure that somebody failed."""
    run = import_users(okta)
    story.has_run(okta, run)
    assert run.failed > 0, "expected that somebody failed, and everybody was sent"


@when("the users are imported from Okta")
def are_imported(okta: OktaAdmin, story: Story) -> None:
    """Import everyone from Okta to inSync: assign whoever is new, apply updates to the rest."""
    with story.refusal_by("Okta"):
        story.has_run(okta, import_users(okta))


@then(
    parsers.parse("the import created {created} and updated {updated} accounts"), converters=TERMS
)
def import_did(story: Story, created: int, updated: int) -> None:
    """Check what Okta did since the last Then; taking an account over is an update."""
    runs = story.latest_runs()
    found = sum(run.created for run in runs), sum(run.linked + run.updated for run in runs)
    assert found == (created, updated), (
        f"expected {created} created and {updated} updated, found {found[0]} and {found[1]}"
    )


@when("the Okta admin applies updates now")
def applies_updates(okta: OktaAdmin, story: Story) -> None:
    """Re-apply the mappings to everyone who is assigned, and send."""
    with story.refusal_by("Okta"):
        okta.assignments.apply_updates_now()
        story.runs_jobs(okta)


@when("the Okta admin forces a sync")
def forces_sync(okta: OktaAdmin, story: Story) -> None:
    """Re-apply the mappings and send what differs from the last push."""
    with story.refusal_by("Okta"):
        okta.assignments.force_sync()
        story.runs_jobs(okta)


@when(parsers.parse("the Okta admin unassigns the Druva app from {okta_user}"), converters=TERMS)
def unassigns(okta: OktaAdmin, story: Story, okta_user: Named) -> None:
    """Take the app from a person, and send."""
    with story.refusal_by("Okta"):
        okta.assignments.unassign(okta_user_of(okta, story.who, okta_user).id)
        story.runs_jobs(okta)


@given(
    parsers.parse("the Druva app was unassigned from {okta_user} while nobody is deactivated"),
    converters=TERMS,
)
def was_unassigned_quietly(okta: OktaAdmin, story: Story, okta_user: Named) -> None:
    """Switch Deactivate Users off and take the app from a person: the account stays, unlinked."""
    okta.app.configure(replace(okta.app.provisioning(), deactivate_users=False))
    okta.assignments.unassign(okta_user_of(okta, story.who, okta_user).id)
    story.runs_jobs(okta)


@given(parsers.parse("provisioning was off while {person} was assigned"), converters=TERMS)
def was_assigned_early(okta: OktaAdmin, story: Story, person: str) -> None:
    """Assign the app to a person who is new to Okta while provisioning is switched off."""
    page = okta.app.provisioning()
    okta.app.configure(replace(page, enabled=False))
    okta.assignments.assign(enters_okta(okta, story.who, story.who.person(person)).id)
    story.runs_jobs(okta)
    okta.app.configure(page)


@when(parsers.parse("the Okta admin provisions {okta_user}"), converters=TERMS)
def provisions(okta: OktaAdmin, story: Story, okta_user: Named) -> None:
    """Provision someone who was assigned before provisioning was on."""
    with story.refusal_by("Okta"):
        okta.assignments.provision_user(okta_user_of(okta, story.who, okta_user).id)
        story.runs_jobs(okta)


@when(
    parsers.parse("the Okta admin edits the username of {okta_user} to {user_name}"),
    converters=TERMS,
)
def edits_username(okta: OktaAdmin, story: Story, okta_user: Named, user_name: str) -> None:
    """Edit the username on the assignment itself, and send."""
    with story.refusal_by("Okta"):
        okta.assignments.edit_username(okta_user_of(okta, story.who, okta_user).id, user_name)
        story.runs_jobs(okta)


@when(parsers.parse("the Okta admin deactivates {okta_user}"), converters=TERMS)
def deactivates(okta: OktaAdmin, story: Story, okta_user: Named) -> None:
    """Deactivate a person in Okta, and send."""
    with story.refusal_by("Okta"):
        okta.directory.deactivate(okta_user_of(okta, story.who, okta_user).id)
        story.runs_jobs(okta)


@when(parsers.parse("the Okta admin suspends {okta_user}"), converters=TERMS)
def suspends(okta: OktaAdmin, story: Story, okta_user: Named) -> None:
    """Suspend a person in Okta, and send whatever that sends."""
    with story.refusal_by("Okta"):
        okta.directory.suspend(okta_user_of(okta, story.who, okta_user).id)
        story.runs_jobs(okta)


@when("the Okta admin retries every task")
def retries(okta: OktaAdmin, story: Story) -> None:
    """Retry every failed job, of which there are some, and send."""
    tasks = okta.jobs.tasks()
    assert tasks, "expected tasks to retry, found none"
    with story.refusal_by("Okta"):
        for task in tasks:
            okta.jobs.retry(task.id)
        story.runs_jobs(okta)


@then(parsers.parse("an Okta task says {text}"), converters=TERMS)
def task_says(okta: OktaAdmin, story: Story, text: str) -> None:
    """Check that one failed job waits for an admin and says this, in whole parts of its text."""
    tasks_say(okta, story, 1, text)


@then(parsers.parse("{okta_tasks} say {text}"), converters=TERMS)
def tasks_say(okta: OktaAdmin, story: Story, okta_tasks: int, text: str) -> None:
    """Check how many failed jobs wait for an admin and say this, in whole parts of their text."""
    found = [task for task in okta.jobs.tasks() if has_said(text, task.text)]
    assert len(found) == okta_tasks, (
        f"expected {okta_tasks} tasks that say {text!r}, found {told(okta)}"
    )
    story.tasks_asked.update(task.id for task in found)


@then("no Okta task waits")
def no_task_waits(okta: OktaAdmin) -> None:
    """Check that no failed job waits for an admin."""
    assert not okta.jobs.tasks(), f"expected no task, found {told(okta)}"


@when("Okta imports the accounts of inSync")
def imports_accounts(okta: OktaAdmin, story: Story) -> None:
    """Run an import from the app into Okta."""
    with story.refusal_by("Okta"):
        okta.imports.import_now()


@when("the Okta admin confirms every match")
def confirms_matches(okta: OktaAdmin, story: Story) -> None:
    """Confirm the imported accounts that match a person, which links them; there are some."""
    rows = [
        row
        for row in okta.imports.rows()
        if row.match is not Match.NONE and row.state is RowState.PENDING
    ]
    assert rows, "expected accounts that match, found none"
    with story.refusal_by("Okta"):
        for row in rows:
            okta.imports.confirm(row.external_id)


@when("the Okta admin confirms everybody who is new")
def confirms_new(okta: OktaAdmin, story: Story) -> None:
    """Confirm the imported accounts without a match, which adds their people to Okta."""
    rows = [row for row in okta.imports.rows() if row.match is Match.NONE]
    new = [row for row in rows if row.state is RowState.PENDING]
    assert new, "expected somebody who is new, found nobody"
    with story.refusal_by("Okta"):
        for row in new:
            okta.imports.confirm(row.external_id)


@then("the import into Okta found these accounts:")
@table(EMAIL_ID, Column("match", texts(*(match.value for match in Match))))
def found_accounts(okta: OktaAdmin, datatable: Rows) -> None:
    """Check the rows of the last import into Okta, and that there are no others."""
    found = [
        {"inSync email ID": row.user_name, "match": row.match.value} for row in okta.imports.rows()
    ]
    agree(found, datatable)


def told(okta: OktaAdmin) -> str:
    """Say what the tasks of Okta say."""
    return "Okta's tasks: " + ("; ".join(task.text for task in okta.jobs.tasks()) or "none")
