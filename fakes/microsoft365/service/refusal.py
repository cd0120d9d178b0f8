"""The exceptions by which the service refuses requests and names."""

from __future__ import annotations

from fakes.microsoft365 import validation
from fakes.microsoft365.model import NameProperty, Problem


class RequestRefused(Exception):
    """A request of an API client is refused; ``subject`` is what the answer names."""

    def __init__(self, problem: Problem, subject: str = "") -> None:
        super().__init__(f"{problem.value}: {subject}")
        self.problem = problem
        self.subject = subject


class NameRefused(ValueError):
    """A user cannot have a name; ``property`` holds it."""

    def __init__(self, name: NameProperty, why: str) -> None:
        super().__init__(why)
        self.property = name


class NameInvalid(NameRefused):
    """F81, F82: a name is not accepted."""

    def __init__(self, name: NameProperty, text: str, why: str) -> None:
        super().__init__(name, f"{validation.invalid(name)} {text!r} has {why}")


class NameTaken(NameRefused):
    """A name belongs to somebody else, the ``holder``."""

    def __init__(self, name: NameProperty, why: str, holder: str) -> None:
        super().__init__(name, f"{why}: expected one that is free")
        self.holder = holder
