"""The Users page is searched for the beginnings of words, by an index."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.insync import FakeInSync
from fakes.insync.model import AccountStatus
from fakes.wire import Address


@pytest.fixture
def insync(insync: FakeInSync) -> FakeInSync:
    add = insync.accounts.add
    add(email_id=Address("sam@corp.example"), display_name="Sam Soto")
    add(email_id=Address("S.Stone@corp.example"), display_name="Sam Stone")
    add(email_id=Address("lia@corp.example"), display_name="Lia Lund")
    insync.state.accounts.put(replace(insync.accounts.account(3), external_id="00uLIA"))
    insync.accounts.preserve(2)
    return insync


def found(insync: FakeInSync, words: str, status: AccountStatus | None = None) -> list[int]:
    return [each.id for each in insync.accounts.search(words, status=status)]


@pytest.mark.parametrize(
    ("words", "accounts"),
    [
        ("", [1, 2, 3]),
        ("  ", [1, 2, 3]),
        ("sam", [1, 2]),
        ("SOTO", [1]),
        ("Sam Stone", [2]),
        ("sam lund", []),
        ("s.stone", [2]),
        ("s.stone@CORP.example", [2]),
        ("00ulia", [3]),
        ("so", [1]),
        ("sam st", [2]),
        ("sam oto", []),
        ("corp.example", []),
        ("nobody", []),
    ],
)
def test_words_find_accounts(insync: FakeInSync, words: str, accounts: list[int]) -> None:
    assert found(insync, words) == accounts


def test_a_status_leaves_the_others_out(insync: FakeInSync) -> None:
    assert found(insync, "", AccountStatus.PRESERVED) == [2]
    assert found(insync, "sam", AccountStatus.PRESERVED) == [2]
    assert found(insync, "sam", AccountStatus.ACTIVE) == [1]


def test_an_account_is_found_by_its_new_name_and_not_by_the_old_one(insync: FakeInSync) -> None:
    insync.accounts.edit(1, display_name="Samuel Soto")

    assert found(insync, "samuel") == [1]
    insync.accounts.edit(1, email_id=Address("zoe@corp.example"), display_name="Zoe Soto")
    assert found(insync, "sam") == [2]
    assert found(insync, "zoe") == [1]
