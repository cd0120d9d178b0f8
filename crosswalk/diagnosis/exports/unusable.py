"""What is said of an export that cannot be used."""

from __future__ import annotations

from pathlib import Path


class UnusableExport(ValueError):
    """An export cannot be used; the text is one line: where, what is wrong, what to do."""

    def __init__(self, path: Path | str, text: str, line: int | None = None) -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(" ".join(f"{place}: {text}".split()))
