"""Works on a state and saves it, until somebody kills it; says what is safe.

    python -m fakes.store.tests.worker FILE

After each save() it writes how many steps have been saved, on a line of its own.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from itertools import count

from fakes.store import Ids, KeyedStore, Table
from fakes.store.sqlite_store import SqliteStore

TRANSFERS = 3


@dataclass(frozen=True, slots=True)
class Purse:
    """So many coins; what one gains another loses."""

    id: str
    coins: int


@dataclass
class Bank:
    """Purses whose coins are as many as ever, whatever was moved between them."""

    ids: Ids
    purses: Table[Purse] = field(default_factory=lambda: Table(lambda purse: purse.id))
    receipts: KeyedStore[bytes] = field(default_factory=KeyedStore)
    moved: int = 0


def new_bank() -> Bank:
    """Return a bank with eight purses of a hundred coins."""
    bank = Bank(Ids("bank"))
    for _ in range(8):
        bank.purses.put(Purse(str(bank.ids.number("purse")), 100))
    return bank


def work(bank: Bank) -> None:
    """Move coins about, remove a purse and add one: a step that is right as a whole only."""
    for _ in range(TRANSFERS):
        number = bank.ids.number("receipt")
        oldest = next(iter(bank.purses))
        bank.purses.remove(oldest.id)
        bank.purses.put(Purse(str(bank.ids.number("purse")), oldest.coins - 1))
        second = next(iter(bank.purses))
        bank.purses.put(Purse(second.id, second.coins + 1))
        bank.receipts[str(number)] = bytes(number % 2000)
        bank.receipts.pop(str(number - 50), None)
    bank.moved += TRANSFERS


def bank_after(steps: int) -> Bank:
    """Return the bank as it is after so many steps."""
    bank = new_bank()
    for _ in range(steps):
        work(bank)
    return bank


def main() -> None:
    """Go on where the file ends."""
    bank = new_bank()
    store = SqliteStore(sys.argv[1], {"bank": bank})
    store.restore()
    for _ in count():
        store.save()
        print(bank.moved // TRANSFERS, flush=True)
        work(bank)


if __name__ == "__main__":
    main()
