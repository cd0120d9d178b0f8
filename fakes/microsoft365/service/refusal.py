"""How a service says no to a peer."""

from __future__ import annotations

from fakes.microsoft365.model import Problem


class RequestRefused(Exception):
    """A peer asked for what it cannot have; ``subject`` is what the answer names."""

    def __init__(self, problem: Problem, subject: str = "") -> None:
        super().__init__(f"{problem.value}: {subject}")
        self.problem = problem
        self.subject = subject
