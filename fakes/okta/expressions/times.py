"""``Time.*``: the time of the org's clock, and times in the formats of other systems."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from . import time_patterns, values
from .function import Function, Lookups

_UNIX = datetime(1970, 1, 1, tzinfo=UTC)
_WINDOWS = datetime(1601, 1, 1, tzinfo=UTC)
_TICKS_OF_A_MICROSECOND = 10
_MICROSECOND = timedelta(microseconds=1)

# Okta's old style ids, in its order, and the new style ids that stand for them: EST knows summer.
_OLD_STYLE = {
    **{"GMT": "UTC", "WET": "WET", "CET": "CET", "MET": "CET", "ECT": "CET", "EET": "EET"},
    **{"MIT": "Pacific/Apia", "HST": "Pacific/Honolulu", "AST": "America/Anchorage"},
    **{"PST": "America/Los_Angeles", "MST": "America/Denver", "PNT": "America/Phoenix"},
    **{"CST": "America/Chicago", "EST": "America/New_York", "IET": "America/Indiana/Indianapolis"},
    **{"PRT": "America/Puerto_Rico", "CNT": "America/St_Johns"},
    **{"AGT": "America/Argentina/Buenos_Aires", "BET": "America/Sao_Paulo"},
    **{"ART": "Africa/Cairo", "CAT": "Africa/Harare", "EAT": "Africa/Addis_Ababa"},
    **{"NET": "Asia/Yerevan", "PLT": "Asia/Karachi", "IST": "Asia/Kolkata", "BST": "Asia/Dhaka"},
    **{"VST": "Asia/Ho_Chi_Minh", "CTT": "Asia/Shanghai", "JST": "Asia/Tokyo"},
    **{"ACT": "Australia/Darwin", "AET": "Australia/Sydney"},
    **{"SST": "Pacific/Guadalcanal", "NST": "Pacific/Auckland"},
}


def _now(lookups: Lookups, zone: str = "UTC", pattern: str = "") -> str:
    moment = lookups.now().astimezone(_zone(zone or "UTC"))
    return time_patterns.written(moment, pattern) if pattern else _iso(moment)


def _zone(name: str) -> tzinfo:
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # It is slow to import, and few expressions ask for a zone.

    try:
        return ZoneInfo(_OLD_STYLE.get(name, name))
    except (OSError, ValueError, KeyError):
        raise ValueError(f"{name!r} is not a time zone: expected one as Europe/Berlin") from None


def _iso(moment: datetime) -> str:
    """Return a time in the subset of ISO 8601 that RFC 3339 describes, with milliseconds."""
    plain = moment.replace(tzinfo=None).isoformat(timespec="milliseconds")
    return plain + (time_patterns.offset_of(moment) if moment.utcoffset() else "Z")


def _of_iso(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a time as 2026-01-31T08:00:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _to_windows(text: str) -> str:
    return str((_of_iso(text) - _WINDOWS) // _MICROSECOND * _TICKS_OF_A_MICROSECOND)


def _counted_from(start: datetime, unit: timedelta, parts: int) -> Function:
    """Return the function that counts from a start, in parts of a unit."""

    def converted(count: int) -> str:
        try:
            return _iso(start + count * unit // parts)
        except OverflowError:
            raise ValueError(f"{count} is beyond the year 9999") from None

    return Function(converted, (values.integer,))


TIMES: Mapping[str, Function] = {
    "Time.now": Function(_now, (), optional=(values.text, values.text), asks=True),
    "Time.fromWindowsToIso8601": _counted_from(_WINDOWS, _MICROSECOND, _TICKS_OF_A_MICROSECOND),
    "Time.fromUnixToIso8601": _counted_from(_UNIX, timedelta(seconds=1), 1),
    "Time.fromStringToIso8601": Function(
        lambda text, pattern: _iso(time_patterns.read(text, pattern)), (values.text, values.text)
    ),
    "Time.fromIso8601ToWindows": Function(_to_windows, (values.text,)),
    "Time.fromIso8601ToUnix": Function(
        lambda text: str((_of_iso(text) - _UNIX) // timedelta(seconds=1)), (values.text,)
    ),
    "Time.fromIso8601ToString": Function(
        lambda text, pattern: time_patterns.written(_of_iso(text), pattern),
        (values.text, values.text),
    ),
}
