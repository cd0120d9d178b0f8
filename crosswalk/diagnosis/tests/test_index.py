"""Addresses as numbers: the same in any case, and who has each."""

from __future__ import annotations

import sys

import pytest

from crosswalk.diagnosis.casefolding import casefolded
from crosswalk.diagnosis.index import NOBODY, NOTHING, SEVERAL, Index, Numbers, index_of
from fakes.wire import is_address


def test_a_text_has_one_number_in_any_case() -> None:
    numbers = Numbers()
    ada, upper, ben, again = numbers.column(["ada@x.example", "ADA@X.Example", "ben", "Ben"])
    assert (ada, ben) == (upper, again)
    assert len({NOTHING, ada, ben}) == len(numbers) == 3
    assert numbers.known("Ada@X.EXAMPLE") == ada
    assert [*numbers.column(["", "ben"])] == [NOTHING, ben]


def test_a_text_without_a_number_gets_none_by_being_looked_up() -> None:
    numbers = Numbers()
    assert numbers.known("ada@x.example") == NOTHING
    assert len(numbers) == 1


@pytest.mark.parametrize("count", [0, 1, 999, 1000, 1001, 2500])
def test_many_texts_are_casefolded_as_each_is(count: int) -> None:
    texts = [f"{name}{number}" for number in range(count) for name in ("a", "B", "ß", "İ", "")]
    for some in (texts, [text.lower() for text in texts], [text for text in texts if "a" in text]):
        assert [*casefolded(iter(some))] == [text.casefold() for text in some]


def test_a_text_that_stays_as_it_is_is_not_copied() -> None:
    texts = ["".join(("ada@x.example", str(number))) for number in range(3)] + ["Ada"]
    assert all(one is other for one, other in zip(texts[:3], casefolded(texts), strict=False))


def test_no_case_decides_whether_a_text_is_an_address() -> None:
    changed = [sign for sign in map(chr, range(sys.maxunicode + 1)) if sign != sign.casefold()]
    assert len(changed) > 1000
    for sign in changed:
        for text in (f"{sign}@x.example", f"a{sign}@x.example", f"a@{sign}.example", f"a{sign}"):
            assert is_address(text) is is_address(text.casefold())


def test_what_is_no_address_is_told_by_its_number() -> None:
    numbers = Numbers()
    column = numbers.column(["ada@x.example", "Ada", "ada", "a@b"])
    assert numbers.no_addresses == {NOTHING, column[1], column[3]}


def test_somebody_has_an_address_or_nobody_or_several() -> None:
    numbers = Numbers()
    column = numbers.column(["ada@x.example", "ben@x.example", "Ben@x.example", "", ""])
    numbers.column(["zoe@x.example"])
    index = index_of(numbers, column)
    found = {name: index.one(f"{name}@X.example") for name in ("ada", "ben", "zoe", "who")}
    assert found == {"ada": 0, "ben": SEVERAL, "zoe": NOBODY, "who": NOBODY}
    assert [index.all(number) for number in column] == [(0,), (1, 2), (1, 2), (), ()]
    assert index.one("") == NOBODY


def test_who_has_an_address_twice_is_not_several() -> None:
    numbers = Numbers()
    ada, ben = numbers.column(["ada@x.example", "ben@x.example"])
    index = Index(numbers, ([ada, ben], [4, 7]), ([ada, ben, ben, ben], [4, 3, 7, 5]))
    assert (index.all(ada), index.all(ben)) == ((4,), (3, 5, 7))
    assert (index.ones[ada], index.ones[ben]) == (4, SEVERAL)
