"""The credentials that a request gives, in the clear: they are passed on, never kept."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GivenCredentials:
    """A password, or a hook that will know it, and a recovery question with its answer."""

    password: str = field(default="", repr=False)
    by_hook: bool = False
    question: str = ""
    answer: str = field(default="", repr=False)

    @property
    def has_password(self) -> bool:
        """Tell whether somebody can sign in by password with these."""
        return bool(self.password) or self.by_hook

    def __bool__(self) -> bool:
        return self.has_password or bool(self.question or self.answer)
