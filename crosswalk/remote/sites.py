"""Where the systems of a lab are: at one place, or each at its own."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from fakes.serving.operations import ADMINS


class NoLab(Exception):
    """There is no lab to play in; the message says why and what can be done."""


class Site(msgspec.Struct, frozen=True):
    """The URL of the control surface of a system.

    ``origin`` is the URL at which the system itself is reached, where that is not the one that it
    knows itself by, as behind a published port. ``ca_file`` holds the CA that it is trusted by,
    where it is one that only this lab has.
    """

    control: str
    origin: str = ""
    ca_file: str = ""


Sites = Mapping[str, Site]
"""Where each system is."""


def all_at(control: str) -> Sites:
    """Return the sites of systems that have one control surface together."""
    return dict.fromkeys(ADMINS, Site(control))
