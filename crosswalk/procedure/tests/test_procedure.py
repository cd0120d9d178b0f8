"""What the steps of the procedure ask a console, which takes clicks where somebody clicks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from crosswalk.procedure.procedure import import_users
from fakes.company.seeds import seed_demo
from fakes.lab import SEED, Lab
from fakes.okta.admin import OktaAdmin


class Counted:
    """Passes on what is asked, and remembers it."""

    def __init__(self, asked: object) -> None:
        self._asked = asked
        self.names: list[str] = []

    def __getattr__(self, name: str) -> Any:
        self.names.append(name)
        return getattr(self._asked, name)


def test_an_import_looks_up_once_who_is_assigned_however_many_they_are() -> None:
    lab = Lab(salt=SEED)
    seed_demo(lab)
    import_users(lab.okta)
    assert len(lab.okta.assignments.all()) > 1
    counted = Counted(lab.okta.assignments)
    okta = SimpleNamespace(directory=lab.okta.directory, assignments=counted, jobs=lab.okta.jobs)
    import_users(cast(OktaAdmin, okta))
    assert counted.names == ["all", "apply_updates_now"]
