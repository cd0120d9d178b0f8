"""What is told of an undefined step: similar steps, unknown columns, and a definition to paste."""

from __future__ import annotations

import textwrap

from pytest_bdd.exceptions import StepDefinitionNotFoundError
from pytest_bdd.parser import Step

from .gherkin import Play
from .nearest import advice
from .outlines import unfilled
from .snippets import snippet_for
from .vocabulary import Vocabulary


class Undefined(StepDefinitionNotFoundError):
    """No definition says a step; ``names`` are those that the scenario has brought before."""

    def __init__(
        self, step: Step, vocabulary: Vocabulary, names: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(str(step))
        self._names = names
        self._step = step
        self._vocabulary = vocabulary

    @property
    def snippet(self) -> str:
        """The code of a definition to begin with."""
        return snippet_for(self._step, self._vocabulary, self._names)

    def told(self, play: Play, index: int) -> str:
        """Return what is undefined, and what to do: use another step or column, or define it."""
        step = self._step
        lines = [advice(step.type, step.name, self._vocabulary, self._names)]
        lines += [f"  {each}" for each in unfilled(play, play.template.steps[index])]
        if len(lines) == 1:
            lines += ["  to define it, in a module of steps:", ""]
            lines.append(textwrap.indent(self.snippet, "    "))
        return "\n".join(lines)
