"""A lab that is killed and started again: every process has a state file and ports of its own."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from crosswalk.remote.process import NotStarted, ServedLab
from crosswalk.remote.sites import Site
from crosswalk.remote.url_file import Interfaces
from fakes.serving.origins import SYSTEMS
from fakes.serving.server import bind

TOGETHER = "all three"
_BUG = "Traceback"
# Below those that a system gives to whoever calls, who could get one while a server is down.
_PORTS = range(10_000, 32_000)
_TRIES = 100
# Who asks a system that is served alone for what.
_PEERS = {"microsoft365": (), "insync": ("microsoft365",), "okta": ("insync",)}


class KillableLab:
    """The three systems, as one process or as one each; raises NotStarted.

    ``interfaces`` is what their url-files said when they were started first.
    """

    def __init__(self, directory: Path, chance: Random, *, apart: bool) -> None:
        self.parts = SYSTEMS if apart else (TOGETHER,)
        self.interfaces: Interfaces = {}
        self.sites: dict[str, Site] = {}
        self.bugs: list[str] = []
        self.directory = directory
        self._options: dict[str, tuple[str, ...]] = {}
        self._running: dict[str, ServedLab] = {}
        urls: dict[str, str] = {}
        try:
            for part, peers in _PEERS.items() if apart else ((TOGETHER, ()),):
                only = ("--only", part) if apart else ()
                known = (f"--peer={peer}={urls[peer]}" for peer in peers)
                state = ("--state", str(directory / f"{part}.db"))
                ports = ("--port", str(_free_ports(len(SYSTEMS) + 1, chance)))
                self._options[part] = (*only, *known, *state, *ports)
                self.start(part)
                self._note(self._running[part])
                urls.update({each: site.origin for each, site in self.sites.items()})
        except BaseException:
            self.stop()
            raise

    def kill(self, part: str) -> None:
        """End a process without a warning."""
        running = self._running.pop(part)
        self._look_for_bugs(running)
        running.stop(signal.SIGKILL)

    def start(self, part: str) -> float:
        """Start a process from its state, if it has one; return how many seconds that took."""
        begun = time.monotonic()
        self._running[part] = ServedLab(*self._options[part])
        return time.monotonic() - begun

    def break_off(self, part: str, seconds: float) -> bool:
        """Start a process, and end it before it is ready; tell whether it was ended in time."""
        try:
            self._running[part] = ServedLab(*self._options[part], patience=seconds)
        except NotStarted:
            return True
        self.kill(part)
        return False

    def stop(self) -> None:
        """End every process."""
        for running in self._running.values():
            self._look_for_bugs(running)
            running.stop()
        self._running.clear()

    def _note(self, running: ServedLab) -> None:
        self.interfaces.update(running.interfaces)
        self.sites.update(running.sites)

    def _look_for_bugs(self, running: ServedLab) -> None:
        _, found, said = running.log.partition(_BUG)
        if found:
            self.bugs.append((found + said).strip().splitlines()[-1])


@contextmanager
def killable(directory: Path, chance: Random, *, apart: bool) -> Iterator[KillableLab]:
    """Serve a lab for the length of a block."""
    lab = KillableLab(directory, chance, apart=apart)
    try:
        yield lab
    finally:
        lab.stop()


def _free_ports(count: int, chance: Random) -> int:
    """Return the first of some ports in a row that nobody uses; raises NotStarted."""
    for _ in range(_TRIES):
        first = chance.choice(_PORTS)
        with suppress(OSError):
            for bound in bind(tuple(map(str, range(count))), "127.0.0.1", first).values():
                bound.close()
            return first
    raise NotStarted(f"no {count} free ports in a row from {_PORTS.start} to {_PORTS.stop}")
