"""What the journal keeps, and under which numbers."""

from __future__ import annotations

from datetime import UTC, datetime

from fakes.wire.journal import Journal


def add_to(journal: Journal, path: str = "/") -> None:
    journal.record(
        at=datetime(2026, 3, 2, tzinfo=UTC),
        sender="okta",
        recipient="insync",
        method="GET",
        path=path,
        status=200,
        request=b"",
        response=b"x" * 50,
    )


def test_a_full_journal_forgets_its_oldest_half_and_keeps_its_numbers() -> None:
    journal = Journal()
    journal.room = 4 * 1100
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
