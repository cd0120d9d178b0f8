"""*Preview* in the mapping dialog: what the rows of a draft give for one person."""

from __future__ import annotations

from fakes.okta import expressions
from fakes.okta.expressions import ExpressionError, Lookups, References
from fakes.okta.model import AttributeMapping, Direction, MappingDraft, MappingPreview, OktaUser
from fakes.okta.service.state import State

from .profiles_to_read import Now, app_user_profile, lookups, of_account, of_user


def values_of(
    state: State, now: Now, draft: MappingDraft, user: OktaUser
) -> tuple[MappingPreview, ...]:
    """Return what each row gives for a person, or why it gives nothing."""
    assigned = app_user_profile(state.app_users.get(user.id))
    to_app = draft.direction is Direction.TO_APP
    reads = of_user(state, user, assigned) if to_app else of_account(state, assigned)
    asks = lookups(state, now, user)
    return tuple(_value_of(row, reads, asks) for row in draft.rows)


def _value_of(row: AttributeMapping, reads: References, asks: Lookups) -> MappingPreview:
    try:
        value = expressions.evaluate(expressions.parse(row.expression), reads, asks)
    except ExpressionError as error:
        return MappingPreview(row.target, "", str(error))
    return MappingPreview(row.target, expressions.as_text(value))
