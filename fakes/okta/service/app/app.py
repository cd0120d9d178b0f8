"""The Druva 2.0 app: connection, Sign On, profile and mappings."""

from __future__ import annotations

from dataclasses import replace

from fakes.okta.model import (
    APP_LABEL,
    AppAttribute,
    AttributeMapping,
    DataType,
    Direction,
    Provisioning,
    SignOn,
    UsernameFormat,
)
from fakes.okta.rules import invalid_json, remote_reason
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.provisioning.scim_client import ScimClient
from fakes.okta.service.state import State
from fakes.wire import NoAnswer, OddAnswer, Response, UnknownHost
from fakes.wire.reading import read_json

from .defaults import first_attributes, first_mappings
from .mapping_rows import MappingRows
from .schema import AppSchema


class DruvaAppService:
    """What an admin sets on the pages of the app."""

    def __init__(self, state: State, log: SystemLog, client: ScimClient) -> None:
        self._state = state
        self._log = log
        self._client = client
        self._schema = AppSchema(state)
        self._rows = MappingRows(state)

    def id(self) -> str:
        """Return the id of the app, which is part of the URLs of its pages."""
        return self._state.app_id

    def provisioning(self) -> Provisioning:
        """Return the To App page."""
        return self._state.provisioning

    def connect(self, *, base_url: str, token: str) -> None:
        """Enter base URL and token, test them and switch provisioning on."""
        page = self._state.provisioning
        self.configure(replace(page, base_url=base_url, token=token, enabled=True))

    def test_connection(self) -> str:
        """Ask the service provider for its first users; return "" or what it answered."""
        if not self._state.provisioning.base_url:
            return "no base URL is entered"
        try:
            return _complaint(self._client.test())
        except (NoAnswer, UnknownHost) as error:
            return str(error)

    def configure(self, provisioning: Provisioning) -> None:
        """Save the To App page as given, once the connection passes its test."""
        before = self._state.provisioning
        self._state.provisioning = provisioning
        try:
            self._switch_on(provisioning)
        except ValueError:
            self._state.provisioning = before
            raise
        self._saved()

    def _switch_on(self, provisioning: Provisioning) -> None:
        """Test the connection where there is one, and add what comes with the API."""
        if not provisioning.enabled:
            return
        complaint = self.test_connection()
        if complaint:
            raise ValueError(f"the connection cannot be used: {complaint}")
        self._schema.take_template()

    def add_anew(self) -> None:
        """P7: add the app again: a new instance, which has no assignment and so no link.

        The instance before is gone, and nothing was sent for it (A63).
        """
        state = self._state
        for table in (state.app_users, state.jobs, state.tasks, state.import_rows):
            table.clear()
        for store in (state.failed_jobs, state.imported_profiles, state.assigned_groups):
            store.clear()
        state.provisioning, state.sign_on, state.draft = Provisioning(), SignOn(), None
        state.attributes, state.mappings = first_attributes(), first_mappings()
        state.name_app()
        self._log.write("application.lifecycle.create", target=APP_LABEL)

    def sign_on(self) -> SignOn:
        """Return the Sign On tab."""
        return self._state.sign_on

    def save_sign_on(self, sign_on: SignOn) -> None:
        """Save the Sign On tab; a custom format needs an expression."""
        if sign_on.format is UsernameFormat.CUSTOM:
            self._rows.check(sign_on.expression, Direction.TO_APP)
        elif sign_on.expression:
            raise ValueError(f"{sign_on.format.value!r} takes no expression: expected 'Custom'")
        self._state.sign_on = sign_on
        self._saved()

    def _saved(self) -> None:
        self._state.app_updated = self._log.now()
        self._log.write("application.lifecycle.update", target=APP_LABEL)

    def attributes(self) -> tuple[AppAttribute, ...]:
        """Return the app user profile, base attributes first."""
        return self._schema.all()

    def add_attribute(
        self,
        *,
        display_name: str,
        variable_name: str,
        data_type: DataType = DataType.STRING,
        external_name: str = "",
        external_namespace: str = "",
    ) -> AppAttribute:
        """Add a custom attribute; raises ValueError naming the field that is wrong."""
        return self._schema.add(
            AppAttribute(display_name, variable_name, data_type, external_name, external_namespace)
        )

    def remove_attribute(self, variable_name: str) -> None:
        """Delete a custom attribute and the row that maps it; ValueError when there is none."""
        known = [each.variable_name for each in self._schema.all() if each.custom]
        if variable_name not in known:
            custom = ", ".join(known) or "none"
            raise ValueError(f"no custom attribute {variable_name!r}: there are {custom}")
        self._schema.remove(variable_name)

    def mappings(self, direction: Direction = Direction.TO_APP) -> tuple[AttributeMapping, ...]:
        """Return the rows of a mapping; a row for userName exists once it is overridden."""
        return self._rows.all(direction)

    def verify_mapping(self, row: AttributeMapping, direction: Direction) -> None:
        """Raise ValueError when a row could not be saved."""
        self._rows.verify(row, direction)

    def save_mapping(self, row: AttributeMapping, direction: Direction = Direction.TO_APP) -> None:
        """Save one row, sending nothing."""
        self._rows.save(row, direction)
        self._log.write("application.provision.field_mapping_rule.change", target=APP_LABEL)

    def remove_mapping(self, target: str, *, direction: Direction = Direction.TO_APP) -> None:
        """Unmap an attribute, sending nothing."""
        self._rows.remove(target, direction)
        self._log.write("application.provision.field_mapping_rule.change", target=APP_LABEL)


def _complaint(answer: Response) -> str:
    """Return what is wrong with the answer to a connection test, or ""."""
    if not answer.ok:
        return remote_reason(answer.status, answer.body)
    try:
        page = read_json(answer.body)
    except OddAnswer:
        return invalid_json(answer.body)
    is_list = isinstance(page, dict) and "totalResults" in page
    return "" if is_list else "the answer is not a SCIM list of users"
