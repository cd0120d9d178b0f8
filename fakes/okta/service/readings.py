"""Assumptions that can be read otherwise: the first reading is in force until one is chosen."""

from __future__ import annotations

from enum import Enum

from fakes.okta.model import OnApplyUpdates, OnClearedValue, OnNewRow, OnSave

READINGS: dict[str, type[Enum]] = {
    "A2": OnApplyUpdates,
    "A12": OnClearedValue,
    "A58": OnNewRow,
    "A61": OnSave,
}
