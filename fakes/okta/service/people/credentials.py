"""Passwords and recovery questions: set by an admin, or changed by whoever knows them."""

from __future__ import annotations

from dataclasses import replace

from fakes.okta.messages import ANSWER_ALONE, BLANK, NOT_MET, QUESTION_ALONE, WRONG_PASSWORD
from fakes.okta.model import Credentials, Hashed, OktaUser, UserStatus
from fakes.okta.service.errors import OktaError, invalid
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.state import State
from fakes.okta.sign_in import hashed
from fakes.okta.validation import meets_policy, problems_of_question

from .given_credentials import GivenCredentials

_MAY_CHANGE = (
    UserStatus.STAGED,
    UserStatus.ACTIVE,
    UserStatus.PASSWORD_EXPIRED,
    UserStatus.RECOVERY,
)
_MAY_CHANGE_QUESTION = (UserStatus.STAGED, UserStatus.ACTIVE, UserStatus.RECOVERY)
_NOTHING = Credentials()


class UserCredentials:
    """Keeps what recognizes passwords and answers, and never these themselves."""

    def __init__(self, state: State, log: SystemLog) -> None:
        self._state = state
        self._log = log

    def check(self, given: GivenCredentials, login: str, of: str = "") -> None:
        """Raise OktaError where credentials cannot be set; ``of`` is the id of who has some."""
        if given.password and not meets_policy(given.password, login):
            raise OktaError("E0000001", f"password: {NOT_MET}", detail="password")
        if given.question and not given.answer and given.question != self._of(of).question:
            raise OktaError("E0000001", QUESTION_ALONE, detail="recovery_question")
        if given.answer and not given.question:
            raise OktaError("E0000001", ANSWER_ALONE, detail="recovery_question")
        problems = problems_of_question(given.question, given.answer)
        if problems:
            raise invalid(problems, "recovery_question")

    def store(self, user_id: str, given: GivenCredentials) -> None:
        """Keep what recognizes what is given, beside what was kept before."""
        kept = self._of(user_id)
        if given.password:
            kept = replace(kept, password=self._hashed(given.password))
        if given.answer:
            answer = self._hashed(given.answer.casefold())
            kept = replace(kept, question=given.question, answer=answer)
        if kept != _NOTHING:
            self._state.credentials[user_id] = kept

    def change(self, person: OktaUser, given: GivenCredentials) -> OktaUser:
        """Set what is given, whatever was known before; the status stays as it is."""
        self.store(person.id, given)
        return self._with_new_password(person) if given.has_password else person

    def change_password(self, person: OktaUser, old: str, new: str) -> OktaUser:
        """Change a password that whoever asks knows; raises OktaError if they do not."""
        if person.status not in _MAY_CHANGE or not person.has_password:
            raise OktaError("E0000035")
        self._recognize(person, old)
        self._check_new(person, new)
        self.store(person.id, GivenCredentials(password=new))
        recovered = person.status is UserStatus.RECOVERY
        return self._with_new_password(person, UserStatus.ACTIVE if recovered else person.status)

    def change_question(self, person: OktaUser, given: GivenCredentials) -> OktaUser:
        """Change the recovery question of whoever knows the password; raises OktaError."""
        if person.status not in _MAY_CHANGE_QUESTION or not person.has_password:
            raise OktaError("E0000036")
        self._recognize(person, given.password)
        if not given.question and not given.answer:
            blank = BLANK.format(field="recovery_question")
            raise OktaError("E0000001", blank, detail="recovery_question")
        question = replace(given, password="")
        self.check(question, person.login)
        self.store(person.id, question)
        return person

    def recover(self, person: OktaUser, given: GivenCredentials) -> OktaUser:
        """Set the password of whoever knows the answer, in any case; raises OktaError."""
        self.check_recoverable(person)
        answer = self._of(person.id).answer
        if answer is None or not answer.recognizes(given.answer.casefold()):
            raise OktaError("E0000087")
        self._check_new(person, given.password)
        self.store(person.id, GivenCredentials(password=given.password))
        return self._with_new_password(person)

    def check_recoverable(self, person: OktaUser) -> None:
        """Raise OktaError where a person cannot recover the password by a question."""
        if person.status is not UserStatus.ACTIVE or self._of(person.id).answer is None:
            raise OktaError("E0000034")

    def _check_new(self, person: OktaUser, password: str) -> None:
        if not meets_policy(password, person.login):
            raise OktaError("E0000014", NOT_MET)

    def _recognize(self, person: OktaUser, password: str) -> None:
        kept = self._of(person.id).password
        if kept is None or not kept.recognizes(password):
            raise OktaError("E0000014", WRONG_PASSWORD)

    def _with_new_password(self, person: OktaUser, status: UserStatus | None = None) -> OktaUser:
        now = self._log.now()
        status = status or person.status
        changed = replace(
            person,
            status=status,
            status_changed=now if status is not person.status else person.status_changed,
            last_updated=now,
            has_password=True,
            password_changed=now,
        )
        self._state.users.put(changed)
        event = "user.account.update_password"
        self._log.write(event, target=person.login, user_id=person.id)
        return changed

    def _hashed(self, secret: str) -> Hashed:
        return hashed(secret, self._state.ids.word("salt", 16))

    def _of(self, user_id: str) -> Credentials:
        return self._state.credentials.get(user_id, _NOTHING)
