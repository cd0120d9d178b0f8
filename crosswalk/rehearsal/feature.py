"""Writes the kinds of people for whom a job fails as a feature, under pseudonyms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Row, Word
from crosswalk.diagnosis.tenant import HeldAccount, MailUser
from crosswalk.diagnosis.written.kinds import Kind, Kinds
from crosswalk.diagnosis.written.redaction import Redaction
from fakes.okta.model import OnApplyUpdates
from fakes.wire import is_address

from .assignments import Assignments
from .entering import stored_attribute
from .part import Part
from .scenario import Member, scenario

MOST_PEOPLE = 8
"""How many people a scenario has at most: nobody reads more."""
_HEAD = (
    "# Written by `crosswalk rehearse`. Names and addresses are pseudonyms.",
    "Feature: Kinds of people for whom a job fails",
    "",
    "  One example for each kind: how the jobs end today, and after the procedure. Only the first",
    "  person of an example is in Okta. The others are there because of their addresses.",
)


class NotWritten(Exception):
    """A row cannot be told in a scenario; the message says why."""


@dataclass(frozen=True, slots=True)
class Feature:
    """The lines of a feature, how many scenarios it has, and why kinds were left out."""

    lines: tuple[str, ...]
    scenarios: int
    left_out: tuple[str, ...]

    @property
    def text(self) -> str:
        """The feature as a file holds it."""
        return "".join(f"{line}\n" for line in self.lines)


def feature_of(part: Part, rows: Sequence[Row], choices: Choices) -> Feature:
    """Return a feature with a scenario for each kind of rows of which a job fails."""
    kinds = Kinds()
    alike: dict[Kind, list[Row]] = defaultdict(list)
    for row in rows:
        if _fails(row):
            alike[kinds.of(row)].append(row)
    writing = _Writing(part, rows, choices)
    lines, left_out, scenarios = [*_HEAD], [], 0
    for number, (kind, those) in enumerate(alike.items(), start=1):
        title = _title(number, kind, len(those))
        try:
            found = [*writing.first_told(title, those)]
        except NotWritten as error:
            left_out.append(f"{title}: {error}")
            continue
        scenarios += 1
        lines += ["", *(f"  {line}" for line in found)]
    lines += [f"  # Left out: {each}" for each in left_out]
    return Feature(tuple(lines), scenarios, tuple(left_out))


def _fails(row: Row) -> bool:
    jobs = (*row.now, *row.after) if row.insync_email_id else row.after
    return any(job.word is not Word.SUCCEEDS for job in jobs)


def _title(number: int, kind: Kind, count: int) -> str:
    people = "1 person" if count == 1 else f"{count} people"
    problems = ", ".join(each.value for each in kind.problems) or "no problem today"
    return f"Kind {number}, {people}: {problems}"


class _Writing:
    """Tells rows in scenarios, with everybody whom their addresses meet."""

    def __init__(self, part: Part, rows: Iterable[Row], choices: Choices) -> None:
        self._part = part
        self._choices = choices
        self._assignments = Assignments(part.tenant, choices)
        self._okta = {user.login: user for user in part.tenant.okta}
        self._accounts = {each.email_id: each for each in part.tenant.accounts}
        self._mail_users = {user.upn: user for user in part.tenant.microsoft365}
        self._rows: dict[int | None, list[Row]] = defaultdict(list)
        for row in rows:
            self._rows[part.group_of_row(row)].append(row)
        self._users: dict[int | None, list[MailUser]] = defaultdict(list)
        for user in part.tenant.microsoft365:
            self._users[part.group(user.upn, user.primary_smtp, *user.aliases)].append(user)

    def first_told(self, title: str, rows: Iterable[Row]) -> Iterator[str]:
        """Tell the first of rows of a kind that can be told; raises NotWritten for none."""
        problem = NotWritten()
        for row in rows:
            try:
                return self._told(title, row)
            except NotWritten as error:
                problem = error
        raise problem

    def _told(self, title: str, row: Row) -> Iterator[str]:
        _check_mail_users(self._users[self._part.group_of_row(row)])
        redaction = Redaction()
        shown = redaction.row(row)
        members = (
            self._member(row, shown, redaction, sent=self._is_sent(row)),
            *self._others(row, redaction),
        )
        if len(members) > MOST_PEOPLE:
            raise NotWritten(f"more than {MOST_PEOPLE} people meet by their addresses")
        return scenario(title, shown, members, self._choices)

    def _is_sent(self, row: Row) -> bool:
        user = self._okta.get(row.okta_login)
        if user is None:
            return False
        if not is_address(user.email) or not is_address(user.login):
            raise NotWritten("Okta does not hold the login or the email")
        self._check_renaming(row)
        return user.active and self._assignments.is_assigned(user)

    def _check_renaming(self, row: Row) -> None:
        default = OnApplyUpdates.LOOK_UP_AGAIN.value
        if row.insync_email_id and self._choices.readings.get("A2", default) != default:
            raise NotWritten("in a scenario Okta is not linked to accounts, on which A2 rests")

    def _others(self, row: Row, redaction: Redaction) -> Iterator[Member]:
        """Yield who else is in the group: the other accounts, and the other mailboxes."""
        group = self._part.group_of_row(row)
        shown = {row.upn}
        for other in self._rows[group]:
            if other is row or not other.insync_email_id:
                continue
            member = self._member(other, redaction.row(other), redaction, sent=False)
            yield member if other.upn not in shown else _without_mail_user(member)
            shown.add(other.upn)
        for user in self._users[group]:
            if user.upn not in shown:
                yield Member(mail_user=_redacted(user, redaction))

    def _member(self, row: Row, shown: Row, redaction: Redaction, *, sent: bool) -> Member:
        account = self._accounts.get(row.insync_email_id)
        if account and not is_address(account.email_id):
            raise NotWritten("inSync does not hold the email ID")
        user = self._mail_users.get(row.upn) if row.upn else None
        return Member(
            shown.okta_login if sent else "",
            shown.okta_email if sent else "",
            _redacted(user, redaction) if user else None,
            shown.insync_email_id,
            redaction.text(self._attribute(row, account)) if account else "",
            bool(account and account.preserved),
            shown.change_email_id_to,
        )

    def _attribute(self, row: Row, account: HeldAccount) -> str:
        return stored_attribute(account, self._okta.get(row.okta_login), self._choices)


def _without_mail_user(member: Member) -> Member:
    return Member(
        email_id=member.email_id,
        attribute=member.attribute,
        preserved=member.preserved,
        change=member.change,
    )


def _redacted(user: MailUser, redaction: Redaction) -> MailUser:
    text = redaction.text
    aliases = tuple(map(text, user.aliases))
    return user._replace(upn=text(user.upn), primary_smtp=text(user.primary_smtp), aliases=aliases)


def _check_mail_users(users: Iterable[MailUser]) -> None:
    """Raise NotWritten for what the table of a scenario cannot bring into Microsoft 365.

    It gives everybody a primary SMTP address, and lists the UPN among the addresses.
    """
    taken: Counter[str] = Counter()
    for user in users:
        if not user.upn:
            raise NotWritten("the UPN of somebody in Microsoft 365 is no address")
        if not user.primary_smtp:
            raise NotWritten("somebody in Microsoft 365 has no primary SMTP address")
        having = {name.casefold() for name in (user.primary_smtp, *user.aliases)}
        if user.mailbox and user.upn.casefold() not in having:
            raise NotWritten("a mailbox does not have the UPN as an address")
        taken.update(having)
    if any(count > 1 for count in taken.values()):
        raise NotWritten("Microsoft 365 does not give two people one address")
