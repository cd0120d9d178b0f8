"""The runbook's claims are shown by examples, and its page leads to them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from fixtures.runbook import Claim, runbook
from steps.runner.gherkin import plays_of

FEATURES = Path(__file__).parents[3] / "features"
CLAIMS = [claim for step in runbook() for claim in step.claims]


@cache
def tags_of(stem: str) -> dict[str, frozenset[str]]:
    """Return the tags of every example and row of a feature file, by name."""
    return {play.name: play.tags for play in plays_of(FEATURES / f"{stem}.feature")}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.text[:40])
def test_the_example_of_a_claim_is_there_and_about_it(claim: Claim) -> None:
    tags = tags_of(claim.feature)

    assert claim.example in tags
    assert set(claim.ids) <= tags[claim.example]
