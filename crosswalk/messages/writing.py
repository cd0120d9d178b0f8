"""The file that the messages go to."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec


def check(path: Path) -> None:
    """Make sure that a file can be written there; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(0, "expected a file, found a directory", str(path))
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name):
        pass


def write(path: Path, envelopes: Iterable[Mapping[str, Any]]) -> None:
    """Write one message a line, replacing the file atomically."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(msgspec.json.Encoder().encode_lines(envelopes))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
