"""The checkout of Crosswalk that some commands need: what they read is not installed."""

from __future__ import annotations

from pathlib import Path

import click


def checkout() -> Path:
    """Return the working directory; raises UsageError where it is not a checkout of Crosswalk."""
    root = Path.cwd()
    for name in ("features", "pytest.ini"):
        if not (root / name).exists():
            raise click.UsageError(
                f"there is no {name} in {root}: run this from the top of a checkout of Crosswalk"
            )
    return root
