"""TLS of a served lab: its certificate, its URLs, and the files that are written for clients."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import click

from crosswalk.remote.url_file import write_privately
from fakes.serving.local_names import NAMES, resolved
from fakes.serving.server import base_url
from fakes.serving.tls import server_context

NEEDED = "--tls needs trustme: pip install -e '.[serve]'"
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def check_tls(url_file: Path | None) -> Path:
    """Return the url-file, beside which a certificate can be written; raises ClickException."""
    if url_file is None:
        raise click.UsageError(
            "--tls writes what clients need to trust the lab beside the url-file: add --url-file"
        )
    try:
        import fakes.serving.certificate  # noqa: F401 - imported to know whether it can be
    except ModuleNotFoundError as error:
        if error.name not in ("trustme", "cryptography"):
            raise
        raise click.ClickException(NEEDED) from None
    return url_file


def plain_urls(sockets: Mapping[str, socket.socket], known_as: str) -> dict[str, str]:
    """Return the URL of each socket over HTTP."""
    return {name: base_url(bound, known_as) for name, bound in sockets.items()}


def tls_urls(sockets: Mapping[str, socket.socket], known_as: str) -> dict[str, str]:
    """Return the URL of each socket over HTTPS, by a name of its own where that leads here."""
    address = next(iter(sockets.values())).getsockname()[0]
    names = {} if known_as else resolved(address)
    return {
        name: base_url(bound, known_as or names.get(name, ""), "https")
        for name, bound in sockets.items()
    }


def context_beside(url_file: Path, urls: Iterable[str]) -> ssl.SSLContext:
    """Make a certificate for some URLs and for this machine, and write its files.

    Only the key of the server is written: the CA's is gone when this returns. Raises OSError.
    """
    from fakes.serving.certificate import certificate_for

    called = (urlsplit(url).hostname or "" for url in urls)
    certificate = certificate_for(dict.fromkeys((*_THIS_MACHINE, *NAMES.values(), *called)))
    files = {kind: url_file.with_name(name) for kind, name in trusted_by(url_file).items()}
    write_privately(files["ca_file"], certificate.ca)
    write_privately(files["truststore"], certificate.truststore)
    key = _beside(url_file, "key.pem")
    write_privately(key, certificate.key)
    return server_context(key)


def trusted_by(url_file: Path) -> dict[str, str]:
    """Return the names of the files by which clients trust the lab, for the url-file."""
    return {
        "ca_file": _beside(url_file, "ca.pem").name,
        "truststore": _beside(url_file, "ca.p12").name,
    }


def _beside(url_file: Path, kind: str) -> Path:
    return url_file.with_suffix(f".{kind}")
