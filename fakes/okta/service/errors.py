"""Okta's errors: one exception, shown by the console and sent by the API as an error object."""

from __future__ import annotations

from fakes.okta.messages import NOT_DEFINED, SUMMARIES


class OktaError(ValueError):
    """Okta's error: code, summary and causes, all of them in its message."""

    def __init__(self, code: str, *causes: str, detail: str = "") -> None:
        self.code = code
        self.summary = SUMMARIES[code].format(detail=detail)
        self.causes = causes
        super().__init__("; ".join((self.summary, *causes)))


def not_found(key: str, kind: str) -> OktaError:
    """Return the error for something that does not exist."""
    return OktaError("E0000007", detail=f"{key} ({kind})")


def invalid(problems: tuple[tuple[str, str], ...], thing: str) -> OktaError:
    """Return the error for a form from (field, cause) pairs; ``thing`` is what it describes."""
    field, cause = problems[0]
    undefined = cause == NOT_DEFINED.format(field=field)
    return OktaError(
        "E0000001", *(cause for _, cause in problems), detail=thing if undefined else field
    )
