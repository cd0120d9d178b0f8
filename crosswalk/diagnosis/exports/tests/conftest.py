"""Writes exports as people have them, and reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.exports.tests.samples import INSYNC, MAIL, OKTA
from crosswalk.diagnosis.tenant import Tenant


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., Tenant]:
    """Return what writes exports into ``0.csv``, ``1.csv`` …, each as it is given, and reads them.

    The first three are Okta people, inSync users and Microsoft 365 people.
    """

    def do(
        okta: str | bytes = OKTA,
        insync: str | bytes = INSYNC,
        mail: str | bytes = MAIL,
        *others: str | bytes,
        attributes: frozenset[str] = frozenset(),
    ) -> Tenant:
        paths = []
        for number, content in enumerate((okta, insync, mail, *others)):
            path = tmp_path / f"{number}.csv"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        return read(paths, attributes=attributes)

    return do
