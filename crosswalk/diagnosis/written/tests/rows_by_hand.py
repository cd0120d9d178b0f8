"""Rows that tests of the writers are about."""

from __future__ import annotations

from crosswalk.diagnosis.row import Foretold, Outcomes, Problem, Row, Word


def row(
    login: str = "",
    email: str = "",
    email_id: str = "",
    *,
    change: str = "",
    problems: tuple[Problem, ...] = (),
    aliases: tuple[str, ...] = (),
    word: Word = Word.SUCCEEDS,
) -> Row:
    """Return a row whose jobs all end in one word and present the email ID."""
    job = Foretold(word, email_id, "", ("R04", "R01"))
    return Row(
        login,
        email,
        email_id,
        login,
        email,
        aliases,
        Outcomes(job, job, job),
        1,
        change,
        Outcomes(job, job, job),
        problems,
    )
