"""Single messages, spelled as Cucumber's schema spells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .clock import stamp
from .documents import Envelope
from .records import Argument, Attachment, Definition, Match, Problem, Status

Key = tuple[str, int, str, str]


def key(definition: Definition) -> Key:
    """Return what tells a step definition from any other, and sorts them by place."""
    return definition["uri"], definition["line"], definition["source"], definition["type"]


def step_definition(id_: str, definition: Definition) -> Envelope:
    """Return the message about a step definition."""
    place = {"uri": definition["uri"], "location": {"line": definition["line"]}}
    pattern = {"type": definition["type"], "source": definition["source"]}
    return {"stepDefinition": {"id": id_, "pattern": pattern, "sourceReference": place}}


def hook(id_: str, kind: str) -> Envelope:
    """Return the message about what pytest does around the steps: fixtures, above all."""
    name = "before the steps" if kind == "BEFORE_TEST_CASE" else "after the steps"
    return {"hook": {"id": id_, "type": kind, "name": name, "sourceReference": {}}}


def test_step(
    id_: str, pickle_step_id: str, found: Sequence[Match], ids: Mapping[Key, str]
) -> Envelope:
    """Return a step of a test case, with the definitions that say it."""
    lists = [{"stepMatchArguments": [_argument(a) for a in each["arguments"]]} for each in found]
    return {
        "id": id_,
        "pickleStepId": pickle_step_id,
        "stepDefinitionIds": [ids[key(each["definition"])] for each in found],
        "stepMatchArgumentsLists": lists,
    }


def step_started(attempt_id: str, step_id: str, at: int) -> Envelope:
    """Return the message that a step begins."""
    started = {"testCaseStartedId": attempt_id, "testStepId": step_id, "timestamp": stamp(at)}
    return {"testStepStarted": started}


def step_finished(
    attempt_id: str, step_id: str, status: Status, times: tuple[int, int], problem: Problem | None
) -> Envelope:
    """Return the message how a step ended, and why it did not pass."""
    begun, ended = times
    result: Envelope = {"status": status, "duration": stamp(ended - begun)}
    if problem:
        if problem["message"]:
            result["message"] = problem["message"]
        if "exception" in problem:
            result["exception"] = problem["exception"]
    finished = {"testCaseStartedId": attempt_id, "testStepId": step_id, "testStepResult": result}
    return {"testStepFinished": {**finished, "timestamp": stamp(ended)}}


def attachment(attempt_id: str, step_id: str | None, made: Attachment) -> Envelope:
    """Return the message that carries an attachment of an attempt."""
    step = {} if step_id is None else {"testStepId": step_id}
    return _attachment({"testCaseStartedId": attempt_id, **step}, made)


def run_attachment(run_id: str, made: Attachment) -> Envelope:
    """Return the message that carries an attachment of the run."""
    return _attachment({"testRunStartedId": run_id}, made)


def _attachment(owner: Mapping[str, str], made: Attachment) -> Envelope:
    message: Envelope = {
        **owner,
        "body": made["body"],
        "contentEncoding": made["encoding"],
        "mediaType": made["media_type"],
        "timestamp": stamp(made["at"]),
    }
    if made["file_name"] is not None:
        message["fileName"] = made["file_name"]
    return {"attachment": message}


def _argument(argument: Argument) -> Envelope:
    return {"group": dict(argument)}
