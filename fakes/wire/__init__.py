"""The network between the fakes: host names, APIs, the journal, one clock.

The wire knows no system. It carries HTTP requests and remembers them.
"""

from __future__ import annotations

from .address import Address, is_address, not_addresses
from .characters import fits_everywhere
from .clock import Clock
from .faults import Fault, NoAnswer, Strikes
from .journal import Exchange, Journal
from .message import Request, Response
from .network import UnknownHost, Wire
from .reading import OddAnswer
from .snapshot import WireSnapshot

__all__ = [
    "Address",
    "Clock",
    "Exchange",
    "Fault",
    "Journal",
    "NoAnswer",
    "OddAnswer",
    "Request",
    "Response",
    "Strikes",
    "UnknownHost",
    "Wire",
    "WireSnapshot",
    "fits_everywhere",
    "is_address",
    "not_addresses",
]
