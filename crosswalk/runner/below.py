"""What stands below a sentence, a table or a doc string, as an argument of its function."""

from __future__ import annotations

from pytest_bdd.parser import Step

from .tables import Misfit, Problem
from .vocabulary import BELOW, Definition, Meaning


def with_what_is_below(step: Step, meaning: Meaning, names: frozenset[str]) -> Meaning:
    """Return a meaning with the table or doc string of a step; raises Misfit where it fits not.

    ``names`` are those that the scenario has brought before.
    """
    definition = meaning.definition
    if step.datatable is None and step.docstring is None and not definition.awaits:
        return meaning
    below: dict[str, object] = {}
    if step.docstring is not None:
        below["docstring"] = step.docstring
    if step.datatable is not None:
        below["datatable"] = step.datatable.raw()
    _refuse_what_is_amiss(step, below, definition)
    if step.datatable is not None and definition.table:
        below["datatable"] = definition.table.read(step.datatable, names)
    return Meaning(definition, {**meaning.arguments, **below})


def _refuse_what_is_amiss(step: Step, below: dict[str, object], definition: Definition) -> None:
    for name in below.keys() - definition.accepts:
        what = BELOW[name].removeprefix("a ")
        raise _misfit(step, f"this step takes no {what} ({definition.place})")
    for name in definition.awaits:
        if name not in below:
            raise _misfit(step, f"this step needs {BELOW[name]} below it ({definition.place})")


def _misfit(step: Step, text: str) -> Misfit:
    return Misfit(Problem(step.line_number, None, text))
