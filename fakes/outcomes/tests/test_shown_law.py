"""Whatever decides how jobs end is shown: where the same is shown, the jobs end alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fakes.microsoft365.model import License, MailboxState, User
from fakes.outcomes.model import Job
from fakes.outcomes.shown import of_account, of_user

from .plays import Play, plays

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


def directory_entry(play: Play, *licenses: License) -> User:
    known = play.user
    return User(known.id, known.user_principal_name, known.mail, "", START, licenses=licenses)


def is_possible(play: Play) -> bool:
    # F40: a shared mailbox needs no license, and so loses none.
    return not play.user.shared or play.user.mailbox is MailboxState.ACTIVE


def test_where_the_same_is_shown_the_jobs_end_alike() -> None:
    ends: dict[object, object] = {}
    count = 0
    for play in filter(is_possible, plays()):
        situation, account, user = play.situation(), play.account, play.user
        addresses = (account.email_id.text, account.ad_attribute, user.mail, user.aliases)
        shown = (of_account(account, situation), of_user(directory_entry(play), situation))
        # The license that a console shows is the one condition that differs by account.
        rest = replace(play.conditions, license_free=True)
        now = [(each.started, each.code, each.cause) for each in map(play.ends, Job)]
        assert ends.setdefault((addresses, shown, rest), now) == now, play
        count += 1
    assert len(ends) < count


@pytest.mark.parametrize("licenses", [(), (License.ONEDRIVE,), tuple(License)])
def test_the_licenses_of_a_user_are_shown(licenses: tuple[License, ...]) -> None:
    play = Play()
    shown = dict(of_user(directory_entry(play, *licenses), play.situation()))
    assert shown["license"].split(", ") == ([each.value for each in licenses] or ["none"])


def test_a_mailbox_is_shown_as_shared_where_it_is() -> None:
    for play in plays():
        shown = dict(of_user(directory_entry(play), play.situation()))
        assert (shown["mailbox"] == "shared") is play.user.shared
