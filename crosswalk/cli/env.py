"""`crosswalk env`: lets the SDKs of the vendors find and trust a lab that is served."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from crosswalk.remote.environment import NotSecured, variables
from crosswalk.remote.url_file import InvalidUrlFile, read


@click.command("env")
@click.option(
    "--url-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default="crosswalk.json",
    show_default=True,
    help="The file that `crosswalk serve --tls --url-file` wrote.",
)
def command(url_file: Path) -> None:
    """Print what a POSIX shell evaluates, so that unmodified SDKs use a served lab.

    eval "$(crosswalk env)" sets variables that the SDKs of Okta and Microsoft read in Python,
    Node.js and Java: addresses, credentials, and the CA of the lab. Two of them are secrets,
    OKTA_CLIENT_TOKEN and AZURE_CLIENT_SECRET.
    """
    try:
        found = variables(read(url_file), os.environ)
    except (InvalidUrlFile, NotSecured) as error:
        raise click.ClickException(str(error)) from None
    for name, value in found.items():
        click.echo(f"export {name}={shlex.quote(value)}")
