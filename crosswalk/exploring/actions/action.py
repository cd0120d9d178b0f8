"""An action: something that admins, people or chance do, with arguments that are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from crosswalk.exploring.chance import Chance
from crosswalk.exploring.world import World

Does = Callable[[World, Chance], None]


@dataclass(frozen=True, slots=True)
class Action:
    """What is done, how often beside others, and the verbs that it calls.

    ``always`` says that no run goes without it. ``in_process`` says that it needs a lab in this
    process.
    """

    name: str
    does: Does
    weight: float
    verbs: tuple[str, ...]
    always: bool = False
    in_process: bool = False


def action(
    weight: float, *verbs: str, always: bool = False, in_process: bool = False
) -> Callable[[Does], Action]:
    """Make an action of a function, whose name is that of the action."""

    def made(does: Does) -> Action:
        name = does.__name__.replace("_", " ")
        return Action(name, does, weight, verbs, always, in_process)

    return made


def actions_in(module: ModuleType) -> tuple[Action, ...]:
    """Return the actions of a module, in the order in which they are written."""
    return tuple(each for each in vars(module).values() if isinstance(each, Action))
