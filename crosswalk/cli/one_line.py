"""Commands that say in one line on standard error why they did nothing, with exit code 2."""

from __future__ import annotations

from typing import Any

import click


class Unusable(click.ClickException):
    """Something that was given cannot be used; the message says what, and what to do."""

    exit_code = 2

    def format_message(self) -> str:
        """Return the message as one line."""
        return " ".join(line.strip() for line in self.message.splitlines())


class OneLine(click.Command):
    """A command that tells a wrong option without the lines about its usage."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Return the context of a call; raises Unusable for options that are not right."""
        try:
            return super().make_context(*args, **extra)
        except click.UsageError as error:
            raise Unusable(error.format_message()) from None
