"""`crosswalk serve`: the three systems over HTTP, for any client."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import Any

import click

from fakes.lab import Lab
from fakes.serving.control import control_app
from fakes.serving.door import Origin, exclusively
from fakes.serving.logs import LogFormat, logged
from fakes.serving.origins import SYSTEMS
from fakes.serving.served import Served
from fakes.serving.server import Drop, Server, base_url, bind
from fakes.wire.gateway import Gateway
from fixtures.serving import SEEDS

from .url_file import addresses, write

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--expose",
    is_flag=True,
    help="Allow an address beyond this machine: whoever reaches it controls the lab.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="The first port, the others follow; free ports unless given.",
)
@click.option(
    "--url-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write addresses and credentials to this file, once ready.",
)
@click.option("--seed", default="empty", help="What is there at first: empty, demo or a file.")
@click.option("--state", type=click.Path(path_type=Path), help="Keep the lab in this file.")
@click.option("--only", type=click.Choice(SYSTEMS), help="Serve one system; name its peers.")
@click.option(
    "--peer",
    "peers",
    multiple=True,
    metavar="SYSTEM=URL",
    help="Where another system is served; for --only.",
)
@click.option(
    "--log-format",
    type=click.Choice([each.value for each in LogFormat]),
    default=LogFormat.TEXT.value,
    show_default=True,
    help="How a request is logged on standard error.",
)
def command(
    host: str,
    expose: bool,
    port: int,
    url_file: Path | None,
    seed: str,
    state: Path | None,
    only: str | None,
    peers: tuple[str, ...],
    log_format: str,
) -> None:
    """Serve Okta, inSync and Microsoft 365 over HTTP, until SIGTERM or SIGINT."""
    _check_host(host, expose)
    lab = Lab()
    served = Served(lab, systems=(only,) if only else SYSTEMS, seeds={} if only else SEEDS)
    _connect_peers(lab, served, peers)
    lock = RLock()
    with lock:
        if not only:
            SEEDS[seed](lab)
    names = (*served.systems, "control")
    try:
        sockets = bind(names, host, port)
    except OSError as error:
        raise click.ClickException(str(error)) from None
    served.urls.update({name: base_url(bound) for name, bound in sockets.items()})
    doors: dict[str, Any] = {name: Origin(lab.wire, name, Drop) for name in served.systems}
    doors["control"] = control_app(served)
    apps = {
        name: logged(exclusively(door, lock, _nothing), name, LogFormat(log_format))
        for name, door in doors.items()
    }
    Server(apps, sockets).run(_announcing(served, url_file))


def _nothing() -> None:
    """Keep nothing: the lab is gone when it stops."""


def _announcing(served: Served, url_file: Path | None) -> Callable[[], None]:
    def announce() -> None:
        if url_file:
            write(url_file, addresses(served))
        said = " ".join(f"{name}={url}" for name, url in served.urls.items())
        click.echo(f"crosswalk ready {said}")

    return announce


def _check_host(host: str, expose: bool) -> None:
    if host in _LOOPBACK:
        return
    if not expose:
        raise click.UsageError(
            f"{host} is reachable from other machines, and the control surface asks nobody who "
            "they are: add --expose if that is meant"
        )
    click.echo(
        f"warning: whoever reaches {host} can read, change and reset everything here", err=True
    )


def _connect_peers(lab: Lab, served: Served, peers: tuple[str, ...]) -> None:
    for peer in peers:
        system, _, url = peer.partition("=")
        others = [each for each in SYSTEMS if each not in served.systems]
        if system not in others:
            known = " or ".join(others) or "none without --only"
            raise click.UsageError(f"no peer {system!r}: expected {known}")
        try:
            gateway = Gateway(url)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        for host in lab.wire.hosts(system):
            lab.wire.connect(host, system, gateway)
