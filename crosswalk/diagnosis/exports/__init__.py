"""Reads the exports of a tenant: CSV and JSON files, each recognized by its columns or keys."""

from .reading import read
from .unusable import UnusableExport

__all__ = ["UnusableExport", "read"]
