"""What keeps the document and the vocabulary tidy: each function returns its complaints.

A complaint about a text opens with the line it is about.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from crosswalk.runner.gherkin import doubles, outside_doc_strings, titles

FEATURE_LINES = 150
MODULE_LINES = 350
SCREEN = ["click", "button", "tab", "dropdown", "page", "icon", "select", "menu", "navigate"]
GUARDS = ("story.refusal_by(", "story.was_answered(", "clock.pass_by(")
"""What a When step records a refusal by; time goes by without being refused."""
INSTEAD = {
    r"\btime\.time\b": "the clock that is passed in",
    r"\bdatetime\.now\b": "the clock that is passed in",
    r"\brandom\b": "fakes.store.Ids",
    r"\b(?:from|import) uuid|\buuid\d\b": "fakes.store.Ids",
    r"\bsocket\b": "fakes.wire.Wire",
    r"\brequests\b": "fakes.wire.Wire",
    r"(?<![\w.])open\(": "an argument that holds the text",
    r"\bsleep\b": "a later moment of the clock",
}

_BLOCK = re.compile(
    r"(Feature|Rule|Background|Scenario Outline|Scenario Template|Scenario|Example|Examples):"
)
_STEP = re.compile(r"(Given|When|Then|And|But|\*) ")
_ADDRESS = re.compile(r'"?\S+@\S+"?')
_TAG = re.compile(r"(?<!\S)@(\S+)")
_SCREEN = re.compile(rf"\b(?:{'|'.join(SCREEN)})(?:e?s|ed|ing|s)?\b", re.IGNORECASE)


def doubled_titles(text: str) -> list[str]:
    """Titles that are there more than once, counted in the text and not by a parser."""
    found = doubles(titles(text.splitlines()))
    return [f"{lines[-1]}: {title!r} is also on line {lines[0]}" for title, lines in found.items()]


def misplaced_steps(text: str) -> list[str]:
    """Steps of a Background that do more than prepare."""
    complaints = []
    block = ""
    for number, line in _lines(text):
        block = _block(line) or block
        if block == "Background" and line.startswith(("When ", "Then ")):
            complaints.append(f"{number}: a Background only prepares: {line!r}")
    return complaints


def prose_for_steps(text: str) -> list[str]:
    """Lines that Gherkin takes for a description, where a step was surely meant."""
    complaints = []
    block = ""
    for number, line in _lines(text):
        block = _block(line) or block
        word = line.partition(" ")[0]
        meant = get_close_matches(
            word.capitalize(), ["Given", "When", "Then", "And", "But"], 1, 0.7
        )
        if block not in ("Feature", "Rule", "Examples", "") and _is_prose(line) and meant:
            complaints.append(f"{number}: {word!r} begins no step; {meant[0]!r} would")
    return complaints


def screen_words(text: str) -> list[str]:
    """Steps that speak of a screen."""
    return [
        f"{number}: {match[0]!r} belongs in a description: {line!r}"
        for number, line in _lines(text)
        if _STEP.match(line) and (match := _SCREEN.search(line))
    ]


def wrong_indents(text: str) -> list[str]:
    """Lines that are not indented by two for every level."""
    complaints = []
    for number, found, expected in _indents(text):
        if found != expected:
            complaints.append(f"{number}: indented by {found}, expected {expected}")
    return complaints


def crooked_tables(text: str) -> list[str]:
    """Table rows whose columns do not stand under those of the row above."""
    complaints = []
    above: list[int] = []
    for number, line in outside_doc_strings(text.splitlines()):
        is_row = line.lstrip().startswith("|")
        bars = [at for at, sign in enumerate(line.replace("\\|", "  ")) if sign == "|"]
        if is_row and above and bars != above:
            complaints.append(f"{number}: the columns do not stand under those above")
        above = bars if is_row else []
    return complaints


def untidy_text(text: str) -> list[str]:
    """Comments, tabs, trailing blanks, two blank lines in a row, and an end without a newline."""
    lines = text.splitlines()
    complaints = [
        f"{number}: {complaint}"
        for number, line in outside_doc_strings(lines)
        for is_so, complaint in (
            (line != line.rstrip(), "trailing blanks"),
            ("\t" in line, "a tab"),
            (line.lstrip().startswith("#"), "a comment: say it in a description or in a title"),
            (number > 1 and line == lines[number - 2] == "", "two blank lines"),
        )
        if is_so
    ]
    if not text.endswith("\n") or text.endswith("\n\n"):
        complaints.append(f"{len(lines)}: the file ends with one newline")
    return complaints


def clumsy_titles(text: str) -> list[str]:
    """Titles that end in a full stop, or claim nothing."""
    complaints = []
    for number, line in _lines(text):
        title = line.partition(":")[2].strip() if _block(line) else ""
        if title.endswith("."):
            complaints.append(f"{number}: a title has no full stop")
        complaints.extend(
            f"{number}: a title says what is so, without {words!r}"
            for words in ("verify that", "should")
            if words in title.lower()
        )
    return complaints


def missing_description(text: str) -> list[str]:
    """A feature that does not say why a reader would care."""
    below = [line for _, line in _lines(text) if line and not line.startswith("@")][1:2]
    return [] if below and _is_prose(below[0]) else ["1: the feature has no description"]


def nameless_rows(text: str) -> list[str]:
    """Rows of Examples whose first column, which names the test, is no phrase to recognize."""
    complaints = []
    block = ""
    for number, line in _lines(text):
        block = _block(line) or block
        if block == "Examples" and line.startswith("|"):
            first = line.split("|")[1].strip()
            if not first or len(first) > 60 or _ADDRESS.fullmatch(first):
                complaints.append(f"{number}: {first!r} does not name a test")
    return complaints


def unknown_tags(text: str, known: frozenset[str]) -> list[str]:
    """Tags that are neither in the catalogue nor among the markers of pytest.ini."""
    return [f"{number}: unknown tag @{tag}" for number, tag in _tags(text) if tag not in known]


def unproved(texts: Iterable[str], ids: frozenset[str]) -> list[str]:
    """Ids of the catalogue that no scenario carries."""
    carried = {tag for text in texts for _, tag in _tags(text)}
    return [f"no scenario is tagged @{id_}" for id_ in sorted(ids - carried)]


def too_long(text: str, most: int) -> list[str]:
    """A file that outgrew its budget."""
    count = len(text.splitlines())
    advice = f"{count}: {count} lines, expected at most {most}: move a part to a file of its own"
    return [advice] if count > most else []


def hidden_patterns(source: str) -> list[str]:
    """Step definitions that editors cannot read: async, without docstring, or not literal."""
    complaints = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        steps = [each for each in node.decorator_list if _is_step(each)]
        if steps and isinstance(node, ast.AsyncFunctionDef):
            complaints.append(f"{node.lineno}: {node.name} is async, and nothing would await it")
        if steps and not ast.get_docstring(node):
            complaints.append(f"{node.lineno}: {node.name} has no docstring")
        if not all(map(_is_literal, steps)):
            complaints.append(f"{node.lineno}: {node.name} needs a literal parsers.parse('...')")
    return complaints


def unguarded_actions(source: str) -> list[str]:
    """When steps that would not record what a system refuses."""
    return [
        f"{node.lineno}: {node.name} needs a story.refusal_by(...), for what it may be refused"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        and any(_is_step(each, "when") for each in node.decorator_list)
        and not any(guard in ast.unparse(node) for guard in GUARDS)
    ]


def defines_steps(source: str) -> bool:
    """Tell whether a module defines steps."""
    return any(
        _is_step(decorator)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for decorator in node.decorator_list
    )


def banned_words(source: str, instead: Mapping[str, str] = INSTEAD) -> list[str]:
    """Names in code that make two runs differ, with what to use instead."""
    return [
        f"{number}: {match[0]!r}: use {replacement}"
        for number, line in enumerate(_code(source), start=1)
        for pattern, replacement in instead.items()
        if (match := re.search(pattern, line))
    ]


def unreasoned(source: str) -> list[str]:
    """Calls of importorskip that do not say what would bring that which is missing."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        f'{call.lineno}: say what brings it, as in reason="needs yaml, which ..."'
        for call in calls
        if ast.unparse(call.func).endswith("importorskip")
        and "reason" not in [each.arg for each in call.keywords]
    ]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line.strip()) for number, line in outside_doc_strings(text.splitlines()))


def _block(line: str) -> str:
    match = _BLOCK.match(line)
    return match[1] if match else ""


def _is_prose(line: str) -> bool:
    marked = line.startswith(("@", "|", "#", '"""', "```"))
    return bool(line) and not marked and not _block(line) and not _STEP.match(line)


def _tags(text: str) -> Iterator[tuple[int, str]]:
    return (
        (number, tag)
        for number, line in _lines(text)
        if line.startswith("@")
        for tag in _TAG.findall(line)
    )


def _indents(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield line, indent found and indent expected; a tag is judged by what it stands above."""
    ruled = False
    block = above = 0
    tags: list[tuple[int, int]] = []
    for number, line in outside_doc_strings(text.splitlines()):
        bare = line.strip()
        indent = len(line) - len(line.lstrip())
        if bare.startswith("@"):
            tags.append((number, indent))
        elif name := _block(bare):
            ruled = ruled or name == "Rule"
            block = above = _level(name, ruled)
            yield from ((*tag, block) for tag in (*tags, (number, indent)))
            tags = []
        elif bare:
            expected = (above if bare.startswith(("|", '"""', "```")) else block) + 2
            above = expected if _STEP.match(bare) else above
            yield number, indent, expected


def _level(block: str, ruled: bool) -> int:
    if block in ("Feature", "Rule"):
        return 0 if block == "Feature" else 2
    inside = 4 if ruled else 2
    return inside + 2 if block == "Examples" else inside


def _is_step(decorator: ast.expr, *kinds: str) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Name)
        and decorator.func.id in (kinds or ("given", "when", "then", "step"))
    )


def _is_literal(decorator: ast.expr) -> bool:
    pattern = decorator.args[0] if isinstance(decorator, ast.Call) and decorator.args else None
    if isinstance(pattern, ast.Call) and ast.unparse(pattern.func) == "parsers.parse":
        pattern = pattern.args[0] if pattern.args else None
    if not isinstance(pattern, ast.Constant) or not isinstance(pattern.value, str):
        return False
    # An editor knows no types of ours: {count:Count} would be a sentence it cannot read.
    return not re.search(r"\{\w+:", pattern.value)


def _code(source: str) -> Sequence[str]:
    """Return the lines of a module without its strings and comments."""
    lines = [""] * len(source.splitlines())
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.NAME, tokenize.OP, tokenize.NUMBER):
            before = lines[token.start[0] - 1]
            gap = " " if token.type == tokenize.NAME and before[-1:].isalnum() else ""
            lines[token.start[0] - 1] = before + gap + token.string
    return lines
