"""Plays a find again from its calls, one by one, as its Python file has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from fakes.store.encoding import typed
from fakes.wire import Fault, Request

from .calls import Broken, Refused, operation
from .ending import end
from .kinds import Kind
from .laws import ENDING, LAWS, LIVELY, UNEXPECTED, Memory
from .sites import InProcess
from .watching import Happened, records_of
from .world import World

_SPECIAL = frozenset({"time", "fault", "no faults", "restart", "kill", "request"})


class Reproduction:
    """A new lab in which calls are made again, and a law is looked at after each step."""

    def __init__(self, law: str) -> None:
        self._law = law
        self._world = World(InProcess())
        self._memory = Memory()
        self._before = records_of(self._world.lab)
        self._name = "connect"
        self._killing: Kind | None = None
        self.breach = ""

    def step(self, name: str) -> None:
        """Look at the law after the step before, and begin another."""
        self._look()
        self._world.begin_step()
        self._name = name

    def call(self, verb: str, arguments: Mapping[str, Any]) -> None:
        """Call a verb with arguments as JSON has them; what is refused is passed over."""
        if verb in _SPECIAL:
            self._do(verb, arguments)
            return
        bound = operation(verb).read(arguments)
        try:
            if self._killing:
                kind, self._killing = self._killing, None
                # What kills records itself, and the call was recorded with it.
                self._world.kill_during(kind, verb, *bound.args, **bound.kwargs)
            else:
                self._world.act(verb, *bound.args, **bound.kwargs)
        except Refused:
            return
        except Broken as broken:
            if self._law == UNEXPECTED:
                self.breach = self.breach or str(broken)

    def _do(self, verb: str, given: Mapping[str, Any]) -> None:
        world = self._world
        if verb == "fault":
            world.arm(typed(given["fault"], Fault))
        elif verb == "request":
            try:
                world.send(given["sender"], typed(given["request"], Request))
            except Refused:
                return
        elif verb == "kill":
            self._killing = Kind(given["kind"])
        else:
            _SIMPLE[verb](world, given)

    def _look(self) -> None:
        world = self._world
        world.end_step()
        after = records_of(world.lab)
        happened = Happened(
            *(self._name, world.calls, world.exchanges, world.struck, world.killed),
            *(self._before, after, world),
        )
        self._before = after
        for law in LAWS:
            if law.name == self._law:
                self.breach = self.breach or next(law.breaches(happened, self._memory), "")

    def check(self) -> int:
        """Say whether the law was broken, in a sentence; return 1 if it was, else 0."""
        self._look()
        if not self.breach and self._law in (ENDING, LIVELY):
            found = end(self._world)
            self.breach = found[1] if found else ""
        print(f"{self._law}: {self.breach or 'holds'}")
        return 1 if self.breach else 0


def _pass_by(world: World, given: Mapping[str, Any]) -> None:
    world.pass_by(timedelta(seconds=given["seconds"]))


_SIMPLE: dict[str, Callable[[World, Mapping[str, Any]], None]] = {
    "time": _pass_by,
    "no faults": lambda world, _given: world.clear_faults(),
    "restart": lambda world, _given: world.restart(),
}
