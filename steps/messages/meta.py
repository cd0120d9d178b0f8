"""What the messages say of the machine and of the build."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import Any

PROTOCOL = "34.2.0"


def meta() -> dict[str, Any]:
    """Return what ran the scenarios, and on what."""
    return {
        "protocolVersion": PROTOCOL,
        "implementation": {"name": "pytest-bdd", "version": version("pytest-bdd")},
        "runtime": {
            "name": platform.python_implementation(),
            "version": platform.python_version(),
        },
        "os": {"name": platform.system(), "version": platform.release()},
        "cpu": {"name": platform.machine()},
    }
