"""One test case in messages: what it consists of, and every attempt at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gherkin.stream.id_generator import IdGenerator

from . import envelopes
from .clock import stamp
from .collector import Played
from .documents import Envelope
from .records import Attachment, Match, Problem, StepRecord

BEFORE, AFTER = "BEFORE_TEST_CASE", "AFTER_TEST_CASE"


@dataclass
class Attempt:
    """One attempt, with what went wrong before, in and after its steps."""

    played: Played
    id: str
    steps: list[StepRecord]
    before: Problem | None = None
    after: Problem | None = None

    @property
    def start(self) -> int:
        """When it began."""
        return min(phase["start"] for phase in self.played.phases.values())

    @property
    def stop(self) -> int:
        """When it ended, as far as is known."""
        return max(phase["stop"] for phase in self.played.phases.values())

    @property
    def attachments(self) -> list[Attachment]:
        """Everything that was attached, in order."""
        return [each for phase in self.played.phases.values() for each in phase["attachments"]]

    @property
    def passed(self) -> bool:
        """Tell whether nothing but passing and skipping happened."""
        met = [step["status"] for step in self.steps]
        met += [each["status"] for each in (self.before, self.after) if each]
        return all(status in ("PASSED", "SKIPPED") for status in met)


def attempt(played: Played, id_: str, count: int) -> Attempt:
    """Return one attempt at a scenario of so many steps."""
    setup, call, teardown = (played.phases.get(w) for w in ("setup", "call", "teardown"))
    if call:
        steps = call["steps"][:count]
    elif setup and setup["problem"]:
        steps = []
    else:
        steps = [StepRecord(status="UNKNOWN") for _ in range(count)]
    steps += [StepRecord(status="SKIPPED") for _ in range(count - len(steps))]
    made = Attempt(played, id_, steps)
    failure = call["problem"] if call else None
    begun = any(step["status"] != "SKIPPED" for step in steps) or not steps
    made.before = setup["problem"] if setup else None
    if failure and not begun:
        made.before, failure = failure, None
    made.after = failure or (teardown["problem"] if teardown else None)
    if played.crash:
        made.after = {"status": "FAILED", "message": played.crash}
    return made


@dataclass
class Case:
    """What a test case consists of."""

    id: str
    pickle: Envelope
    attempts: list[Attempt]
    step_ids: list[str] = field(default_factory=list)
    hook_ids: dict[str, str] = field(default_factory=dict)

    def number(self, ids: IdGenerator) -> None:
        """Give its steps their ids, and the hooks that any attempt needs."""
        self.step_ids = [ids.get_next_id() for _ in self.pickle["steps"]]
        for kind, used in (
            (BEFORE, any(each.before for each in self.attempts)),
            (AFTER, any(each.after for each in self.attempts)),
        ):
            if used:
                self.hook_ids[kind] = ids.get_next_id()

    def definition(
        self,
        run_id: str,
        hooks: Mapping[str, str],
        matches: list[Match | None],
        ids: Mapping[envelopes.Key, str],
    ) -> Envelope:
        """Return the envelope that says what it consists of."""
        steps = [
            envelopes.test_step(step_id, step["id"], match, ids)
            for step_id, step, match in zip(
                self.step_ids, self.pickle["steps"], matches, strict=True
            )
        ]
        if BEFORE in self.hook_ids:
            steps.insert(0, {"id": self.hook_ids[BEFORE], "hookId": hooks[BEFORE]})
        if AFTER in self.hook_ids:
            steps.append({"id": self.hook_ids[AFTER], "hookId": hooks[AFTER]})
        case = {"id": self.id, "pickleId": self.pickle["id"], "testSteps": steps}
        return {"testCase": {**case, "testRunStartedId": run_id}}

    def told(self, number: int) -> Iterator[Envelope]:
        """Yield what happened in one attempt."""
        made = self.attempts[number]
        start = {"id": made.id, "testCaseId": self.id, "attempt": number}
        yield {"testCaseStarted": {**start, "timestamp": stamp(made.start)}}
        yield from self._attached(made, None, None)
        at = made.start
        yield from self._hook(BEFORE, made, made.before, at)
        for index, (step, step_id) in enumerate(zip(made.steps, self.step_ids, strict=True)):
            times = begun, at = step.get("start", at), step.get("stop", at)
            yield envelopes.step_started(made.id, step_id, begun)
            yield from self._attached(made, index, step_id)
            problem = step.get("problem")
            yield envelopes.step_finished(made.id, step_id, step["status"], times, problem)
        yield from self._hook(AFTER, made, made.after, made.stop)
        again = number + 1 < len(self.attempts)
        finished = {"testCaseStartedId": made.id, "willBeRetried": again}
        yield {"testCaseFinished": {**finished, "timestamp": stamp(made.stop)}}

    def _hook(
        self, kind: str, made: Attempt, problem: Problem | None, at: int
    ) -> Iterator[Envelope]:
        if kind in self.hook_ids:
            id_ = self.hook_ids[kind]
            status = problem["status"] if problem else "PASSED"
            yield envelopes.step_started(made.id, id_, at)
            yield envelopes.step_finished(made.id, id_, status, (at, at), problem)

    def _attached(
        self, made: Attempt, index: int | None, step_id: str | None
    ) -> Iterator[Envelope]:
        for each in made.attachments:
            if each["step"] == index:
                yield envelopes.attachment(made.id, step_id, each)
