"""Steps about time: how much of it goes by, and what Okta does by then."""

from __future__ import annotations

from datetime import timedelta

from pytest_bdd import given, parsers, when

from crosswalk.lab_interface import Lab, Time

from .story import Story
from .terms import TERMS


@given(parsers.parse("time advanced by {duration}"), converters=TERMS)
@when(parsers.parse("time advances by {duration}"), converters=TERMS)
def advances(lab: Lab, story: Story, clock: Time, duration: timedelta) -> None:
    """Let time go by; Okta runs the jobs that come due."""
    clock.pass_by(duration)
    story.runs_jobs(lab.okta)


@when(parsers.parse("Okta tries {tries}"), converters=TERMS)
def tries_again(lab: Lab, story: Story, clock: Time, tries: int) -> None:
    """Let so much time go by that a waiting job is tried this often."""
    for _ in range(tries):
        clock.pass_by(timedelta(days=1))
        story.runs_jobs(lab.okta)
