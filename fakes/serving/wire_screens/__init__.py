"""The wire as a console: what crossed it, what is to go wrong on it, and what time it is there.

It is no vendor's. What it does, the routes of the control surface do: each by the same object.
"""

from __future__ import annotations

from pathlib import Path

from fakes.screens import Console, Entry
from fakes.serving.hosted_lab import HostedLab

from .clock import clock_screens
from .exchanges import exchange_screens
from .faults import fault_screens
from .jobs import job_screens
from .starting_over import starting_over_screens

TITLE = "The wire"


def wire_console(hosted: HostedLab) -> Console:
    """Return the console of the wire of a served lab."""
    has_jobs = "okta" in hosted.systems
    return Console(
        "wire",
        TITLE,
        Path(__file__).with_name("templates"),
        (
            Entry("Last click", "/"),
            Entry("Journal", "/journal"),
            Entry("Faults", "/faults"),
            Entry("Clock", "/clock"),
            *((Entry("Jobs", "/jobs"),) if has_jobs else ()),
            Entry("Start over", "/start-over"),
        ),
        (
            *exchange_screens(hosted.lab.journal),
            *fault_screens(hosted.lab.wire),
            *clock_screens(hosted.lab.wire.clock),
            *(job_screens(hosted) if has_jobs else ()),
            *starting_over_screens(hosted),
        ),
    )
