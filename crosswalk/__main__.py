"""`python -m crosswalk`, where the console command is not installed."""

from __future__ import annotations

from .cli import main

main(prog_name="crosswalk")
