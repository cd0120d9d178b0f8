"""The pytest plugin for running scenarios in a remote lab.

Where there is no such lab, pytest ends before the first scenario, with one message.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import msgspec
import pytest
from _pytest._code.code import ExceptionRepr

from fakes.lab import SEED
from fakes.serving.operations import ADMINS

from . import url_file
from .process import NotStarted, ServedLab
from .remote import RemoteLab
from .sites import NoLab, Site, Sites, all_at
from .sockets import PATIENCE, Sockets, Unreachable

SITES = pytest.StashKey[Sites]()
_HANDED_DOWN = "crosswalk_sites"
_ALONE = ""
TRYING = 10.0
NO_SDK = "--lab=docker needs the SDK of Docker: pip install -e '.[docker]'"


class Started(Protocol):
    """A lab that was started for this session."""

    @property
    def sites(self) -> Sites:
        """Where its systems are."""

    def logs(self, since: float) -> Iterable[tuple[str, str]]:
        """Return what was logged from a moment on, and under which title to show it."""

    def stop(self) -> object:
        """End it."""


def _containers() -> Started:
    try:
        from .containers import Containers
    except ModuleNotFoundError as error:
        if error.name != "docker":
            raise
        raise NoLab(NO_SDK) from None
    return Containers()


def _process() -> Started:
    try:
        return ServedLab("--jobs", "manual", "--token-seed", SEED)
    except NotStarted as error:
        raise NoLab(f"the lab did not start: {error}") from None


PLACES: dict[str, Callable[[], Started]] = {
    "http": _process,
    "screens": _process,
    "docker": _containers,
}


class RemoteLabPlugin:
    """Starts the labs of a session: one, or with pytest-xdist one for each worker."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._started: dict[str, Started] = {}
        self._terminating: Any = None

    def pytest_sessionstart(self) -> None:
        """Find or start the lab, unless workers play and each is given its own."""
        received = getattr(self._config, "workerinput", None)
        if self._config.getoption("collectonly"):
            return
        if received is not None:
            self._config.stash[SITES] = msgspec.convert(received[_HANDED_DOWN], dict[str, Site])
            return
        # A canceled run gets SIGTERM, which must clean up like Ctrl-C.
        self._terminating = signal.signal(signal.SIGTERM, signal.default_int_handler)
        if not self._config.pluginmanager.hasplugin("dsession"):
            self._config.stash[SITES] = self._lab(_ALONE)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Give a worker of pytest-xdist a lab of its own."""
        if self._config.getoption("lab_url"):
            raise pytest.UsageError(
                "--lab-url names one lab, and each worker needs its own: leave out -n"
            )
        node.workerinput[_HANDED_DOWN] = msgspec.to_builtins(self._lab(node.gateway.id))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Show with a failed scenario what its lab logged meanwhile."""
        worker = getattr(report, "node", None)
        started = self._started.get(worker.gateway.id if worker else _ALONE)
        if report.failed and started:
            for title, log in started.logs(report.start):
                _add(report, title, log)

    def pytest_exception_interact(self, node: pytest.Item, call: pytest.CallInfo[Any]) -> None:
        """End the session when the lab is gone: all that follows would fail as well."""
        if call.excinfo and isinstance(call.excinfo.value, Unreachable):
            node.session.shouldstop = f"{call.excinfo.value}: the lab is gone"

    def pytest_unconfigure(self) -> None:
        """Stop what was started."""
        for each in self._started.values():
            each.stop()
        self._started.clear()
        if self._terminating is not None:
            signal.signal(signal.SIGTERM, self._terminating)

    def opened(self, sites: Sites) -> AbstractContextManager[RemoteLab]:
        """Return the lab that scenarios are played in."""
        return reached(sites)

    def _lab(self, player: str) -> Sites:
        """Return where a lab is that answers; raises UsageError."""
        try:
            sites = sites_named(self._config.getoption("lab_url")) or self._start(player)
            _try_out(sites)
        except (NoLab, Unreachable) as error:
            raise pytest.UsageError(str(error)) from None
        return sites

    def _start(self, player: str) -> Sites:
        started = PLACES[self._config.getoption("lab")]()
        self._started[player] = started
        return started.sites


def _add(report: pytest.TestReport, title: str, text: str) -> None:
    # What a failure shows of itself is in JUnit files too, further sections are not.
    if isinstance(report.longrepr, ExceptionRepr):
        report.longrepr.addsection(title, text)
    else:
        report.sections.append((title, text))


@contextmanager
def reached(sites: Sites, patience: float = PATIENCE) -> Iterator[RemoteLab]:
    """Connect to a served lab; raises Unreachable when nobody answers."""
    with closing(Sockets(patience, (site.ca_file for site in sites.values()))) as sockets:
        yield RemoteLab(sites, sockets)


def sites_named(names: Iterable[str]) -> Sites:
    """Return where the systems are that url-files, or the URL of a control surface, tell of.

    None are where nothing is named. Raises NoLab unless each system is told of once.
    """
    sites: dict[str, Site] = {}
    for name in names:
        for system, site in _sites_in(name).items():
            if system in sites:
                raise NoLab(f"{name} names {system}, and so does a file before it")
            sites[system] = site
    missing = [system for system in ADMINS if system not in sites]
    if sites and missing:
        raise NoLab(f"--lab-url leaves out {' and '.join(missing)}: name their url-files as well")
    return sites


def _sites_in(name: str) -> Sites:
    if name.startswith(("http://", "https://")):
        return all_at(name)
    try:
        return url_file.sites_of(url_file.read(Path(name)))
    except url_file.InvalidUrlFile as error:
        raise NoLab(str(error)) from None


def _try_out(sites: Sites) -> None:
    try:
        with reached(sites, TRYING) as lab:
            if lab.runs_jobs:
                raise NoLab(
                    f"the Okta at {sites['okta'].control} runs its provisioning jobs by itself: "
                    "restart it with --jobs manual"
                )
    except (ValueError, TypeError, RuntimeError) as error:
        controls = ", ".join(dict.fromkeys(site.control for site in sites.values()))
        raise NoLab(f"no lab answers at {controls}: {error}") from None
