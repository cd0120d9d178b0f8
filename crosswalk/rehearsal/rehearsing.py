"""The rehearsal: plays today, the remapping, the procedure and wrong orders, and compares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.row import Outcomes, Row
from crosswalk.diagnosis.written.tally import NOW
from crosswalk.procedure.orders import ARTICLE_ORDER, REMAPPED_FIRST, ProcedureStep
from fakes.insync.model import AccessSetting
from fakes.lab import Lab

from .comparing import Comparing, Progress
from .findings import SETTING_FIRST, Findings, Order
from .part import Part
from .play import Play
from .turns import Turn, turns

_SETTING_ONLY = (ProcedureStep.SETTING,)


class Rehearsal:
    """Plays a part of a tenant and keeps what it finds, also if it is interrupted.

    ``keep`` is given the lab as the tenant is today, after everybody was backed up.
    """

    def __init__(
        self,
        lab: Lab,
        part: Part,
        rows: Sequence[Row],
        choices: Choices,
        findings: Findings,
        progress: Progress,
        keep: Callable[[Lab], None],
    ) -> None:
        self._lab = lab
        self._part = part
        self._rows = rows
        self._choices = choices
        self._findings = findings
        self._progress = progress
        self._keep = keep

    def play(self) -> None:
        """Play everything, each sequence of steps from an empty lab on."""
        for number, turn in enumerate(turns(self._part, self._rows, self._choices)):
            self._play_today(turn, first=number == 0)
            self._play_procedure(turn, first=number == 0)
            if number == 0 and self._choices.access is AccessSetting.EMAIL_ID:
                self._play_setting_first(turn)
        self._findings.complete = True

    def _begin(self, turn: Turn) -> tuple[Play, Comparing]:
        with self._progress.waiting("entering everybody"):
            play = Play(self._lab, turn, self._choices)
        self._findings.refused.update(dict.fromkeys(play.refused))
        return play, Comparing(play, self._findings, self._progress)

    def _do(self, play: Play, steps: tuple[ProcedureStep, ...]) -> str:
        """Do steps, and return what inSync refused."""
        with self._progress.waiting("importing everybody"):
            return "".join(map(play.do, steps))

    def _play_today(self, turn: Turn, *, first: bool) -> None:
        """Remap and import; the first turn runs every job before, and goes on afterwards."""
        play, comparing = self._begin(turn)
        if first:
            comparing.before_imports("today", NOW, lambda row: row.now)
            play.lab.journal.clear()
            self._keep(play.lab)
        self._do(play, (ProcedureStep.MAPPING, ProcedureStep.IMPORT))
        comparing.accounts()
        if first:
            refused = self._do(play, REMAPPED_FIRST[2:])
            comparing.order(REMAPPED_FIRST, "remapped first", refused)

    def _play_procedure(self, turn: Turn, *, first: bool) -> None:
        play, comparing = self._begin(turn)
        if first:
            comparing.changes()
        refused = self._do(play, ARTICLE_ORDER)
        if refused:
            self._findings.refused_request = refused
        comparing.after_the_procedure()

    def _play_setting_first(self, turn: Turn) -> None:
        """Choose the setting before anything is stored, which another diagnosis foretells."""
        play, comparing = self._begin(turn)
        play.do(ProcedureStep.SETTING)
        choices = replace(self._choices, access=AccessSetting.AD_ATTRIBUTE)
        told = {_key(row): row.now for row in diagnose(turn.part.tenant, choices).rows()}

        def of(row: Row) -> Outcomes:
            return told[_key(row)]

        ran = comparing.before_imports("the setting first", SETTING_FIRST, of)
        self._findings.orders.append(Order(_SETTING_ONLY, 0, ran.accounts, dict(ran.failing)))


def _key(row: Row) -> tuple[str, str]:
    return row.insync_email_id, "" if row.insync_email_id else row.okta_login
