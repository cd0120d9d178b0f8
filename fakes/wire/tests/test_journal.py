"""What the journal keeps of a body, and what it hides."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fakes.wire.journal import Journal, without_secrets

FIELDS = ("password", "client_secret", "access_token", "refresh_token", "client_assertion")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b'{"a": 1, "%s": "s3\\"cret"}', b'{"a": 1, "%s": "***"}'),
        (b'{"%s" :"x", "n": {"%s":"y"}}', b'{"%s" :"***", "n": {"%s":"***"}}'),
        (b"a=1&%s=s3cret&b=2", b"a=1&%s=***&b=2"),
        (b"%s=s3cret", b"%s=***"),
    ],
)
def test_a_secret_is_hidden_in_json_and_in_forms(field: str, sent: bytes, kept: bytes) -> None:
    name = field.encode()
    assert without_secrets(sent.replace(b"%s", name)) == kept.replace(b"%s", name)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'{"password": {}, "passwordChanged": null}',
        b'{"note": "the password is not here"}',
        b"my_password=kept&token_type=Bearer",
        bytes(range(256)),
    ],
)
def test_what_is_no_secret_is_kept(body: bytes) -> None:
    assert without_secrets(body) == body


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
