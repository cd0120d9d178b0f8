"""Three containers: what survives when one of them is killed, frozen or cut off."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from crosswalk.load.audit import held, linked, retry
from crosswalk.remote.plugin import reached
from crosswalk.remote.remote import RemoteLab
from crosswalk.remote.sites import NoLab
from fakes.company.setting_up import connect
from fakes.wire import Request

if TYPE_CHECKING:
    from docker import DockerClient
    from docker.models.containers import Container

    from crosswalk.remote.containers import Containers

ROOT = Path(__file__).parents[3]
CHAPTER = "features/04_import.feature"
PEOPLE = [f"person{number}@corp.example" for number in range(200)]
BEGUN = 40
PATIENCE = 1.0

Outage = Callable[["Containers"], None]


@pytest.fixture(scope="module")
def containers() -> Iterator[Containers]:
    """Three containers that keep their state; none where there is no engine."""
    pytest.importorskip("docker", reason="needs docker, which the extra 'docker' brings")
    from crosswalk.remote.containers import Containers

    try:
        started = Containers(patience=PATIENCE, kept=True)
    except NoLab as none:
        pytest.skip(str(none))
    yield started
    started.stop()


@pytest.fixture
def lab(containers: Containers) -> Iterator[RemoteLab]:
    """An emptied lab in which everybody waits to be imported."""
    with reached(containers.sites) as lab:
        lab.release()
        # By the first request inSync gets ready for SCIM, for longer than Okta may wait.
        lab.send("nobody", Request("GET", f"{lab.insync.provisioning.base_url()}/Users"))
        connect(lab.okta, lab.insync, lab.microsoft365)
        for address in PEOPLE:
            name = address.partition("@")[0]
            user = lab.okta.directory.add(
                login=address, email=address, first_name=name, last_name="Person"
            )
            lab.okta.assignments.assign(user.id)
        yield lab


def killed(containers: Containers) -> None:
    """End inSync without a warning, and start it again from what it kept."""
    container = containers.container("insync")
    container.kill()
    time.sleep(1)
    container.start()
    containers.wait()


def frozen(containers: Containers) -> None:
    """Let inSync stand still, for longer than Okta waits for an answer."""
    container = containers.container("insync")
    container.pause()
    time.sleep(2.5 * PATIENCE)
    container.unpause()


def cut_off(containers: Containers) -> None:
    """Take inSync off the network, and put it back."""
    container = containers.container("insync")
    containers.network.disconnect(container)
    time.sleep(2.5 * PATIENCE)
    containers.network.connect(container)
    containers.wait()


@pytest.mark.docker
@pytest.mark.parametrize("outage", [killed, frozen, cut_off])
def test_nobody_is_lost_or_doubled(containers: Containers, lab: RemoteLab, outage: Outage) -> None:
    with importing(containers):
        while len(lab.insync.accounts.all()) < BEGUN:
            time.sleep(0.02)
        outage(containers)

    with reached(containers.sites) as after:
        acknowledged, failed = linked(after), len(after.okta.jobs.tasks())
        lost = acknowledged.items() - held(after).items()
        print(f"{len(acknowledged)} acknowledged, {len(lost)} of them lost, {failed} tasks failed")
        assert acknowledged, "the trouble came too early"
        assert failed, "the trouble came too late"
        assert not lost

        assert retry(after) == ()

        accounts = held(after)
        assert len(accounts) == len(after.insync.accounts.all())
        print(f"after a retry {len(set(accounts.values()))} people, {len(accounts)} accounts")
        assert sorted(accounts.values()) == sorted(PEOPLE)
        assert linked(after) == accounts
        assert acknowledged.items() <= accounts.items()


@contextmanager
def importing(containers: Containers) -> Iterator[None]:
    """Let Okta import everybody meanwhile, and wait until it has tried."""

    def run() -> None:
        with reached(containers.sites) as lab:
            lab.okta.jobs.run()

    thread = Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        thread.join()


@pytest.mark.docker
def test_what_a_killed_run_left_is_removed_and_nothing_else(containers: Containers) -> None:
    from crosswalk.remote.containers import LABEL, engine_here, sweep

    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    engine = engine_here()
    left = {LABEL: f"{gone.pid}@{platform.node()}"}
    engine.networks.create("crosswalk-left", labels=left)
    engine.volumes.create("crosswalk-left", labels=left)

    sweep(engine)

    assert engine.networks.list(names=["crosswalk-left"]) == []
    assert [each for each in engine.volumes.list() if each.name == "crosswalk-left"] == []
    assert containers.container("okta").status == "running"
    engine.close()


@pytest.mark.docker
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_ended_leaves_nothing(containers: Containers, by: signal.Signals) -> None:
    from crosswalk.remote.containers import LABEL, engine_here

    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", CHAPTER, "--lab=docker"]
    # What runs in the background may ignore Ctrl-C, and would hand that on.
    ignored_or_not = signal.signal(signal.SIGINT, signal.default_int_handler)
    run = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 - our own command
    signal.signal(signal.SIGINT, ignored_or_not)
    with run, closing(engine_here()) as engine:
        of_it: dict[str, Any] = {"label": f"{LABEL}={run.pid}@{platform.node()}"}
        # The engine makes one container, and is about to make another.
        while run.poll() is None and not those(engine, of_it):
            time.sleep(0.01)
        run.send_signal(by)

        assert run.wait(60) == pytest.ExitCode.INTERRUPTED
        assert those(engine, of_it) == []
        assert engine.networks.list(filters=of_it) == []
    assert containers.container("okta").status == "running"


def those(engine: DockerClient, filters: dict[str, Any]) -> list[Container]:
    return engine.containers.list(all=True, filters=filters, ignore_removed=True)


def played(*arguments: str, **environment: str) -> tuple[int, str]:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", CHAPTER, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.docker
def test_where_there_is_no_engine_one_message_says_so() -> None:
    pytest.importorskip("docker", reason="needs docker, which the extra 'docker' brings")
    code, said = played("--lab=docker", DOCKER_HOST="unix:///nowhere/docker.sock")

    assert code == pytest.ExitCode.USAGE_ERROR
    assert "--lab=docker needs a Docker engine, and none answers at unix:///nowhere/docker" in said
    assert "Traceback" not in said


@pytest.mark.docker
def test_a_build_that_fails_is_told_by_what_pip_said() -> None:
    errors = pytest.importorskip(
        "docker.errors", reason="needs docker, which the extra 'docker' brings"
    )
    from crosswalk.remote.image import reason

    said = (
        "Step 7/16 : RUN pip",
        "\x1b[91mERROR: No matching ",
        "distribution\n\x1b[0m",
        "Removing",
    )
    log = [*({"stream": each} for each in said), {"error": "code: 1"}]

    assert reason(errors.BuildError("code: 1", log)) == "No matching distribution"
    assert reason(errors.BuildError("no such\n  base", [])) == "no such base"


def test_where_there_is_no_sdk_one_message_says_so(tmp_path: Path) -> None:
    (tmp_path / "docker.py").write_text("raise ModuleNotFoundError(name='docker')")
    code, said = played("--lab=docker", PYTHONPATH=str(tmp_path))

    assert code == pytest.ExitCode.USAGE_ERROR
    assert "--lab=docker needs the SDK of Docker: pip install -e '.[docker]'" in said
