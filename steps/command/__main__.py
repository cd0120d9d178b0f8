"""`python -m steps.command`, where the console command is not installed."""

from __future__ import annotations

from . import main

main(prog_name="crosswalk")
