"""A lab in which a tenant was entered, and the steps that are done in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Problem, Row
from crosswalk.procedure.orders import ProcedureStep
from crosswalk.procedure.procedure import import_users, map_both, set_access
from fakes.insync.model import AccessSetting
from fakes.lab import Lab
from fakes.outcomes.model import Job
from fakes.wire import Exchange

from .bulk_change import change, most_taken, wanted
from .entering import Entering
from .jobs import NO_ACCOUNT, Ended, run
from .turns import Turn

JOURNAL_BYTES = 64 * 1024 * 1024


class Play:
    """What happens in a lab that is emptied first, from the tenant as it is today on."""

    def __init__(self, lab: Lab, turn: Turn, choices: Choices) -> None:
        self.turn = turn
        self.lab = lab
        lab.reset()
        lab.journal.max_bytes = JOURNAL_BYTES
        self._entered = Entering(lab, turn, choices).enter()
        lab.journal.clear()
        self.refused = self._entered.refused
        self._known = {*self._entered.accounts.values(), self._entered.keeper}
        self._owned = Counter(_person(row) for row in turn.rows if row.insync_email_id)
        self._linked = {login: account for account, login in self._entered.linked.items() if login}
        self._links: dict[str, int] = {}
        self._linked_to: dict[int, str] = {}
        self.imported: tuple[Exchange, ...] = ()

    # What admins do.

    def do(self, step: ProcedureStep) -> str:
        """Do a step of the procedure; return what inSync refused, or nothing."""
        if step is ProcedureStep.EMAIL_IDS:
            return self._change_email_ids()
        if step is ProcedureStep.MAPPING:
            map_both(self.lab.okta)
        elif step is ProcedureStep.IMPORT:
            self._import()
        else:
            set_access(self.lab.insync, AccessSetting.AD_ATTRIBUTE)
        return ""

    def _change_email_ids(self) -> str:
        """Hand support the change request, without what the lab does not hold."""
        rows = filter(self._is_held, self.turn.rows)
        asked = ((row.insync_email_id, row.change_email_id_to) for row in rows)
        return change(self.lab.insync.accounts, [pair for pair in asked if pair[1]])

    def _is_held(self, row: Row) -> bool:
        return row.insync_email_id.casefold() in self._entered.accounts

    def most_changes(self) -> dict[str, str]:
        """Return which email IDs could be changed, by the old one; of the others it is empty."""
        rows = filter(self._is_held, wanted(self.turn.rows, self.turn.part.tenant.okta))
        pairs = [(row.insync_email_id, row.okta_email) for row in rows]
        taken = most_taken(self.lab.insync.accounts, pairs)
        return {**{old: "" for old, _ in pairs}, **dict(taken)}

    def _import(self) -> None:
        """Send everybody whose turn it is: apply updates, and assign who is new."""
        self.lab.journal.clear()
        import_users(self.lab.okta, self._entered.sent)
        self._retry()
        self.imported = self.lab.journal.since(0)
        self._read_links()

    def _retry(self) -> None:
        """Retry what failed as long as fewer fail than before."""
        jobs = self.lab.okta.jobs
        failing, tasks = -1, jobs.tasks()
        while len(tasks) != failing:
            failing = len(tasks)
            for task in tasks:
                jobs.retry(task.id)
            jobs.run()
            tasks = jobs.tasks()

    def _read_links(self) -> None:
        by_scim_id = {each.scim_id: each.id for each in self.lab.insync.accounts.all()}
        found = ((each.user_id, each.external_id) for each in self.lab.okta.assignments.all())
        self._links = {user: by_scim_id[link] for user, link in found if link}
        logins = {user: login for login, user in self._entered.okta_users.items()}
        self._linked_to = {account: logins[user] for user, account in self._links.items()}

    # What is seen.

    def linked_today(self, row: Row) -> str | None:
        """Return the login, casefolded, of the one whom Okta was linked to an account for.

        It is empty where the exports name several, None where they name nobody who is sent.
        """
        account = self._entered.accounts.get(row.insync_email_id.casefold())
        return None if account is None else self._entered.linked.get(account)

    def account_of(self, row: Row) -> int | None:
        """Return the account of a row: of a person without one, the one that was created."""
        if row.insync_email_id:
            return self._entered.accounts[row.insync_email_id.casefold()]
        # Somebody of whom it is foretold that they have none can be linked to one all the same.
        return self._linked.get(row.okta_login.casefold()) or self._created(row)

    def _created(self, row: Row) -> int | None:
        user_id = self._entered.okta_users.get(row.okta_login.casefold(), "")
        account = self._links.get(user_id)
        return None if account in self._known else account

    def accounts_of(self, row: Row) -> int:
        """Return how many accounts the person of a row has."""
        return self._today(row) + (self._created(row) is not None)

    def _today(self, row: Row) -> int:
        if Problem.AMBIGUOUS in row.problems and not row.okta_login:
            return 1  # Whose others are is not decided.
        return max(self._owned[_person(row)], 1) if row.insync_email_id else 0

    def taken_over_by(self, row: Row) -> str:
        """Return the login of another Okta user who is linked to the account of a row, or nothing.

        It is casefolded.
        """
        if not row.insync_email_id:
            return ""
        login = self._linked_to.get(self._entered.accounts[row.insync_email_id.casefold()], "")
        return "" if login == row.okta_login.casefold() else login

    def run(self, job: Job, row: Row) -> Ended:
        """Run a job of a row; what crosses the wire meanwhile is the journal afterwards."""
        self.lab.journal.clear()
        account = self.account_of(row)
        if account is None:
            return NO_ACCOUNT
        return run(self.lab.insync, job, account, self._entered.keeper)

    def run_everything(self, jobs: tuple[Job, ...]) -> Iterator[tuple[tuple[Job, Ended], ...]]:
        """Run jobs of every account, also of those that were created."""
        keeper = self._entered.keeper
        for account in self.lab.insync.accounts.all():
            if account.id != keeper:
                self.lab.journal.clear()
                yield tuple((job, run(self.lab.insync, job, account.id, keeper)) for job in jobs)

    @property
    def created(self) -> int:
        """How many accounts there are that were not there before."""
        return len(self.lab.insync.accounts.all()) - len(self._known)


def _person(row: Row) -> str:
    """Return by what the rows of one person are told: the Okta login, else the addresses."""
    if row.okta_login:
        return f"okta {row.okta_login.casefold()}"
    addresses = " ".join((row.upn, row.primary_smtp, *row.aliases))
    return f"mail {addresses}" if addresses.strip() else f"account {row.insync_email_id.casefold()}"
