from __future__ import annotations

import pytest

from fakes.microsoft365.service import sealing
from fakes.microsoft365.service.sealing import sealed, unsealed

TEXT = sealed("key", "token", ("app", 7))


def test_what_is_sealed_holds_its_parts() -> None:
    assert unsealed("key", "token", TEXT) == ("app", 7)


@pytest.mark.parametrize(
    ("key", "kind", "text"),
    [
        ("another key", "token", TEXT),
        ("key", "another kind", TEXT),
        ("key", "token", TEXT[:-1]),
        ("key", "token", f"x{TEXT}"),
        ("key", "token", TEXT.partition(".")[0]),
        ("key", "token", ""),
        ("key", "token", "\ud83d.\ud83d"),
    ],
)
def test_what_was_not_sealed_so_holds_nothing(key: str, kind: str, text: str) -> None:
    assert unsealed("key", "token", TEXT)  # What is remembered is remembered for its key and kind.
    assert unsealed(key, kind, text) is None


def test_what_was_not_sealed_is_not_remembered() -> None:
    before = sealing._parts.cache_info().currsize
    for number in range(20):
        assert unsealed("key", "token", f"{number}.forged") is None
    assert sealing._parts.cache_info().currsize == before
