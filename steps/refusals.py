"""Steps about what a system refuses, and what it says then."""

from __future__ import annotations

from pytest_bdd import parsers, then

from .story import Story, has_said
from .terms import TERMS


@then(parsers.parse("{system} refuses and says {what}"), converters=TERMS)
def refuses(story: Story, system: str, what: str) -> None:
    """Check that a system did not accept the last action, and that its answer is these words.

    They are the whole answer, or whole parts of it between its punctuation.
    """
    said = story.refused_by(system)
    assert has_said(what, said), f"expected {system} to say {what!r}, found {said!r}"
