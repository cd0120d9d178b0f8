"""Of too many rows the worst are kept, in their order, and the rest is counted."""

from __future__ import annotations

import random

import pytest

from crosswalk.diagnosis.report.harm import Rank
from crosswalk.diagnosis.report.worst import Worst


@pytest.mark.parametrize("most", [1, 5, 60, 200])
@pytest.mark.parametrize("seed", range(4))
def test_it_keeps_what_sorting_everything_would_keep(most: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    offered: list[tuple[Rank, int]] = [
        ((chance.randrange(3), -chance.randrange(3), 0), number) for number in range(100)
    ]
    worst: Worst[int] = Worst(most)
    for rank, number in offered:
        if worst.takes(rank):
            worst.add(rank, number)
    assert list(worst) == [number for _, number in sorted(offered)][:most]
    assert worst.left_out == max(0, 100 - most)
    assert len(worst) == min(most, 100)
