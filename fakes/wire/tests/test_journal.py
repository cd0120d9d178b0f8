"""What the journal keeps, and under which numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from fakes.wire.journal import Exchange, Journal


def add_to(
    journal: Journal, path: str = "/", request: bytes = b"", response: bytes = b"x" * 50
) -> None:
    journal.record(
        at=datetime(2026, 3, 2, tzinfo=UTC),
        sender="okta",
        recipient="insync",
        method="GET",
        path=path,
        status=200,
        request=request,
        response=response,
    )


def test_a_full_journal_forgets_its_oldest_half_and_keeps_its_numbers() -> None:
    journal = Journal()
    journal.max_bytes = 4 * 1100
    for number in range(5):
        add_to(journal, path=f"/{number}")
    assert [each.number for each in journal] == [3, 4]
    assert len(journal) == 5
    assert [each.path for each in journal.since(4)] == ["/4"]
    assert journal.since(0) == journal.since(3)


def test_a_sentence_that_is_said_again_is_another_turn() -> None:
    journal = Journal()
    for said in ("the users are imported", "the users are imported"):
        journal.begin(said, acts=True)
        add_to(journal)
    assert [each.turn for each in journal] == [1, 2]

    journal.clear()
    add_to(journal)
    assert [each.turn for each in journal] == [0]


@pytest.mark.parametrize("read_at", range(6))
def test_reading_in_between_changes_nothing(read_at: int) -> None:
    journals = Journal(), Journal()
    for journal in journals:
        journal.max_bytes = 4 * 1100
    for number in range(6):
        if number == read_at:
            assert len(tuple(journals[0])) == len(journals[0].since(0))
        for journal in journals:
            add_to(journal, path=f"/{number}")
        assert len(journals[0]) == len(journals[1]) == number + 1
    assert tuple(journals[0]) == tuple(journals[1])


def read_whole(journal: Journal) -> tuple[Exchange, ...]:
    return tuple(journal)


def read_from_the_start(journal: Journal) -> tuple[Exchange, ...]:
    return journal.since(0)


def read_the_latest(journal: Journal) -> tuple[Exchange, ...]:
    return journal.latest()


def read_a_step(journal: Journal) -> tuple[Exchange, ...]:
    return journal.during("")


@pytest.mark.parametrize("read", [read_whole, read_from_the_start, read_the_latest, read_a_step])
def test_no_way_to_read_shows_a_secret(read: Callable[[Journal], tuple[Exchange, ...]]) -> None:
    journal = Journal()
    for _ in range(2):
        add_to(
            journal,
            path="/download?tempauth=open-sesame",
            request=b"grant_type=x&client_secret=open-sesame",
            response=b'{"access_token": "open-sesame"}',
        )
        assert "open-sesame" not in str(read(journal))
    assert len(read(journal)) == 2
