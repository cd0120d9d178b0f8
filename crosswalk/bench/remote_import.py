"""What an import costs over HTTP: Okta and inSync in processes of their own, Okta calling inSync.

The other side is the same import in one process.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from crosswalk.remote.process import ServedLab
from fakes.insync.model import EVERYONE

from .measure import Comparison, Side, Trial, Unmeasurable
from .provisioning import prepare_import
from .serving import Once
from .sides import Calls

if TYPE_CHECKING:
    from crosswalk.remote.remote import RemoteLab

COUNT = 2_000
APART = "each system a process"
TOGETHER = "one process"


class Apart:
    """A side that imports from one served system into the other, an admin at each of them."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._insync = Once(lambda: ServedLab("--only", "insync"))
        self._okta = Once(self._start_okta)
        self._microsoft365 = Once(lambda: ServedLab("--only", "microsoft365"))

    def seconds(self) -> float:
        """Return the seconds for each user, from the first assignment to the end of the job."""
        from crosswalk.remote.plugin import reached
        from crosswalk.remote.sites import Site

        started = {
            "okta": self._okta(),
            "insync": self._insync(),
            "microsoft365": self._microsoft365(),
        }
        sites = {name: Site(lab.interfaces["control"]["url"]) for name, lab in started.items()}
        with reached(sites) as lab:
            ids = self._filled(lab)
            begun = perf_counter()
            for user_id in ids:
                lab.okta.assignments.assign(user_id)
            done = lab.okta.jobs.run()
            seconds = perf_counter() - begun
        if done.created != self._count:
            raise Unmeasurable(f"created {done.created} of {self._count} accounts: {done}")
        return seconds / self._count

    def profile(self) -> str:
        """Say where to look."""
        return "Other processes work here: see what --profile tells of import-1000.\n"

    def close(self) -> None:
        """End all three."""
        for each in (self._okta, self._insync, self._microsoft365):
            each.stop()

    def _start_okta(self) -> ServedLab:
        return ServedLab(
            *("--only", "okta", "--jobs", "manual"),
            *("--peer", f"insync={self._insync().interfaces['insync']['url']}"),
        )

    def _filled(self, lab: RemoteLab) -> list[str]:
        """Join two emptied systems and let people into Okta; return their ids."""
        lab.reset()
        provisioning = lab.insync.provisioning
        provisioning.save_mappings((EVERYONE,))
        lab.okta.app.connect(base_url=provisioning.base_url(), token=provisioning.new_token())
        return [
            lab.okta.directory.add(
                login=f"u{number}@corp.example",
                email=f"user.{number}@corp.example",
                first_name="User",
                last_name=f"No. {number}",
            ).id
            for number in range(self._count)
        ]


def _prepare(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    return {APART: Apart(COUNT), TOGETHER: Calls(partial(prepare_import, COUNT), COUNT)}


REMOTE_IMPORT_TRIAL = Trial(
    (
        Comparison(
            "import-http",
            f"importing {COUNT:,} users, each, from Okta to inSync over HTTP, against in process",
            target=None,
            measured=APART,
            reference=TOGETHER,
            unit="ms",
            scale=1e3,
        ),
    ),
    _prepare,
)
