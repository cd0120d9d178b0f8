"""Steps about assumptions: which reading of one is in force."""

from __future__ import annotations

from pytest_bdd import given, parsers

from crosswalk.catalogue import Assumption
from crosswalk.lab_interface import Lab

from .terms import TERMS


@given(parsers.parse("assumption {assumption} is read as {reading}"), converters=TERMS)
def is_read_as(lab: Lab, assumption: Assumption, reading: str) -> None:
    """Put another reading of an assumption in force."""
    getattr(lab, assumption.system).readings.choose(assumption.id, reading)
