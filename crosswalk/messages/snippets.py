"""What to write for a sentence that no step definition says."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .documents import KINDS, Envelope
from .quotes import INSIDE

_TEXT = f'"(?P<text>{INSIDE})"'
_VALUE = re.compile(_TEXT + r"|(?<![\w.@-])(?P<number>\d+)(?![\w.@-])")
_WIDTH = 100
_NAME_AT_MOST = 40


class Placeholder(NamedTuple):
    """A placeholder of a sentence; ``kind`` follows its name after a colon, as in {number:d}."""

    name: str
    kind: str = ""


Piece = str | Placeholder


def snippet(pickle_step: Envelope) -> Envelope:
    """Return a step definition to begin with."""
    kind = KINDS.get(pickle_step["type"], "given")
    below = pickle_step.get("argument", {})
    arguments = [
        name
        for name, attached in (("datatable", "dataTable"), ("docstring", "docString"))
        if attached in below
    ]
    return suggestion(definition(kind, list(pieces(pickle_step["text"], set())), arguments))


def suggestion(code: str) -> Envelope:
    """Return code as a message has it."""
    return {"language": "python", "code": code}


def pieces(sentence: str, taken: set[str], *, numbers: bool = True) -> Iterator[Piece]:
    """Yield a sentence with a placeholder for each text in double quotes, and for each number.

    ``taken`` are the names that are given already.
    """
    last = 0
    for found in re.finditer(_VALUE if numbers else _TEXT, sentence):
        inside = found.lastgroup or ""
        yield sentence[last : found.start(inside)]
        yield Placeholder(_free(inside, taken), "d" if inside == "number" else "")
        last = found.end(inside)
    yield sentence[last:]


def _free(name: str, taken: set[str]) -> str:
    count = 1
    while (free := name if count == 1 else f"{name}{count}") in taken:
        count += 1
    taken.add(free)
    return free


def definition(
    kind: str,
    said: Sequence[Piece],
    below: Iterable[str] = (),
    *,
    converters: str = "",
    fixtures: Sequence[str] = (),
) -> str:
    """Return the code of a step definition that says a sentence, and fails until it is written."""
    names = [each.name for each in said if isinstance(each, Placeholder)]
    pattern = "".join(_written(each, bool(names)) for each in said)
    lines = [
        _decorator(kind, pattern, converters if names else "", parsed=bool(names)),
        f"def {_function(said)}({', '.join((*names, *below))}):",
        '    """Say what the step does."""',
    ]
    if fixtures:
        lines.append(f"    # Fixtures that other steps use: {', '.join(fixtures)}")
    return "\n".join([*lines, '    raise NotImplementedError("this step is not written yet")'])


def _written(piece: Piece, parsed: bool) -> str:
    if isinstance(piece, Placeholder):
        return f"{{{piece.name}:{piece.kind}}}" if piece.kind else f"{{{piece.name}}}"
    return piece.replace("{", "{{").replace("}", "}}") if parsed else piece


def _decorator(kind: str, pattern: str, converters: str, *, parsed: bool) -> str:
    text = repr(pattern) if '"' in pattern else f'"{repr(pattern)[1:-1]}"'
    inside = [f"parsers.parse({text})" if parsed else text]
    if converters:
        inside.append(f"converters={converters}")
    line = f"@{kind}({', '.join(inside)})"
    if len(line) <= _WIDTH or not converters:
        return line
    return "\n".join([f"@{kind}(", *(f"    {each}," for each in inside), ")"])


def _function(said: Sequence[Piece]) -> str:
    """Name a function after the words of its sentence."""
    literal = " ".join(each for each in said if isinstance(each, str))
    words = re.sub(r"\W+", "_", literal.lower()).strip("_")
    name = words[:_NAME_AT_MOST].rpartition("_")[0] if len(words) > _NAME_AT_MOST else words
    return name if name.isidentifier() and not keyword.iskeyword(name) else f"step_{name}"
