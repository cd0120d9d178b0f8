"""`crosswalk serve`: the three systems over HTTP, for any client."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

import click

from crosswalk.cli.securing import check_tls, context_beside, plain_urls, tls_urls, trusted_by
from crosswalk.rehearsal.lab_file import state_file
from crosswalk.remote.url_file import InvalidUrlFile, addresses, read, write
from fakes.company.seeds import SEEDS, admit
from fakes.lab import Lab
from fakes.serving.callers import Names
from fakes.serving.consoles import consoles_of
from fakes.serving.control import PREFIX
from fakes.serving.hosted_lab import HostedLab, Jobs
from fakes.serving.local_names import NAMES
from fakes.serving.logs import LogFormat
from fakes.serving.origins import SYSTEMS
from fakes.serving.persistence import Persistence, save_nothing
from fakes.serving.server import Server, bind
from fakes.serving.system_app import Save
from fakes.serving.wsgi_stack import WsgiStack
from fakes.store.sqlite_store import SqliteStore
from fakes.wire import NoAnswer
from fakes.wire.gateway import PATIENCE, Gateway

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

JOURNAL_BYTES = 64 * 1024 * 1024
_HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")


@click.command("serve", context_settings={"auto_envvar_prefix": "CROSSWALK_SERVE"})
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--expose",
    is_flag=True,
    help="Allow an address that other machines reach: they can then control the lab.",
)
@click.option("--known-as", default="", help="The host name that clients use, if it is another.")
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
@click.option(
    "--tls",
    is_flag=True,
    help="Serve over HTTPS, with a certificate made for this lab; its CA is beside the url-file.",
)
@click.option(
    "--seed",
    default="empty",
    help="What the lab holds at first: empty, demo, a file, or a directory that rehearse wrote.",
)
@click.option(
    "--state",
    type=click.Path(path_type=Path),
    help="Keep everything except the journal in this file.",
)
@click.option("--only", type=click.Choice(SYSTEMS), help="Serve one system; name its peers.")
@click.option(
    "--peer",
    "peers",
    multiple=True,
    metavar="SYSTEM=URL",
    help="Where another system is served; for --only.",
)
@click.option(
    "--patience",
    type=click.FloatRange(min=0, min_open=True),
    default=PATIENCE,
    show_default=True,
    help="How many seconds to wait for an answer of a peer.",
)
@click.option(
    "--jobs",
    type=click.Choice([each.value for each in Jobs]),
    default=Jobs.AUTO.value,
    show_default=True,
    help="Whether Okta runs provisioning jobs by itself soon after a request, or only when told.",
)
@click.option(
    "--token-seed",
    default="",
    help="Draw tokens and secrets from this text, the same each time; without it they are new.",
)
@click.option(
    "--log-format",
    type=click.Choice([each.value for each in LogFormat]),
    default=LogFormat.TEXT.value,
    show_default=True,
    help="How a request is logged on standard error.",
)
@click.option(
    "--until-input-ends",
    is_flag=True,
    hidden=True,
    help="End when standard input ends, as it does when the process that started this is gone.",
)
def command(
    host: str,
    expose: bool,
    known_as: str,
    port: int,
    url_file: Path | None,
    tls: bool,
    seed: str,
    state: Path | None,
    only: str | None,
    peers: tuple[str, ...],
    patience: float,
    jobs: str,
    token_seed: str,
    log_format: str,
    until_input_ends: bool,
) -> None:
    """Serve Okta, inSync and Microsoft 365 over HTTP, until SIGTERM or SIGINT.

    Without --seed there are no users, and the three systems are connected as a customer's are. With
    --only they are not connected: an admin does that in each of them.

    Every option can be given by the environment as well: --port as CROSSWALK_SERVE_PORT.
    """
    _check_host(host, expose)
    _check_name(known_as)
    secure = check_tls(url_file) if tls else None
    lab = Lab(salt=token_seed or token_hex())
    hosted = HostedLab(lab, systems=(only,) if only else SYSTEMS, jobs=Jobs(jobs), admit=admit)
    hosted.names = Names(host, known_as, frozenset(NAMES.values() if tls else ()))
    hosted.seeds = {} if only else SEEDS
    lab.wire.journal.max_bytes = JOURNAL_BYTES
    _connect_peers(hosted, peers, patience)
    with _told_in_one_line(), _filled(hosted, seed, state) as save:
        sockets = bind((*hosted.systems, "control"), host, port)
        hosted.urls.update((tls_urls if tls else plain_urls)(sockets, known_as))
        stack = WsgiStack(hosted, save, LogFormat(log_format))
        context = context_beside(secure, hosted.urls.values()) if secure else None
        server = Server(stack.apps, sockets, in_turn=hosted.systems, context=context)
        if until_input_ends:
            server.stop_at_end_of(sys.stdin)
        with stack.running_jobs():
            server.run(lambda: _announce(hosted, url_file, tls=tls))


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    """Turn what the machine or a file does not allow into a message and exit code 1."""
    try:
        yield
    except OSError as error:
        named = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise click.ClickException(named) from None
    except ValueError as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def _filled(hosted: HostedLab, seed: str, state: Path | None) -> Iterator[Save]:
    """Fill the lab from its state file, or else from a seed; yield what saves it from now on."""
    if state is None:
        _seed(hosted, seed)
        yield save_nothing
        return
    with closing(SqliteStore(state, hosted.lasting())) as store:
        if store.restore():
            hosted.issue_credentials()
        else:
            _seed(hosted, seed)
        store.save()
        yield Persistence(store)


def _seed(hosted: HostedLab, seed: str) -> None:
    if seed in hosted.seeds:
        hosted.fill_from_seed(seed)
    elif seed == "empty":
        hosted.issue_credentials()
    else:
        _open(hosted, seed)


def _open(hosted: HostedLab, file: str) -> None:
    path = state_file(Path(file))
    try:
        hosted.open(json.loads(path.read_bytes()))
    except FileNotFoundError:
        known = ", ".join(hosted.seeds) or "empty"
        raise ValueError(f"no seed {file!r}: expected {known}, a file or a directory") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{file} is not a valid state file: {error}") from None


def _announce(hosted: HostedLab, url_file: Path | None, *, tls: bool) -> None:
    if url_file:
        told = addresses(hosted)
        told["control"].update(trusted_by(url_file) if tls else {})
        if "token" not in told.get("insync_scim", {"token": ""}):
            _take_over_token(told["insync_scim"], url_file, hosted.lab)
        write(url_file, told)
    said = " ".join(f"{name}={url}" for name, url in hosted.urls.items())
    click.echo(f"crosswalk ready {said}")
    control = hosted.urls["control"]
    click.echo(f"open {control}/ in a browser, or a console:")
    for console in consoles_of(hosted):
        click.echo(f"  {console.title}: {control}{console.base}")
    click.echo(f"see {control}{PREFIX} for what programs can do")


def _take_over_token(place: dict[str, str], url_file: Path, lab: Lab) -> None:
    """Find the SCIM token in force, which inSync showed once, in the file that is written anew."""
    try:
        token = read(url_file)["insync_scim"]["token"]
    except (InvalidUrlFile, KeyError):
        token = ""
    if lab.insync.provisioning.admits(token):
        place["token"] = token
    else:
        click.echo(
            f"note: {url_file} has no SCIM token: "
            "inSync shows a token only once, when it is created",
            err=True,
        )


def _check_host(host: str, expose: bool) -> None:
    if _is_loopback(host):
        return
    if not expose:
        raise click.UsageError(
            f"{host or 'every address'} is reachable from other machines, and the control surface "
            "is unauthenticated; pass --expose to bind anyway"
        )
    click.echo(
        f"warning: everybody who can reach {host or 'this machine'} can read, change and reset "
        "the lab",
        err=True,
    )


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def _check_name(known_as: str) -> None:
    if known_as and not _HOST_NAME.fullmatch(known_as):
        raise click.UsageError(
            f"--known-as {known_as!r} is not a host name: expected one such as lab.example"
        )


def _connect_peers(hosted: HostedLab, peers: tuple[str, ...], patience: float) -> None:
    apps = {each: _nowhere(each) for each in SYSTEMS if each not in hosted.systems}
    for peer in peers:
        system, _, url = peer.partition("=")
        if system not in apps:
            known = " or ".join(apps) or "none without --only"
            raise click.UsageError(f"no peer {system!r}: expected {known}")
        try:
            apps[system] = Gateway(url, patience, sender=hosted.systems[0])
        except ValueError as error:
            raise click.UsageError(str(error)) from None
    for system, app in apps.items():
        for name in hosted.lab.wire.hosts(system):
            hosted.lab.wire.connect(name, system, app)


def _nowhere(system: str) -> WSGIApplication:
    def app(environ: WSGIEnvironment, _start_response: StartResponse) -> Iterable[bytes]:
        host = environ["HTTP_HOST"]
        raise NoAnswer(f"{host} gave no answer: no --peer says where {system} is")

    return app
