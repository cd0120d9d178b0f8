"""The pytest plugin: how a feature file is collected, run and reported."""

from __future__ import annotations
