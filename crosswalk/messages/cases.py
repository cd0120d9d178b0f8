"""One test case in messages: what it consists of, and every attempt at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gherkin.stream.id_generator import IdGenerator

from . import envelopes
from .attempts import Attempt
from .clock import stamp
from .documents import Document, Envelope
from .records import Match, Problem, StepRecord
from .snippets import snippet, suggestion

BEFORE, AFTER = "BEFORE_TEST_CASE", "AFTER_TEST_CASE"


@dataclass
class Case:
    """What a test case consists of."""

    id: str
    document: Document
    pickle: Envelope
    attempts: list[Attempt]
    step_ids: list[str] = field(default_factory=list)
    hook_ids: dict[str, str] = field(default_factory=dict)
    suggestion_ids: dict[int, str] = field(default_factory=dict)

    def number(self, ids: IdGenerator) -> None:
        """Give ids to its steps, to the hooks that any attempt needs, and to suggestions."""
        self.step_ids = [ids.get_next_id() for _ in self.pickle["steps"]]
        for kind, used in (
            (BEFORE, any(each.before for each in self.attempts)),
            (AFTER, any(each.after for each in self.attempts)),
        ):
            if used:
                self.hook_ids[kind] = ids.get_next_id()
        for index, step in enumerate(self.attempts[0].steps):
            if step["status"] == "UNDEFINED":
                self.suggestion_ids[index] = ids.get_next_id()

    def matches(self, index: int) -> list[Match]:
        """Return what said one of its steps, in the first attempt that knows."""
        known = (each.steps[index].get("matches") for each in self.attempts)
        return next((found for found in known if found), [])

    def definition(
        self,
        run_id: str,
        hooks: Mapping[str, str],
        matches: Sequence[Sequence[Match]],
        ids: Mapping[envelopes.Key, str],
    ) -> Envelope:
        """Return the message that says what it consists of."""
        steps = [
            envelopes.test_step(step_id, step["id"], found, ids)
            for step_id, step, found in zip(
                self.step_ids, self.pickle["steps"], matches, strict=True
            )
        ]
        if BEFORE in self.hook_ids:
            steps.insert(0, {"id": self.hook_ids[BEFORE], "hookId": hooks[BEFORE]})
        if AFTER in self.hook_ids:
            steps.append({"id": self.hook_ids[AFTER], "hookId": hooks[AFTER]})
        case = {"id": self.id, "pickleId": self.pickle["id"], "testSteps": steps}
        return {"testCase": {**case, "testRunStartedId": run_id}}

    def attempt_messages(self, number: int) -> Iterator[Envelope]:
        """Yield what happened in one attempt."""
        made = self.attempts[number]
        start = {"id": made.id, "testCaseId": self.id, "attempt": number}
        yield {"testCaseStarted": {**start, "timestamp": stamp(made.start)}}
        yield from _attached(made, None, None)
        yield from self._hook(BEFORE, made, made.before, made.start)
        at = made.start
        for index, step in enumerate(made.steps):
            times = begun, at = step.get("start", at), step.get("stop", at)
            yield envelopes.step_started(made.id, self.step_ids[index], begun)
            if number == 0:
                yield from self._suggested(index)
            yield from _attached(made, index, self.step_ids[index])
            yield self._finished(made, index, step, times)
        yield from self._hook(AFTER, made, made.after, made.stop)
        again = number + 1 < len(self.attempts)
        finished = {"testCaseStartedId": made.id, "willBeRetried": again}
        yield {"testCaseFinished": {**finished, "timestamp": stamp(made.stop)}}

    def _suggested(self, index: int) -> Iterator[Envelope]:
        if id_ := self.suggestion_ids.get(index):
            step = self.pickle["steps"][index]
            code = self.attempts[0].steps[index].get("snippet")
            snippets = [suggestion(code) if code else snippet(step)]
            yield {"suggestion": {"id": id_, "pickleStepId": step["id"], "snippets": snippets}}

    def _finished(
        self, made: Attempt, index: int, step: StepRecord, times: tuple[int, int]
    ) -> Envelope:
        problem = step.get("problem")
        if problem and "stackTrace" in problem.get("exception", {}):
            place = self.document.place(self.pickle["steps"][index])
            trace = f"{problem['exception']['stackTrace']}\n{place}"
            problem = {**problem, "exception": {**problem["exception"], "stackTrace": trace}}
        id_ = self.step_ids[index]
        return envelopes.step_finished(made.id, id_, step["status"], times, problem)

    def _hook(
        self, kind: str, made: Attempt, problem: Problem | None, at: int
    ) -> Iterator[Envelope]:
        if kind in self.hook_ids:
            id_ = self.hook_ids[kind]
            status = problem["status"] if problem else "PASSED"
            yield envelopes.step_started(made.id, id_, at)
            yield envelopes.step_finished(made.id, id_, status, (at, at), problem)


def _attached(made: Attempt, index: int | None, step_id: str | None) -> Iterator[Envelope]:
    for each in made.attachments:
        if each["step"] == index:
            yield envelopes.attachment(made.id, step_id, each)
