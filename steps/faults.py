"""Steps about what goes wrong between Okta and inSync, and how long Okta goes on."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from pytest_bdd import given, parsers, then, when

from crosswalk.labs import Lab, Time
from fakes.wire import Fault, Response

from .importing import told
from .terms import TERMS

TOO_MANY = Response(429, "Too Many Requests")


@given(
    parsers.parse("inSync asks Okta to wait {count} seconds, {tries} times over"), converters=TERMS
)
def asks_again(lab: Lab, count: int, tries: int) -> None:
    """Let the next requests to inSync be answered with 429 and Retry-After."""
    answer = Response(429, "Too Many Requests", (("Retry-After", str(count)),))
    lab.inject_fault(Fault(_host(lab), answer, tries))


@given("inSync asks Okta to wait without saying how long")
def asks_vaguely(lab: Lab) -> None:
    """Let the next request to inSync be answered with 429 and no Retry-After."""
    lab.inject_fault(Fault(_host(lab), TOO_MANY))


@given("inSync asks Okta to wait before it creates anyone")
def asks_before_creating(lab: Lab) -> None:
    """Let the next request that creates an account be answered with 429 and no Retry-After."""
    lab.inject_fault(Fault(_host(lab), TOO_MANY, method="POST"))


@given("inSync answers the next look-up with:")
def answers_look_up(lab: Lab, docstring: str) -> None:
    """Let the next request that reads from inSync be answered with a body of JSON."""
    headers = (("Content-Type", "application/scim+json"),)
    answer = Response(200, "OK", headers, docstring.encode())
    lab.inject_fault(Fault(_host(lab), answer, method="GET"))


@when(parsers.parse("Okta tries {count} more time"), converters=TERMS)
@when(parsers.parse("Okta tries {count} more times"), converters=TERMS)
def tries_again(lab: Lab, clock: Time, count: int) -> None:
    """Let so much time go by that a waiting job is tried this often."""
    for _ in range(count):
        clock.pass_by(timedelta(days=1))
        lab.okta.jobs.run()


@then("no Okta task waits")
def no_task_waits(lab: Lab) -> None:
    """Check that no failed job waits for an admin."""
    assert not lab.okta.jobs.tasks(), told(lab.okta)


def _host(lab: Lab) -> str:
    return urlsplit(lab.insync.provisioning.base_url()).netloc
