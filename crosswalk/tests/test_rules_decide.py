"""Features fail once a rule that they are about is turned around."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes.microsoft365 import rules

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
# Of each rule an example that something opens, and one that something else does not.
EXAMPLES = {
    "OneDrive is presented with her UPN": "opens_drive",
    "OneDrive is presented with her SMTP address": "opens_drive",
    "Exchange Online is presented with an alias that is not the UPN": "opens_mailbox",
    "Exchange Online is presented with an unknown address": "opens_mailbox",
    "The mailbox is restored under her SMTP address": "accepts_restore",
    "The mailbox is restored under her UPN": "accepts_restore",
}


class TurnedAround:
    """A plugin that turns the rule of an example around while it is played."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Say no where the rule says yes."""
        name = EXAMPLES[item.name]
        fair = getattr(rules, name)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rules, name, lambda *args, **named: not fair(*args, **named))
            return (yield)


def test_rules_that_are_turned_around_fail_their_examples(pytester: pytest.Pytester) -> None:
    chapters = {"opens_drive": "09_backup", "opens_mailbox": "09_backup"}
    played = [
        f"{ROOT}/features/{chapters.get(rule, '10_restore')}.feature::{example}"
        for example, rule in EXAMPLES.items()
    ]
    options = ("-c", f"{ROOT}/pytest.ini", "--rootdir", str(ROOT), "-p", "no:cacheprovider")

    result = pytester.runpytest_inprocess(*options, *played, plugins=[TurnedAround()])

    assert result.parseoutcomes() == {"failed": len(EXAMPLES)}
