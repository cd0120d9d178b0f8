"""A lab of three containers on a private network, each published on this machine only.

Everything is labeled with the process that it was started for, so that what a killed one leaves
behind is found and removed by the next.
"""

from __future__ import annotations

import gc
import os
import platform
import time
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import count
from typing import Any

import docker
from docker.errors import APIError, DockerException, NotFound
from docker.models.containers import Container
from docker.models.networks import Network

from fakes.lab import SEED
from fakes.serving.operations import ADMINS
from fakes.wire import Request
from fakes.wire.gateway import PATIENCE

from .image import image_of
from .process import LINES
from .sites import NoLab, Site, Sites
from .sockets import Sockets, Unreachable

LABEL = "crosswalk.started-by"
SYSTEM, CONTROL = 8080, 8081
STARTING = 60.0
_PUBLISHED: dict[str, Any] = {f"{port}/tcp": ("127.0.0.1", None) for port in (SYSTEM, CONTROL)}
_numbers = count(1)


def engine_here() -> docker.DockerClient:
    """Return the Docker engine of this machine; raises NoLab where none answers."""
    with warnings.catch_warnings():
        # Where nobody answers, the SDK leaves a socket to be closed by the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            engine = docker.from_env(timeout=600)
            engine.ping()
        except (DockerException, OSError) as error:
            reason = _reason(error)
        else:
            return engine
        gc.collect()
    where = os.environ.get("DOCKER_HOST", "the default socket")
    raise NoLab(
        f"--lab=docker needs a Docker engine, and none answers at {where} ({reason}): "
        "install and start one (Debian: apt-get install docker.io), or set DOCKER_HOST"
    )


class Containers:
    """Okta, inSync and Microsoft 365 in a container each; raises NoLab when they do not come up.

    ``patience`` is for how many seconds one waits for another's answer. With ``kept``, each
    keeps its state on a volume, so that it survives an end of the container.
    """

    def __init__(self, *, patience: float = PATIENCE, kept: bool = False) -> None:
        self._engine = engine_here()
        sweep(self._engine)
        self._name = f"crosswalk-{os.getpid()}-{next(_numbers)}"
        self._labels = {LABEL: _me(), "crosswalk.lab": self._name}
        self._patience = patience
        self._kept = kept
        # What the engine was told to do it does to the end, also when Ctrl-C ends the wait for its
        # answer: a thread goes on waiting, so that nothing comes into being after `stop`.
        self._hands = ThreadPoolExecutor(1)
        self._containers: dict[str, Container] = {}
        try:
            image = image_of(self._engine)
            self._hands.submit(self._start, image).result()
            self.wait()
        except BaseException:
            self.stop()
            raise

    @property
    def sites(self) -> Sites:
        """Where the systems are now: a container that was started again is at other ports."""
        return {system: _site(self.container(system)) for system in self._containers}

    @property
    def network(self) -> Network:
        """The network that the containers share."""
        return self._engine.networks.get(self._name)

    def container(self, system: str) -> Container:
        """Return the container of a system, as it is now."""
        container = self._containers[system]
        container.reload()
        return container

    def wait(self) -> None:
        """Wait until every system answers; raises NoLab."""
        until = time.monotonic() + STARTING
        for system in self._containers:
            while not _answers(self.container(system)):
                self._check(system, until)
                time.sleep(0.1)

    def logs(self, since: float) -> Iterator[tuple[str, str]]:
        """Return the last lines that each container logged from a moment on."""
        for system in self._containers:
            lines = self._lines(system, since)
            if lines:
                yield f"log of the container of {system}", "\n".join(lines[-LINES:])

    def stop(self) -> None:
        """Remove the containers, their volumes and their network."""
        self._hands.shutdown()
        _remove(self._engine, f"crosswalk.lab={self._name}")
        self._containers.clear()
        self._engine.close()

    def _start(self, image: str) -> None:
        try:
            self._engine.networks.create(self._name, driver="bridge", labels=self._labels)
            for system in ADMINS:
                self._containers[system] = self._create(image, system)
            for container in self._containers.values():
                container.start()
        except APIError as error:
            raise NoLab(f"the containers cannot be started: {error.explanation}") from None

    def _create(self, image: str, system: str) -> Container:
        name = f"{self._name}-{system}"
        command = ["serve", "--only", system, "--patience", str(self._patience)]
        command += ["--jobs", "manual", "--token-seed", SEED]
        for peer in ADMINS:
            if peer != system:
                command += ["--peer", f"{peer}=http://{self._name}-{peer}:{SYSTEM}"]
        volumes: dict[str, Any] = {}
        if self._kept:
            self._engine.volumes.create(name, labels=self._labels)
            volumes[name] = {"bind": "/state", "mode": "rw"}
            command += ["--state", "/state/lab.db"]
        return self._engine.containers.create(
            image,
            command,
            name=name,
            labels=self._labels,
            network=self._name,
            ports=_PUBLISHED,
            volumes=volumes,
            init=True,
        )

    def _check(self, system: str, until: float) -> None:
        status = self._containers[system].status
        if status not in ("created", "running") or time.monotonic() > until:
            last = "\n".join(self._lines(system)[-5:]) or "it logged nothing"
            raise NoLab(f"the container of {system} does not answer ({status}): {last}")

    def _lines(self, system: str, since: float | None = None) -> list[str]:
        try:
            logged = self._containers[system].logs(since=since, tail=LINES)
        except APIError as error:
            return [str(error.explanation)]
        return bytes(logged).decode(errors="replace").splitlines()


def sweep(engine: docker.DockerClient) -> None:
    """Remove what processes of this machine that are gone left behind."""
    found = (
        *engine.containers.list(all=True, filters={"label": LABEL}, ignore_removed=True),
        *engine.networks.list(filters={"label": LABEL}),
        *engine.volumes.list(filters={"label": LABEL}),
    )
    for owner in {_owner(each.attrs) for each in found}:
        if _is_gone(owner):
            _remove(engine, f"{LABEL}={owner}")


def _reason(error: BaseException) -> str:
    """Return what was wrong at first, which libraries wrap in what they were doing."""
    while error.__context__:
        error = error.__context__
    return getattr(error, "strerror", None) or str(error)


def _remove(engine: docker.DockerClient, label: str) -> None:
    wanted: dict[str, Any] = {"label": label}
    with suppress(NotFound):
        for container in engine.containers.list(all=True, filters=wanted, ignore_removed=True):
            _removed(container, force=True, v=True)
        for network in engine.networks.list(filters=wanted):
            _removed(network)
        for volume in engine.volumes.list(filters=wanted):
            _removed(volume, force=True)


def _removed(thing: Any, **how: bool) -> None:
    """Remove something, unless another process was faster."""
    try:
        thing.remove(**how)
    except APIError as error:
        if error.status_code not in (404, 409):
            raise


def _me() -> str:
    return f"{os.getpid()}@{platform.node()}"


def _owner(attributes: dict[str, Any]) -> str:
    labels = attributes.get("Labels") or attributes.get("Config", {}).get("Labels") or {}
    return str(labels.get(LABEL, ""))


def _is_gone(owner: str) -> bool:
    pid, _, machine = owner.partition("@")
    if machine != platform.node() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _site(container: Container) -> Site:
    return Site(_published(container, CONTROL), _published(container, SYSTEM))


def _published(container: Container, port: int) -> str:
    """Return the URL at which a port is reached from this machine, "" while it is not."""
    places: Iterable[dict[str, str]] = container.ports.get(f"{port}/tcp") or ()
    return next((f"http://{each['HostIp']}:{each['HostPort']}" for each in places), "")


def _answers(container: Container) -> bool:
    control = _published(container, CONTROL)
    if not control:
        return False
    with closing(Sockets()) as carry:
        try:
            return carry(Request("GET", f"{control}/_crosswalk/health")).ok
        except Unreachable:
            return False
