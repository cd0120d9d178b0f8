"""Why a feature file cannot be parsed, in words: what stands there, and what may stand there."""

from __future__ import annotations

import re
from difflib import get_close_matches

from gherkin.errors import CompositeParserException, ParserException
from pytest_bdd.exceptions import GherkinParseError

_EXPECTED = re.compile(r"\([\d:]+\): expected: (.*), got '(.*)'")
_ENDED = re.compile(r"\([\d:]+\): unexpected end of file, expected: (.*)")
_PLACE = re.compile(r"^\([\d:]+\): ")
_STEPS = ("Given", "When", "Then", "And", "But", "*")
_KEYWORDS = {
    "#FeatureLine": ("Feature:",),
    "#RuleLine": ("Rule:",),
    "#BackgroundLine": ("Background:",),
    "#ScenarioLine": ("Scenario:", "Scenario Outline:", "Example:"),
    "#ExamplesLine": ("Examples:",),
    "#StepLine": _STEPS,
}
_ALL = tuple(word for words in _KEYWORDS.values() for word in words)
_BELOW = "below a step may stand one table and one doc string"
_STRAY = {
    "|": _BELOW,
    '"""': _BELOW,
    "```": _BELOW,
    "@": "a tag may stand only above Feature:, Rule:, Scenario: and Examples:",
}


def complaint(error: GherkinParseError) -> str:
    """Return line, column and what is wrong, of the first error of a file."""
    cause = error.__cause__
    if isinstance(cause, CompositeParserException):
        return _of_parser(cause.errors[0])
    return f"{error.line}:1: {error.message} (the line is {error.line_content!r})"


def _of_parser(error: ParserException) -> str:
    text = str(error)
    place = f"{error.location['line']}:{error.location.get('column') or 1}"
    if match := _EXPECTED.fullmatch(text):
        return f"{place}: {_unexpected(match[2].strip(), _fitting(match[1]))}"
    if match := _ENDED.fullmatch(text):
        return f"{place}: the file ends too early: {_missing(match[1])}"
    return f"{place}: {_PLACE.sub('', text)}"


def _unexpected(found: str, fitting: list[str]) -> str:
    for begin, reason in _STRAY.items():
        if found.startswith(begin):
            return reason
    one = next((word for word in _ALL if _begins(found, word)), None)
    if one:
        return f"{one} may not stand here: expected {_listed(fitting)}"
    word, colon, _ = found.partition(":")
    keyword = f"{word}:" if colon else found.partition(" ")[0]
    near = get_close_matches(keyword, fitting, 1, 0.6)
    advice = f"did you mean {near[0]}" if near else f"expected {_listed(fitting)}"
    return f"unknown keyword {keyword!r}: {advice}"


def _begins(line: str, keyword: str) -> bool:
    return line.startswith(keyword if keyword.endswith(":") else f"{keyword} ")


def _missing(tokens: str) -> str:
    if "#DocStringSeparator" in tokens:
        return 'the doc string is not closed by another """ or ```'
    return f"expected {_listed(_fitting(tokens))}"


def _fitting(tokens: str) -> list[str]:
    return [word for token in tokens.split(", ") for word in _KEYWORDS.get(token, ())]


def _listed(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
