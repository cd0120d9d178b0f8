"""What retention removes, and what Legal Hold keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fakes.insync.model import Profile, Workload
from fakes.insync.service.accounts import AccountsService

from .at_work import ADA, AtWork
from .stub import Mail, MailFolder

EXCHANGE = Workload.EXCHANGE_ONLINE


@pytest.fixture
def lab() -> AtWork:
    """Ada was backed up 40, 30 and 0 days ago, each time with one letter more."""
    lab = AtWork()
    lab.state.profiles.put(Profile("Default", retention_days=30))
    lab.microsoft.folders = [MailFolder("in", "Inbox", mails=[])]
    for number, days in ((1, 10), (2, 30), (3, 0)):
        content = f"Message-ID: <{number}@x>\r\n\r\n{number}\r\n".encode()
        lab.microsoft.folders[0].mails = [Mail(f"m{number}", content, f"<{number}@x>")]
        lab.protection.back_up(ADA, EXCHANGE)
        lab.clock.advance(timedelta(days=days))
    return lab


def days_kept(lab: AtWork) -> list[int]:
    now = lab.clock.now()
    return [(now - each.taken_on).days for each in lab.protection.snapshots(ADA, EXCHANGE)]


def test_older_snapshots_go_with_their_contents(lab: AtWork) -> None:
    gone = lab.protection.snapshots(ADA, EXCHANGE)[0].items[0].digest

    assert lab.protection.apply_retention() == 1

    assert days_kept(lab) == [30, 0]
    with pytest.raises(ValueError, match="nothing is kept"):
        lab.protection.content(gone)


def test_the_last_snapshot_stays_however_old(lab: AtWork) -> None:
    lab.clock.advance(timedelta(days=1000))

    lab.protection.apply_retention()

    assert days_kept(lab) == [1000]


def test_without_retention_everything_stays(lab: AtWork) -> None:
    lab.state.profiles.put(Profile("Default"))

    assert lab.protection.apply_retention() == 0


@pytest.mark.parametrize("days", [999_999_999, 2**63, 10**400])
def test_a_retention_may_be_longer_than_anything_is_old(lab: AtWork, days: int) -> None:
    lab.state.profiles.put(Profile("Default", retention_days=days))

    assert lab.protection.apply_retention() == 0


@pytest.mark.parametrize(("seconds", "gone"), [(0, 1), (1, 2)])
def test_a_snapshot_goes_when_it_is_older_than_the_days(
    lab: AtWork, seconds: int, gone: int
) -> None:
    lab.clock.advance(timedelta(seconds=seconds))

    assert lab.protection.apply_retention() == gone


def test_legal_hold_keeps_every_snapshot_and_the_account(lab: AtWork) -> None:
    accounts = AccountsService(lab.state, lab.clock)
    accounts.legal_hold(ADA, on=True)

    assert lab.protection.apply_retention() == 0
    with pytest.raises(ValueError, match="on Legal Hold"):
        accounts.delete(ADA)

    accounts.legal_hold(ADA, on=False)
    assert lab.protection.apply_retention() == 1
    accounts.delete(ADA)
