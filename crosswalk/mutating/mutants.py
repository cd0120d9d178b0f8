"""The mutants of a module: its source, changed at one place by an operator of mutmut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from types import CodeType
from typing import Any

import libcst as cst
from libcst.metadata import (
    CodeRange,
    MetadataWrapper,
    PositionProvider,
    WhitespaceInclusivePositionProvider,
)
from mutmut.mutation import mutators

OPERATORS: tuple[tuple[type[cst.CSTNode], Callable[[Any], Iterable[cst.CSTNode]]], ...] = (
    (cst.BaseNumber, mutators.operator_number),
    (cst.Name, mutators.operator_name),
    (cst.UnaryOperation, mutators.operator_remove_unary_ops),
    (cst.CSTNode, mutators.operator_keywords),
    (cst.CSTNode, mutators.operator_swap_op),
    (cst.IfExp, mutators.operator_if_exp),
)
"""What changes a decision: comparisons, and, or, not, conditions, numbers, True and False."""


@dataclass(frozen=True)
class Mutant:
    """A change at one place of a module."""

    path: str
    place: str
    """The function or method that is changed, or the constant."""
    before: str
    """The lines that are changed, as one."""
    after: str
    number: int = 1
    """Which of the changes of this place that read alike."""
    line: int = field(default=0, compare=False)
    lines: range = field(default=range(0), compare=False)
    """The lines of what is changed: a test that runs none of them cannot notice."""
    within: range = field(default=range(0), compare=False)
    """The lines of the function, or of the constant."""
    source: str = field(default="", compare=False, repr=False)
    """The whole module, changed."""
    constant: bool = field(default=False, compare=False)


def mutants_of(root: Path, path: str) -> Iterator[Mutant]:
    """Yield the mutants of a module below a directory, in the order of its lines."""
    source = (root / path).read_text(encoding="utf-8")
    seen: dict[Mutant, int] = {}
    for mutant in _changes(source, path):
        seen[mutant] = seen.get(mutant, 0) + 1
        yield replace(mutant, number=seen[mutant])


def codes(source: str, filename: str) -> Mapping[str, CodeType]:
    """Return the code of every function and method of a module by its qualified name."""
    found: dict[str, CodeType] = {}
    below = [compile(source, filename, "exec", dont_inherit=True)]
    while below:
        code = below.pop()
        found[code.co_qualname] = code
        below += [each for each in code.co_consts if isinstance(each, CodeType)]
    return found


def _changes(source: str, path: str) -> Iterator[Mutant]:
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    spans = wrapper.resolve(WhitespaceInclusivePositionProvider)
    places = wrapper.resolve(PositionProvider)
    lines = source.splitlines(keepends=True)
    for place, statement in _places(wrapper.module):
        within = places[statement]
        for node, changed in _changed(statement):
            at = places[node]
            mutated = _spliced(lines, spans[node], wrapper.module.code_for_node(changed))
            before, after = _difference(_stripped(source), _stripped(mutated))
            yield Mutant(
                path=path,
                place=place,
                before=before,
                after=after,
                line=at.start.line,
                lines=range(at.start.line, at.end.line + 1),
                within=range(within.start.line, within.end.line + 1),
                source=mutated,
                constant=not isinstance(statement, cst.FunctionDef),
            )


def _places(module: cst.Module) -> Iterator[tuple[str, cst.CSTNode]]:
    """Yield every function, method and constant of a module with its qualified name."""
    for statement in module.body:
        if isinstance(statement, cst.ClassDef):
            prefix = f"{statement.name.value}."
            yield from ((prefix + name, each) for name, each in _functions(statement.body.body))
        elif isinstance(statement, cst.SimpleStatementLine):
            yield from _constants(statement)
        else:
            yield from _functions((statement,))


def _functions(body: Iterable[cst.CSTNode]) -> Iterator[tuple[str, cst.CSTNode]]:
    return ((each.name.value, each) for each in body if isinstance(each, cst.FunctionDef))


def _constants(statement: cst.SimpleStatementLine) -> Iterator[tuple[str, cst.CSTNode]]:
    """Yield what is named in capitals: other names are types, and classes are made of them once."""
    for each in statement.body:
        target = each.targets[0].target if isinstance(each, cst.Assign) else None
        target = each.target if isinstance(each, cst.AnnAssign) else target
        if isinstance(target, cst.Name) and target.value.isupper():
            yield target.value, each


def _changed(node: cst.CSTNode) -> Iterator[tuple[cst.CSTNode, cst.CSTNode]]:
    """Yield every node below one with each of its changes, but for what is read only once.

    That are annotations, decorators and default arguments.
    """
    if isinstance(node, cst.Annotation | cst.Decorator | cst.Parameters):
        return
    made = chain.from_iterable(change(node) for kind, change in OPERATORS if isinstance(node, kind))
    yield from ((node, each) for each in made)
    for child in node.children:
        yield from _changed(child)


def _spliced(lines: list[str], span: CodeRange, text: str) -> str:
    start, end = span.start, span.end
    head, tail = lines[start.line - 1][: start.column], lines[end.line - 1][end.column :]
    return "".join((*lines[: start.line - 1], head, text, tail, *lines[end.line :]))


def _difference(before: list[str], after: list[str]) -> tuple[str, str]:
    """Return what differs between two texts that are alike above and below, each as one line."""
    first = next(
        at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other
    )
    below = 0
    while before[-1 - below] == after[-1 - below] and below < min(len(before), len(after)) - first:
        below += 1
    return _as_one(before[first : len(before) - below]), _as_one(after[first : len(after) - below])


def _stripped(source: str) -> list[str]:
    """Return the lines without indents: between brackets, libcst moves them."""
    return [line.strip() for line in source.splitlines()]


def _as_one(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())
