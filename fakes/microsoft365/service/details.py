"""What an admin may write into the details of a user."""

from __future__ import annotations

from dataclasses import asdict

from fakes.microsoft365.attributes import LONGEST, Details


def expect_storable(details: Details) -> None:
    """Raise ValueError for a text that is longer than the directory keeps."""
    for name, text in asdict(details).items():
        if len(text) > LONGEST[name]:
            raise ValueError(f"{name} has {len(text)} characters: expected {LONGEST[name]} at most")
