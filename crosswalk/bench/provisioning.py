"""What an import costs a user: Okta's provisioning through inSync's SCIM API, over the wire.

The other side is scim2-server as it comes, with its storage in memory, answering the very requests
that were recorded on ours. It comes with the extra ``bench``; where it is not installed, nothing is
compared with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .measure import Comparison, Side, Trial, Unmeasurable, check_installed
from .sides import Calls

if TYPE_CHECKING:
    from fakes.wire import Request

SMALL = 1_000
LARGE = 10_000

_REFERENCE = "https://scim.example/v2"


def _ours(count: int) -> str:
    return f"ours, {count:,} users"


def _theirs(count: int) -> str:
    return f"scim2-server, {count:,} users"


def prepare_import(count: int) -> Callable[[], object]:
    """Return an import of as many users, from a lab that holds them in Okta only."""
    from fakes.company.setting_up import connect
    from fakes.lab import Lab

    lab = Lab()
    connect(lab.okta, lab.insync, lab.microsoft365)
    lab.wire.journal.clear()
    ids = [
        lab.okta.directory.add(
            login=f"u{number}@corp.example",
            email=f"user.{number}@corp.example",
            first_name="User",
            last_name=f"No. {number}",
        ).id
        for number in range(count)
    ]

    def run() -> Lab:
        for user_id in ids:
            lab.okta.assignments.assign(user_id)
        done = lab.okta.jobs.run()
        if done.created != count:
            raise Unmeasurable(f"created {done.created} of {count} accounts: {done}")
        return lab

    return run


def _recorded(count: int) -> tuple[Request, ...]:
    """Return the requests of an import, addressed to a SCIM endpoint at the reference."""
    from fakes.wire import Request

    lab: Any = prepare_import(count)()
    base = urlsplit(lab.insync.provisioning.base_url()).path.rstrip("/")
    json = (("Content-Type", "application/scim+json; charset=utf-8"),)
    return tuple(
        Request(
            exchange.method,
            _REFERENCE + exchange.path.removeprefix(base),
            json if exchange.request else (),
            exchange.request,
        )
        for exchange in lab.wire.journal
        if exchange.recipient == "insync"
    )


def _prepare_replay(requests: tuple[Request, ...]) -> Callable[[], object]:
    """Return the answering of some requests by an empty reference."""
    from fakes.wire.network import call

    from .scim_reference import scim_app

    app = scim_app()

    def run() -> None:
        for request in requests:
            response = call(app, request)
            if not response.ok:
                raise Unmeasurable(f"{request.method} {request.url}: {response}")

    return run


def _sides(count: int) -> dict[str, Side]:
    check_installed("scim2_server")
    return {
        _ours(count): Calls(partial(prepare_import, count), count),
        _theirs(count): Calls(partial(_prepare_replay, _recorded(count)), count),
    }


def _small(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    return _sides(SMALL)


def _large(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    return _sides(LARGE)


def _growing(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    return {_ours(count): Calls(partial(prepare_import, count), count) for count in (LARGE, SMALL)}


def _against_scim2_server(count: int) -> Comparison:
    return Comparison(
        f"import-{count}",
        f"importing {count:,} users, each, against scim2-server answering the same requests",
        target=0.2,
        measured=_ours(count),
        reference=_theirs(count),
        unit="ms",
        scale=1e3,
    )


SMALL_TRIAL = Trial((_against_scim2_server(SMALL),), _small)
LARGE_TRIAL = Trial((_against_scim2_server(LARGE),), _large)
GROWTH_TRIAL = Trial(
    (
        Comparison(
            "import-growth",
            f"importing {LARGE:,} users, each, against importing {SMALL:,}",
            target=1.2,
            measured=_ours(LARGE),
            reference=_ours(SMALL),
            unit="ms",
            scale=1e3,
        ),
    ),
    _growing,
)
