"""Support's bulk change of email IDs: what it takes, and the most that it would take."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from crosswalk.diagnosis.row import Problem, Row
from crosswalk.diagnosis.tenant import OktaUser
from fakes.insync.admin import Accounts
from fakes.wire import is_address

Pairs = Sequence[tuple[str, str]]

_HEADER = ("inSync email ID", "New inSync email ID")
_REFUSED_ROW = re.compile(r"\brow (\d+), ")
_FIRST_ROW = 2
_NOTHING_PROPOSED = {Problem.AMBIGUOUS, Problem.ALREADY_TWICE}


def change(accounts: Accounts, pairs: Pairs) -> str:
    """Hand support old and new email IDs; return what is refused, or nothing."""
    text = StringIO()
    csv.writer(text).writerows([_HEADER, *pairs])
    try:
        accounts.change_email_ids(text.getvalue().encode())
    except ValueError as refusal:
        return str(refusal)
    return ""


def most_taken(accounts: Accounts, pairs: Pairs) -> Pairs:
    """Return the most that is taken of some changes, and leave the accounts as they are.

    Those whose rows are refused are left out until the rest is taken.
    """
    while pairs and (refusal := change(accounts, pairs)):
        rows = {int(row) - _FIRST_ROW for row in _REFUSED_ROW.findall(refusal)}
        pairs = [pair for number, pair in enumerate(pairs) if number not in rows]
    change(accounts, [(new, old) for old, new in pairs])
    return pairs


def wanted(rows: Iterable[Row], okta: Iterable[OktaUser]) -> Iterator[Row]:
    """Yield the rows of accounts that should get the Okta email, whether it is free or not."""
    emails = Counter(user.email.casefold() for user in okta)
    for row in rows:
        email = row.okta_email.casefold()
        if (
            row.insync_email_id.casefold() not in ("", email)
            and is_address(row.okta_email)
            and emails[email] == 1
            and _NOTHING_PROPOSED.isdisjoint(row.problems)
        ):
            yield row
