"""What can prevent a collection, each with a message for whoever runs the command."""

from __future__ import annotations


class CannotCollect(Exception):
    """Something cannot be collected; the message says what, why and what to do."""


class Unsuitable(CannotCollect):
    """Credentials or a directory cannot be used, and nothing was asked for."""


class Unavailable(CannotCollect):
    """An API gave no usable answer, however often it was asked."""


class Refused(CannotCollect):
    """An API refused a request: the status, and its own code and words, empty where none came."""

    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(" ".join(filter(None, (str(status), code, text))))
        self.status = status
        self.code = code


class SignInRefused(Refused):
    """A token endpoint refused the credentials of an app."""
