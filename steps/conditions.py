"""Steps about the conditions of the lab: time, assumptions, what goes wrong on the wire."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from pytest_bdd import given, parsers, then, when

from crosswalk.catalogue import Assumption
from crosswalk.labs import Lab, Time
from fakes.wire import Fault, Response

from .terms import TERMS


@given(parsers.parse("assumption {assumption} is read as {reading}"), converters=TERMS)
def is_read_as(lab: Lab, assumption: Assumption, reading: str) -> None:
    """Put another reading of an assumption in force."""
    getattr(lab, assumption.system).readings.choose(assumption.id, reading)


@given(parsers.parse("{count} days passed"), converters=TERMS)
@when(parsers.parse("{count} days pass"), converters=TERMS)
def days_pass(lab: Lab, clock: Time, count: int) -> None:
    """Let days go by; Okta runs the jobs that come due."""
    clock.pass_by(timedelta(days=count))
    lab.okta.jobs.run()


@when(parsers.parse("{count} second passes"), converters=TERMS)
@when(parsers.parse("{count} seconds pass"), converters=TERMS)
def seconds_pass(lab: Lab, clock: Time, count: int) -> None:
    """Let seconds go by; Okta runs the jobs that come due."""
    clock.pass_by(timedelta(seconds=count))
    lab.okta.jobs.run()


@given(parsers.parse("inSync asks Okta to wait {count} seconds"), converters=TERMS)
def asks_to_wait(lab: Lab, count: int) -> None:
    """Let the next request to inSync be answered with 429 and Retry-After."""
    host = urlsplit(lab.insync.provisioning.base_url()).netloc
    answer = Response(429, "Too Many Requests", (("Retry-After", str(count)),))
    lab.inject_fault(Fault(host, answer))


@then("Okta sent nothing to inSync")
def okta_sent_nothing(lab: Lab) -> None:
    """Check that no request went from Okta to inSync since the last action began."""
    assert not [each for each in lab.journal.latest() if each.recipient == "insync"]


@then("inSync sent nothing to Microsoft 365")
def insync_sent_nothing(lab: Lab) -> None:
    """Check that no request went from inSync to Microsoft 365 since the last action began."""
    assert not [each for each in lab.journal.latest() if each.recipient == "microsoft365"]
