"""What is recorded of a scenario, in plain types: it travels on reports, also between processes."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Status = Literal["PASSED", "FAILED", "SKIPPED", "PENDING", "UNDEFINED", "AMBIGUOUS", "UNKNOWN"]


class ScenarioLocation(TypedDict):
    """Where a scenario stands: the line of its title and which row, or the line of the row."""

    uri: str
    line: int
    row: int | None


class Definition(TypedDict):
    """A step definition: its pattern and the place of its function."""

    type: str
    source: str
    uri: str
    line: int


class Argument(TypedDict):
    """What a placeholder holds, and where in the sentence; empty when it is not there."""

    start: NotRequired[int]
    value: NotRequired[str]


class Match(TypedDict):
    """A definition that says a sentence, and what its placeholders hold."""

    definition: Definition
    arguments: list[Argument]


class Problem(TypedDict):
    """Why something did not pass."""

    status: Status
    message: str
    exception: NotRequired[dict[str, str]]


class StepRecord(TypedDict):
    """One step of a scenario; the times are missing when it was not played.

    There is one match, or none for an undefined step, or several for an ambiguous one. A snippet is
    what a runner suggests for an undefined one.
    """

    status: Status
    start: NotRequired[int]
    stop: NotRequired[int]
    matches: NotRequired[list[Match]]
    problem: NotRequired[Problem]
    snippet: NotRequired[str]


class Attachment(TypedDict):
    """Something attached; ``step`` is an index, or None before the first step."""

    step: int | None
    at: int
    body: str
    encoding: str
    media_type: str
    file_name: str | None


class Phase(TypedDict):
    """What one report of pytest carries: setup, call or teardown of a scenario."""

    when: str
    place: ScenarioLocation
    start: int
    stop: int
    problem: Problem | None
    steps: list[StepRecord]
    attachments: list[Attachment]
