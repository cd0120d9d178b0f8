"""What a screen shows of a record is read off it as it was, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crosswalk.screens.window import Window
from fakes.screens.records import record, shown
from fakes.serving.operations import ADMINS, operations_of
from fakes.wire import Address

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOSTILE = (
    "",
    " ",
    "—",
    "none",
    "null",
    "true",
    "123",
    "<b>&amp;</b>",
    "a\r\nb\rc\n",
    "\"'",
    "\t é ",
)
TEXTS = st.sampled_from(HOSTILE) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda at: at.replace(fold=0)
)
ADDRESSES = st.sampled_from(
    [Address("sam@corp.example"), Address("Zoë.O'Neil+x@corp.example"), Address("<b>@corp.example")]
)


def records_in(kind: Any) -> Iterator[type]:
    """Yield the types of records that a result holds, and those within these."""
    if isinstance(kind, type) and is_dataclass(kind):
        yield kind
        for each in get_type_hints(kind).values():
            yield from records_in(each)
    for each in get_args(kind):
        yield from records_in(each)


KINDS = sorted(
    {
        kind
        for system in ADMINS
        for operation in operations_of(system)
        for kind in records_in(operation.result)
    },
    key=lambda each: each.__qualname__,
)


def holds_secret(kind: type) -> bool:
    """Tell whether a record is nothing without its secret, which a page shows once."""
    return any(each.init and not each.repr and each.default is MISSING for each in fields(kind))


def drawn(kind: type) -> st.SearchStrategy[Any]:
    """Return records of a type, with any values but for secrets, which no screen shows."""
    if kind is Address:
        return ADDRESSES
    types = get_type_hints(kind)
    given_ = {each.name: types[each.name] for each in fields(kind) if each.init and each.repr}
    return st.builds(kind, **{name: _value(each) for name, each in given_.items()})


def _value(kind: Any) -> st.SearchStrategy[Any]:
    if isinstance(kind, type) and is_dataclass(kind):
        return drawn(kind)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXTS,
        datetime: TIMES,
        float: st.floats(0, 1e9),
    }
    if kind in plain:
        return plain[kind]
    return _of(kind) if get_args(kind) else st.from_type(kind)


def _of(kind: Any) -> st.SearchStrategy[Any]:
    """Return values of a type that has others in it: of a union, or of a tuple of one kind."""
    inner = [each for each in get_args(kind) if each not in (type(None), ...)]
    if type(None) in get_args(kind):
        return st.none() | st.one_of([_value(each) for each in inner])
    if get_origin(kind) is frozenset:
        return st.frozensets(_value(inner[0]), max_size=3)
    if ... in get_args(kind):
        return st.lists(_value(inner[0]), max_size=3).map(tuple)
    return st.tuples(*(_value(each) for each in inner))


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Window:
    return Window(chromium.new_page(), "http://localhost")


def test_the_kinds_are_those_of_the_admin_ports() -> None:
    names = {kind.__name__ for kind in KINDS}
    assert {"OktaUser", "Account", "User", "Backup", "Snapshot", "Message", "Task"} <= names
    assert len(KINDS) > 25
    assert {each.__name__ for each in KINDS if holds_secret(each)} == {
        "ApiCredentials",
        "Credentials",
    }


@pytest.mark.parametrize(
    "kind", [each for each in KINDS if not holds_secret(each)], ids=lambda each: each.__name__
)
@settings(
    max_examples=6,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],  # a page takes too long for shrinking
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_a_record_is_read_as_it_was_shown(
    window: Window, kind: type[Any], data: st.DataObject
) -> None:
    written = data.draw(st.lists(drawn(kind), min_size=1, max_size=8))
    show = shown if [each.name for each in fields(kind)] == ["text"] else record
    page = "".join(f"<div>{show(each)}</div>" for each in written)
    window.page.set_content(f"<!doctype html><meta charset=utf-8><main>{page}</main>")
    found = [each for each in window.read_all(kind) if type(each) is kind]
    assert found == written
    # An address is another's equal in whatever case it is written.
    assert [repr(each) for each in found] == [repr(each) for each in written]
