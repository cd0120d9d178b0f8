"""How Microsoft 365 is reached: the token endpoint, Graph, Exchange Web Services, downloads."""

from __future__ import annotations

from .download import download_door
from .ews import ews_door
from .graph import graph_door
from .token import token_door

__all__ = ["download_door", "ews_door", "graph_door", "token_door"]
