"""Steps about what a system refuses, and what it says then."""

from __future__ import annotations

from pytest_bdd import parsers, then

from .story import Story
from .terms import TERMS


@then(parsers.parse("{system} refuses and says {what}"), converters=TERMS)
def refuses(story: Story, system: str, what: str) -> None:
    """Check that a system did not accept the last thing asked, and that its answer holds words."""
    said = story.refused_by(system)
    assert what in said, f"expected {system} to say {what!r}, found {said!r}"
