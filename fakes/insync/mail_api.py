"""The APIs of Microsoft 365 that can carry mail."""

from __future__ import annotations

from enum import Enum


class MailApi(Enum):
    """A53: which API of Microsoft 365 inSync backs mail up with, and which it restores it with."""

    EWS = "EWS for both"
    GRAPH = "Graph for both"
    GRAPH_THEN_EWS = "Graph backs up, EWS restores"
