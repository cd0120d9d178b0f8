"""The administrator who created the API tokens, and who is no user of the directory."""

from __future__ import annotations

from datetime import UTC, datetime

from fakes.okta.model import OktaUser, UserStatus
from fakes.okta.service.state import State

# The org was there before anybody did anything.
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def administrator(state: State) -> OktaUser:
    """Return the administrator, of whom the System Log says that he did something."""
    address = f"admin@{state.org}.example"
    return OktaUser(
        id=f"00u{state.user_type_id[3:]}",
        status=UserStatus.ACTIVE,
        profile=(
            ("login", address),
            ("email", address),
            ("firstName", "Okta"),
            ("lastName", "Admin"),
        ),
        created=_CREATED,
        last_updated=_CREATED,
        status_changed=_CREATED,
        activated=_CREATED,
    )
