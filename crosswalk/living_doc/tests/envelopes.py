"""Messages of a run that never was: feature texts, and verdicts chosen by a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from gherkin.ast_builder import AstBuilder
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator

Choose = Callable[[str, str], str | None]
"""Of a pickle's name and a step's text: a status, or None for a step that was never reached."""

START = 1_700_000_000


def passed(_name: str, _text: str) -> str | None:
    return "PASSED"


def envelopes(
    features: Mapping[str, str],
    choose: Choose = passed,
    attachments: Sequence[Mapping[str, Any]] = (),
    ran: Callable[[str], bool] = lambda _name: True,
) -> list[dict[str, Any]]:
    """Return the messages of a run; every case is given the attachments."""
    ids = IdGenerator()
    made: list[dict[str, Any]] = [{"meta": {"implementation": {"name": "by hand"}}}]
    pickles: list[Mapping[str, Any]] = []
    for uri, text in features.items():
        document: Any = {**Parser(AstBuilder(ids)).parse(text), "uri": uri}
        made.append({"gherkinDocument": document})
        pickles += Compiler(ids).compile(document)
    made += [{"pickle": pickle} for pickle in pickles]
    made.append({"testRunStarted": {"timestamp": {"seconds": START, "nanos": 0}}})
    for pickle in pickles:
        if ran(pickle["name"]):
            made += _played(pickle, choose, attachments)
    statuses = [
        each["testStepFinished"]["testStepResult"]["status"]
        for each in made
        if "testStepFinished" in each
    ]
    success = set(statuses) <= {"PASSED"}
    end = {"timestamp": {"seconds": START + 4, "nanos": 0}, "success": success}
    return [*made, {"testRunFinished": end}]


def _played(
    pickle: Mapping[str, Any], choose: Choose, attachments: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    id_ = pickle["id"]
    steps = [{"id": f"t{step['id']}", "pickleStepId": step["id"]} for step in pickle["steps"]]
    yield {"testCase": {"id": f"c{id_}", "pickleId": id_, "testSteps": steps}}
    yield {"testCaseStarted": {"id": f"s{id_}", "testCaseId": f"c{id_}", "attempt": 0}}
    for step in pickle["steps"]:
        status = choose(pickle["name"], step["text"])
        if status:
            result = {"status": status, **({} if status == "PASSED" else {"message": "<why>"})}
            yield {
                "testStepFinished": {
                    "testCaseStartedId": f"s{id_}",
                    "testStepId": f"t{step['id']}",
                    "testStepResult": result,
                }
            }
    for each in attachments:
        yield {
            "attachment": {"contentEncoding": "IDENTITY", "testCaseStartedId": f"s{id_}", **each}
        }
    yield {"testCaseFinished": {"testCaseStartedId": f"s{id_}"}}
