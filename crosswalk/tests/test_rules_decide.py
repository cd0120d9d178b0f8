"""Features fail once a rule that they are about is turned around."""

from __future__ import annotations

from pathlib import Path

import pytest

from fakes.microsoft365 import rules

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
ONEDRIVE = "04_backup.feature::OneDrive is presented with"
MAILBOX = "04_backup.feature::Exchange Online is presented with"
RESTORED = "05_restore.feature::The mailbox is restored under"


@pytest.mark.parametrize(
    ("rule", "examples"),
    [
        ("opens_drive", (f"{ONEDRIVE} her UPN", f"{ONEDRIVE} her SMTP address")),
        ("opens_mailbox", (f"{MAILBOX} her alias", f"{MAILBOX} her SMTP address")),
        ("accepts_restore", (f"{RESTORED} her SMTP address", f"{RESTORED} her UPN")),
    ],
    ids=["R01", "R02", "R03"],
)
def test_a_rule_that_is_turned_around_fails_its_examples(
    rule: str,
    examples: tuple[str, ...],
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    played = [str(ROOT / "features" / each) for each in examples]
    options = ("-c", str(ROOT / "pytest.ini"), "--rootdir", str(ROOT), "-p", "no:cacheprovider")
    fair = getattr(rules, rule)
    pytester.runpytest_inprocess(*options, *played).assert_outcomes(passed=len(examples))

    monkeypatch.setattr(rules, rule, lambda *args, **named: not fair(*args, **named))

    pytester.runpytest_inprocess(*options, *played).assert_outcomes(failed=len(examples))
