"""The console command `crosswalk`.

What a command needs is imported when the command runs, so that asking for help costs nothing.
"""

from __future__ import annotations

import importlib
from importlib import metadata
from typing import Any

import click


class Later(click.Command):
    """A command that lives in a module which is imported when the command is called."""

    def __init__(self, name: str, target: str, short_help: str) -> None:
        super().__init__(name, short_help=short_help)
        self._target = target

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Return the context of the command that is meant, so that click goes on with that."""
        module, _, attribute = self._target.partition(":")
        meant: click.Command = getattr(importlib.import_module(module), attribute)
        return meant.make_context(*args, **extra)


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    try:
        click.echo(f"crosswalk {metadata.version('crosswalk')}")
    except metadata.PackageNotFoundError:
        click.echo("crosswalk, not installed")
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Crosswalk: Okta, Druva inSync and Microsoft 365, simulated and driven by feature files."""


main.add_command(
    Later("pages", "crosswalk.cli.pages:command", "Write the pages that are generated.")
)
main.add_command(
    Later(
        "pictures",
        "crosswalk.cli.pictures:command",
        "Take pictures of the screens, and the README's.",
    )
)
main.add_command(Later("bench", "crosswalk.bench:command", "Measure what it costs, side by side."))
main.add_command(
    Later("serve", "crosswalk.cli.serve:command", "Serve the three systems over HTTP.")
)
main.add_command(
    Later("env", "crosswalk.cli.env:command", "Let SDKs use a lab that is served with --tls.")
)
main.add_command(
    Later("diagnose", "crosswalk.cli.diagnose:command", "Diagnose a tenant from its exports.")
)
main.add_command(
    Later("rehearse", "crosswalk.cli.rehearse:command", "Play in the lab what is foretold.")
)
main.add_command(
    Later("site", "crosswalk.cli.site:command", "Make the living documentation of messages.")
)
main.add_command(
    Later("load", "crosswalk.load:command", "Let many clients use a served lab, and check it.")
)
main.add_command(
    Later("kill", "crosswalk.cli.kill:command", "Kill a served lab again and again, and check it.")
)
main.add_command(
    Later("mutate", "crosswalk.cli.mutate:command", "Change what decides, and see who notices.")
)
main.add_command(
    Later("collect", "crosswalk.cli.collect:command", "Read a tenant's users from its APIs.")
)
main.add_command(
    Later("explore", "crosswalk.cli.explore:command", "Look for what breaks a law of the lab.")
)
