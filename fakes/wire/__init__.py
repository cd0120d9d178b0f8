"""The network between the fakes: host names, APIs, the journal, one clock.

The wire knows no system. It carries HTTP requests and remembers them.
"""

from __future__ import annotations

from .address import Address, is_address, not_addresses
from .clock import Clock
from .faults import Fault, NoAnswer, Strikes
from .journal import Exchange, Journal
from .message import Request, Response
from .network import UnknownHost, Wire
from .snapshot import WireSnapshot

__all__ = [
    "Address",
    "Clock",
    "Exchange",
    "Fault",
    "Journal",
    "NoAnswer",
    "Request",
    "Response",
    "Strikes",
    "UnknownHost",
    "Wire",
    "WireSnapshot",
    "is_address",
    "not_addresses",
]
