"""Cucumber Messages by what they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crosswalk.runner.remarks import FILE as REMARK
from crosswalk.screens.pictures.model import IMAGE_TYPE, PICTURES_TYPE, Picture, is_file
from crosswalk.screens.pictures.model import read as read_pictures

from .attachment import Attachment
from .model import Attempt, Result, Verdict
from .setting import FILE as SETTING

Node = Mapping[str, Any]


class UnreadableMessage(ValueError):
    """A message lacks what its kind has to say, or names what no message before it brought."""

    def __init__(self, number: int, kind: str, error: Exception) -> None:
        super().__init__(f"{kind} is not as expected: {type(error).__name__}: {error}")
        self.number = number


@dataclass
class _Playing:
    """One attempt at a test case, while its messages come in."""

    case: str
    number: int
    started: float = 0.0
    finished: float = 0.0
    results: dict[str, Node] = field(default_factory=dict)
    attachments: list[Attachment] = field(default_factory=list)
    remarks: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    pictures: dict[str, tuple[Picture, ...]] = field(default_factory=dict)


@dataclass
class Records:
    """The messages of a run, sorted."""

    documents: list[Node] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    written: dict[str, Node] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)
    started: float = 0.0
    finished: float = 0.0
    success: bool = False
    setting: str = ""
    files: dict[str, str] = field(default_factory=dict)
    _pickles: defaultdict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))
    _cases: dict[str, Node] = field(default_factory=dict)
    _playings: dict[str, _Playing] = field(default_factory=dict)
    _by_pickle: dict[str, list[_Playing]] | None = None

    @classmethod
    def of(cls, envelopes: Iterable[Node]) -> Records:
        """Sort the messages of a run; kinds that the site does not tell of are passed over.

        Raises UnreadableMessage for one that lacks what it has to say.
        """
        records = cls()
        for number, envelope in enumerate(envelopes, 1):
            for kind, body in envelope.items():
                if take := _TAKERS.get(kind):
                    try:
                        take(records, body)
                    except (LookupError, TypeError, AttributeError, ValueError) as error:
                        raise UnreadableMessage(number, kind, error) from error
        return records

    def pickles_of(self, scenario: str) -> Sequence[Node]:
        """Return what a scenario was expanded to, in the order of the document."""
        return self._pickles[scenario]

    def attempts_of(self, pickle: Node) -> tuple[Attempt, ...]:
        """Return how a pickle went each time it was played."""
        if self._by_pickle is None:
            self._by_pickle = defaultdict(list)
            for playing in self._playings.values():
                self._by_pickle[self._cases[playing.case]["pickleId"]].append(playing)
        steps = {
            step["id"]: step_id(self.written[step["astNodeIds"][0]]) for step in pickle["steps"]
        }
        played = sorted(self._by_pickle.get(pickle["id"], ()), key=lambda each: each.number)
        return tuple(self._attempt(playing, steps) for playing in played)

    def _attempt(self, playing: _Playing, steps: Mapping[str, str]) -> Attempt:
        results = dict.fromkeys(steps.values(), Result(Verdict.UNKNOWN))
        around = []
        pictures = {}
        for step in self._cases[playing.case]["testSteps"]:
            if found := playing.results.get(step["id"]):
                result = _result(found, playing.remarks[step["id"]])
                if written := steps.get(step.get("pickleStepId", "")):
                    results[written] = result
                    pictures[written] = playing.pictures.get(step["id"], ())
                else:
                    around.append(result)
        seconds = max(playing.finished - playing.started, 0.0)
        attachments = tuple(playing.attachments)
        taken = {step: each for step, each in pictures.items() if each}
        return Attempt(results, tuple(around), attachments, playing.started, seconds, taken)

    def _take_source(self, body: Node) -> None:
        self.sources[body["uri"]] = body["data"]

    def _take_document(self, body: Node) -> None:
        if not body.get("feature"):
            return
        self.documents.append(body)
        for child in _flattened(body["feature"]["children"]):
            part = child.get("scenario") or child["background"]
            self.written[part["id"]] = part
            self.written.update((step["id"], step) for step in part["steps"])

    def _take_pickle(self, body: Node) -> None:
        self._pickles[body["astNodeIds"][0]].append(body)

    def _take_complaint(self, body: Node) -> None:
        self.unreadable.append(f"{body['source'].get('uri', '')}: {body['message']}")

    def _take_start(self, body: Node) -> None:
        self.started = _seconds(body["timestamp"])

    def _take_end(self, body: Node) -> None:
        self.finished = _seconds(body["timestamp"])
        self.success = bool(body["success"])

    def _take_case(self, body: Node) -> None:
        self._cases[body["id"]] = body

    def _take_playing(self, body: Node) -> None:
        started = _seconds(body.get("timestamp"))
        self._playings[body["id"]] = _Playing(
            body["testCaseId"], body.get("attempt", 0), started, started
        )

    def _take_played(self, body: Node) -> None:
        self._playings[body["testCaseStartedId"]].finished = _seconds(body.get("timestamp"))

    def _take_result(self, body: Node) -> None:
        playing = self._playings[body["testCaseStartedId"]]
        playing.results[body["testStepId"]] = body["testStepResult"]

    def _take_attachment(self, body: Node) -> None:
        playing = self._playings.get(body.get("testCaseStartedId", ""))
        if playing is None:
            if body.get("fileName") == SETTING:
                self.setting = body["body"]
        elif body.get("fileName") == REMARK:
            playing.remarks[body.get("testStepId", "")].append(body["body"])
        elif body["mediaType"] == PICTURES_TYPE:
            playing.pictures[body.get("testStepId", "")] = read_pictures(body["body"])
        elif body["mediaType"] == IMAGE_TYPE and is_file(body.get("fileName") or ""):
            self.files[body["fileName"]] = body["body"]
        else:
            playing.attachments.append(
                Attachment(
                    body["body"],
                    body["mediaType"],
                    body.get("fileName") or "",
                    body["contentEncoding"],
                )
            )


_TAKERS: Mapping[str, Callable[[Records, Node], None]] = {
    "source": Records._take_source,
    "gherkinDocument": Records._take_document,
    "pickle": Records._take_pickle,
    "parseError": Records._take_complaint,
    "testRunStarted": Records._take_start,
    "testRunFinished": Records._take_end,
    "testCase": Records._take_case,
    "testCaseStarted": Records._take_playing,
    "testStepFinished": Records._take_result,
    "testCaseFinished": Records._take_played,
    "attachment": Records._take_attachment,
}


def step_id(step: Node) -> str:
    """Return what tells a step as written from any other of its file, in every run of it."""
    return str(step["location"]["line"])


def _result(told: Node, remarks: Iterable[str]) -> Result:
    exception = told.get("exception") or {}
    reason = exception.get("message") or exception.get("type") or ""
    return Result(
        Verdict[told["status"]],
        told.get("message") or "",
        reason.partition("\n")[0],
        tuple(remarks),
    )


def _flattened(children: Iterable[Node]) -> Iterable[Node]:
    for child in children:
        if rule := child.get("rule"):
            yield from _flattened(rule["children"])
        else:
            yield child


def _seconds(timestamp: Node | None) -> float:
    if timestamp is None:
        return 0.0
    return float(timestamp["seconds"]) + float(timestamp["nanos"]) / 1e9
