"""What a refusal of Microsoft 365 means to a job."""

from __future__ import annotations

from fakes.insync import rules
from fakes.insync.model import Workload
from fakes.insync.rules import Meaning

from .connection import AccessRefused, NoAccess
from .ews_mailbox import RefusedByEws


def meaning_of(refusal: AccessRefused, workload: Workload, *, restoring: bool) -> Meaning:
    """Return the code and the cause with which a job of a workload ends, by what refused it."""
    if isinstance(refusal, NoAccess):
        return rules.meaning_of_no_access(refusal.text)
    if isinstance(refusal, RefusedByEws):
        return rules.meaning_of_ews(status=refusal.status, code=refusal.code, restoring=restoring)
    return rules.meaning_of_graph(workload, code=refusal.code, text=refusal.text)
