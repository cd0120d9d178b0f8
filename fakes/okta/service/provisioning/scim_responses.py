"""What an answer of the service provider means to a step of the provisioning flow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from fakes.okta import messages
from fakes.okta.resources import Resource
from fakes.okta.rules import invalid_json, remote_reason
from fakes.wire import NoAnswer, OddAnswer, Response, UnknownHost
from fakes.wire.reading import Shape, printable, read_as, read_json

Send = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step of the flow: the event it writes and the wording of its failure."""

    event_type: str
    wording: str


VERIFY = FlowStep("application.provision.user.verify_exists", messages.WHILE_VERIFYING)
CREATE = FlowStep("application.provision.user.push", messages.WHILE_CREATING)
PUSH = FlowStep("application.provision.user.push_profile", messages.WHILE_PUSHING)
SYNC = FlowStep("application.provision.user.sync", "{reason}")
DEACTIVATE = FlowStep("application.provision.user.deactivate", messages.WHILE_DEACTIVATING)
REACTIVATE = FlowStep("application.provision.user.reactivate", messages.WHILE_REACTIVATING)


class FoundUser(msgspec.Struct):
    """What a look-up needs to know of a user."""

    id: Annotated[str, msgspec.Meta(min_length=1)]


class FoundUsers(msgspec.Struct):
    """A list answer that found somebody."""

    resources: Annotated[list[FoundUser], msgspec.Meta(min_length=1)] = msgspec.field(
        name="Resources"
    )


class CreatedUser(msgspec.Struct):
    """What was created; an answer may say nothing of it."""

    id: str | None = None


class UserState(msgspec.Struct):
    """What has to be right in a user that is read, before it is changed and sent back."""

    active: bool | None = None
    schemas: list[str] = []


class StepFailed(Exception):
    """A step failed; it has the reason for the log and for the task."""

    def __init__(
        self, step: FlowStep, user_name: str, reason: str, answer: Response | None = None
    ) -> None:
        super().__init__(reason)
        self.step = step
        self.user_name = user_name
        self.reason = reason
        self.answer = answer

    @property
    def cause(self) -> str:
        """The cause for the task; NO_MATCH is given without the step."""
        if self.reason == messages.NO_MATCH:
            return self.reason
        return self.step.wording.format(user_name=self.user_name, reason=self.reason)


class UnreadableResponse(Exception):
    """F25: an answer is not SCIM; the job stops and no task is made."""


def answer_of(step: FlowStep, name: str, send: Send, *arguments: Any) -> Response:
    """Send a request and return an answer of success or 404; anything else fails the step."""
    try:
        answer = send(*arguments)
    except (NoAnswer, UnknownHost) as silence:
        raise StepFailed(step, name, str(silence)) from silence
    if answer.ok or answer.status == 404:
        return answer
    raise _refused(step, name, answer)


def success_of(step: FlowStep, name: str, send: Send, *arguments: Any) -> Response:
    """Send a request and return an answer of success; anything else fails the step."""
    answer = answer_of(step, name, send, *arguments)
    if answer.status == 404:
        raise _refused(step, name, answer)
    return answer


def resource_of(step: FlowStep, name: str, answer: Response) -> Resource:
    """Return the JSON object of an answer."""
    try:
        value = read_json(answer.body)
    except OddAnswer:
        raise StepFailed(step, name, invalid_json(answer.body), answer) from None
    if not isinstance(value, dict):
        raise UnreadableResponse
    return value


def part_of(
    step: FlowStep, name: str, answer: Response, resource: Resource, shape: type[Shape]
) -> Shape:
    """Return what the flow needs of a resource; a member of another type fails the step."""
    try:
        return read_as(resource, shape)
    except OddAnswer as odd:
        reason = messages.UNUSABLE_ANSWER.format(problem=odd)
        raise StepFailed(step, name, reason, answer) from None


def unexpected(user_name: str, bug: Exception) -> StepFailed:
    """Return the failure of a job that ended in an error which nobody expects."""
    said = printable(f"{type(bug).__name__}: {bug}")
    return StepFailed(SYNC, user_name, messages.UNEXPECTED.format(problem=said))


def _refused(step: FlowStep, name: str, answer: Response) -> StepFailed:
    return StepFailed(step, name, remote_reason(answer.status, answer.body), answer)
