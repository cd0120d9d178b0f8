"""Each path of clicks does in a served lab what the admin port does in one of this process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from inspect import getmembers, isfunction
from typing import TYPE_CHECKING, Any

import pytest

from crosswalk.lab_interface import START
from crosswalk.remote.process import ServedLab
from crosswalk.remote.remote import Control
from crosswalk.remote.sockets import Sockets
from crosswalk.screens.consoles import SCREENS
from crosswalk.screens.lab import ScreensLab
from crosswalk.screens.window import Window
from fakes.company.seeds import seed_demo
from fakes.lab import SEED, Lab
from fakes.serving.operations import Operation, find

from .preparing import Arguments, Before, insync, microsoft365, okta

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

CLICKED = [
    find(system, part, name)
    for system, parts in SCREENS.items()
    for part, screen in parts.items()
    for name, _ in getmembers(screen, isfunction)
    if not name.startswith("_")
]
BEFORE: Mapping[str, Before] = {**okta.BEFORE, **insync.BEFORE, **microsoft365.BEFORE}
ARGUMENTS: Mapping[str, Arguments] = {
    **okta.ARGUMENTS,
    **insync.ARGUMENTS,
    **microsoft365.ARGUMENTS,
}


@pytest.fixture(scope="module")
def served() -> Iterator[ServedLab]:
    """A lab of another process."""
    started = ServedLab("--jobs", "manual", "--token-seed", SEED)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def sockets() -> Iterator[Sockets]:
    """Connections to it."""
    with closing(Sockets()) as opened:
        yield opened


@pytest.fixture(scope="module")
def control(served: ServedLab, sockets: Sockets) -> Control:
    """Its control surface."""
    return Control(served.sites["okta"].control, sockets)


@pytest.fixture(scope="module")
def screens(served: ServedLab, sockets: Sockets, chromium: Browser) -> ScreensLab:
    """It again, and a browser at its consoles."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(20_000)
    return ScreensLab(served.sites, sockets, Window(page, served.sites["okta"].control))


@pytest.fixture
def lab() -> Lab:
    """The same lab in this process, at the moment every scenario starts at."""
    made = Lab(salt=SEED)
    made.wire.clock.freeze(START)
    seed_demo(made)
    return made


@pytest.mark.parametrize("operation", CLICKED, ids=str)
def test_a_path_of_clicks_does_what_the_admin_port_does(
    operation: Operation, screens: ScreensLab, control: Control, lab: Lab
) -> None:
    if str(operation) in BEFORE:
        BEFORE[str(operation)](lab)
    screens.time.go_to_start()
    control.put("/state", lab.dump())
    arguments = operation.read({**operation.example, **_others(operation, lab)})
    click = insync.CLICKED.get(str(operation), _nothing)
    click(lab)
    expected = _done(operation, lab, arguments)
    screens.window.page.goto("about:blank")
    screens.clicks = True
    try:
        click(screens)
        found = _done(operation, screens, arguments)
    finally:
        screens.clicks = False
    assert found == expected
    assert _state(screens) == _state(lab)


def _nothing(_lab: object) -> None:
    """Click nothing before."""


def _others(operation: Operation, lab: Lab) -> Mapping[str, object]:
    arguments = ARGUMENTS.get(str(operation))
    return arguments(lab) if arguments else {}


def _done(operation: Operation, lab: Any, arguments: Any) -> object:
    """Return what an operation returns, or what it is refused with."""
    method = getattr(getattr(getattr(lab, operation.system), operation.part), operation.name)
    try:
        return method(*arguments.args, **arguments.kwargs)
    except ValueError as refusal:
        return str(refusal)


def _state(lab: Any) -> object:
    """Return what a lab remembers, but for the open pages of its consoles."""
    state = lab.snapshot()
    state.pop("wire")
    for system in ("okta", "insync"):
        state[system].pop("clicked", None)
        state[system].pop("chosen_access", None)
    return state
