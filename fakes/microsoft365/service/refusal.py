"""The one exception by which the service refuses a request of an API client."""

from __future__ import annotations

from fakes.microsoft365.model import Problem


class RequestRefused(Exception):
    """A request of an API client is refused; ``subject`` is what the answer names."""

    def __init__(self, problem: Problem, subject: str = "") -> None:
        super().__init__(f"{problem.value}: {subject}")
        self.problem = problem
        self.subject = subject
