"""Functions of time and of groups, where Okta's reference describes a result and prints none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fakes.okta.expressions import ExpressionError, Lookups, Value, evaluate, parse
from fakes.okta.model import Group

NOW = datetime(2026, 1, 5, 8, 3, 9, 45678, UTC)
OWN = (Group("00g1", "Site admins", description="They run it"), Group("00g2", "Staff"))


def worth(text: str) -> Value:
    return evaluate(parse(text), {}, Lookups(lambda: OWN, lambda: NOW))


def error(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as refused:
        worth(text)
    return refused.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # 2 ** 30 seconds after 1970 began, as RFC 3339 writes it; Windows counts from 1601.
        ("Time.fromUnixToIso8601('1073741824')", "2004-01-10T13:37:04.000Z"),
        ("Time.fromIso8601ToUnix('2004-01-10T13:37:04.000Z')", "1073741824"),
        ("Time.fromIso8601ToUnix('2004-01-10T15:37:04+02:00')", "1073741824"),
        ("Time.fromWindowsToIso8601('116444736000000000')", "1970-01-01T00:00:00.000Z"),
        ("Time.fromIso8601ToWindows('1970-01-01T00:00:00Z')", "116444736000000000"),
        ("Time.fromIso8601ToWindows('1970-01-01T00:00:00')", "116444736000000000"),
        ("Time.fromStringToIso8601('31.12.2025', 'dd.MM.yyyy')", "2025-12-31T00:00:00.000Z"),
        (
            "Time.fromStringToIso8601('Dec 31, 2025 at 11:30 pm', \"MMM d, yyyy 'at' hh:mm a\")",
            "2025-12-31T23:30:00.000Z",
        ),
        (
            "Time.fromStringToIso8601('2025-12-31 23:30:01.5 -0530', 'yyyy-MM-dd HH:mm:ss.S Z')",
            "2026-01-01T05:00:01.500Z",
        ),
        ("Time.fromStringToIso8601('24 h', \"k 'h'\")", "1970-01-01T00:00:00.000Z"),
        ("Time.fromIso8601ToString('2026-01-05T08:03:09Z', 'd/M/yy')", "5/1/26"),
        ("Time.fromIso8601ToString('2026-01-05T20:03:09Z', 'EEE d MMM h a')", "Mon 5 Jan 8 PM"),
        (
            "Time.fromIso8601ToString('2026-01-05T00:03:09Z', 'EEEE MMMM K k D')",
            "Monday January 0 24 5",
        ),
        ("Time.fromIso8601ToString('2027-01-01T00:00:00Z', 'xxxx-ww-e')", "2026-53-5"),
        ("Time.now('UTC', \"yyyy''SSS SSSS\")", "2026'045 0456"),
        ("Time.now('Asia/Kolkata')", "2026-01-05T13:33:09.045+05:30"),
        ("Time.now('PST', 'HH:mm Z ZZ')", "00:03 -0800 -08:00"),
        ("Time.now('Etc/GMT+12', 'dd HH')", "04 20"),
        ("isMemberOfGroup('00g2')", True),
        ("isMemberOfGroup('00g3')", False),
        ("isMemberOfAnyGroup('00g3', '00g1')", True),
        ("isMemberOfAnyGroup('00g3', '00g4')", False),
        ("isMemberOfGroupName('staff')", False),
        ("isMemberOfGroupNameStartsWith('admins')", False),
        ("isMemberOfGroupNameContains('x')", False),
        ("isMemberOfGroupNameRegex('.*admin.*')", True),
        ("isMemberOfGroupNameRegex('admin')", False),
        ("getFilteredGroups({'00g2', '00g3', '00g1'}, 'group.id', 9)", ("00g1", "00g2")),
        ("getFilteredGroups({'00g1', '00g2'}, 'group.name', 1)", ("Site admins",)),
        ("getFilteredGroups({'00g1'}, 'group.description', 9)", ("They run it",)),
        ("getFilteredGroups({'00g1'}, 'group.name', 0)", ()),
    ],
)
def test_a_function_of_time_or_groups_is_worth(text: str, value: Value) -> None:
    assert worth(text) == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Time.now('Mars')", "'Mars' is not a time zone: expected one as Europe/Berlin"),
        ("Time.now('../etc')", "'../etc' is not a time zone"),
        ("Time.now('UTC', 'G')", "'G' of 'G' is not supported: expected y, Y, x, w, e, E, M, d"),
        ("Time.now('UTC', \"'at\")", 'a quote of "\'at" is not closed'),
        ("Time.fromStringToIso8601('1/2/26', 'd/M/yy')", "yy of 'd/M/yy' can be of two centuries"),
        ("Time.fromStringToIso8601('1.2', 'd/M')", "'1.2' is not a time as 'd/M' says"),
        ("Time.fromStringToIso8601('31/2', 'd/M')", "day is out of range for month"),
        ("Time.fromStringToIso8601('a', 'E')", "'E' of 'E' is not supported: expected y, Y, M"),
        ("Time.fromIso8601ToUnix('today')", "'today' is not a time as 2026-01-31T08:00:00Z"),
        ("Time.fromUnixToIso8601('x')", "expected a number but found 'x'"),
        ("Time.fromUnixToIso8601('99999999999999')", "is beyond the year 9999"),
        ("isMemberOfGroupNameRegex('(')", "'(' is not a regular expression"),
        ("getFilteredGroups({'a'}, 'name', 9)", "expected one of group.id, group.name"),
    ],
)
def test_a_wrong_argument_is_refused_with_what_was_expected(text: str, problem: str) -> None:
    assert problem in error(text).problem
