"""How long is waited: as the answer asks, by the clock of the server, and within bounds."""

from __future__ import annotations

import pytest

from crosswalk.collecting.errors import Unavailable
from crosswalk.collecting.patience import ATTEMPTS, LONGEST, Patience

NOON = "Mon, 02 Mar 2026 12:00:00 GMT"
EPOCH = 1_772_452_800


@pytest.mark.parametrize(
    ("status", "headers", "attempt", "seconds"),
    [
        (429, {"retry-after": "7"}, 1, 7),
        (503, {"retry-after": "7"}, 3, 7),
        (429, {"retry-after": "Mon, 02 Mar 2026 12:00:30 GMT", "date": NOON}, 1, 30),
        (429, {"retry-after": "Mon, 02 Mar 2026 12:00:30 GMT"}, 1, 30 + 5),
        (429, {"retry-after": "Mon, 02 Mar 2026 11:00:00 GMT", "date": NOON}, 1, 0),
        (429, {"x-rate-limit-reset": str(EPOCH + 40), "date": NOON}, 1, 41),
        (429, {"x-rate-limit-reset": str(EPOCH + 40)}, 1, 46),
        (429, {"x-rate-limit-reset": str(EPOCH - 40), "date": NOON}, 1, 0),
        (429, {"retry-after": "9", "x-rate-limit-reset": str(EPOCH + 40), "date": NOON}, 1, 9),
        (429, {}, 1, 15),
        (429, {}, 3, 60),
        (429, {"retry-after": "soon", "x-rate-limit-reset": "-1"}, 1, 15),
        (429, {"retry-after": "²"}, 1, 15),
        (500, {}, 1, 1),
        (500, {}, 5, 16),
        (0, {}, 2, 2),
    ],
)
def test_it_waits_as_long_as_it_is_asked_to(
    status: int, headers: dict[str, str], attempt: int, seconds: float
) -> None:
    patience = Patience(lambda _: None, lambda: EPOCH - 5)

    assert patience.seconds(status, headers, attempt) == seconds


def test_it_waits_and_tells_why() -> None:
    slept: list[float] = []
    told: list[tuple[str, float, str]] = []
    patience = Patience(slept.append, lambda: 0.0, lambda *each: told.append(each))

    patience.wait("Okta", 1, LONGEST, "it answered 429")

    assert (slept, told) == ([LONGEST], [("Okta", LONGEST, "it answered 429")])


@pytest.mark.parametrize(
    ("attempt", "seconds", "said"),
    [
        (ATTEMPTS, 1, f"Okta was asked {ATTEMPTS} times: it answered 500"),
        (1, LONGEST + 1, "Okta asks to wait for 301 seconds: it answered 500"),
    ],
)
def test_it_ends(attempt: int, seconds: float, said: str) -> None:
    slept: list[float] = []

    with pytest.raises(Unavailable, match=f"^{said}$"):
        Patience(slept.append).wait("Okta", attempt, seconds, "it answered 500")

    assert slept == []
