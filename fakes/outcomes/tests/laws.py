"""How a law is checked: over how many tenants, and over which that are seldom drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, example, settings

from fakes.insync.model import AccessSetting
from fakes.microsoft365.model import License

from .tenants import ALIAS, MAILS, NAMES, READ, UPNS, Held, Somebody, Tenant

# Nothing here depends on how fast the machine is: no deadline, no check for slow examples.
LAW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

# By UPN everything succeeds but the mailbox restore, by the one address of AT_ONE everything.
BY_UPN = (Held(UPNS[0]),)
AT_ONE = (Somebody(has_mail=False),)
AD_ATTRIBUTE = AccessSetting.AD_ATTRIBUTE
UNLICENSED = (Somebody(has_mail=False, unlicensed=True),)
LISTED_BY_ANOTHER = (
    Somebody(0, (License.ONEDRIVE,), upn_is_alias=False),
    Somebody(1, alias=UPNS[0]),
)
BY_SETTING = tuple(int(each == "A1") for each in READ)
AS_IT_IS = tuple(int(each == "A44") for each in READ)
OVER_GRAPH = tuple(int(each == "A53") for each in READ)
STAYS_OPEN = tuple(int(each == "A54") for each in READ)

SITUATIONS = {
    "nothing fails": Tenant(AT_ONE, BY_UPN),
    "the email ID is the UPN": Tenant(accounts=BY_UPN),
    "the email ID is the SMTP address": Tenant(),
    "the email ID is an alias": Tenant((Somebody(alias=ALIAS),), (Held(ALIAS),)),
    "the address is nobody's": Tenant((), BY_UPN),
    "the address is somebody else's": Tenant(
        (Somebody(0), Somebody(1)), (Held(MAILS[1], UPNS[1].text),), AD_ATTRIBUTE
    ),
    "no Microsoft 365 license": Tenant((Somebody(has_mail=False, licenses=()),), BY_UPN),
    "no mailbox": Tenant((Somebody(has_mail=False, licenses=(License.ONEDRIVE,)),), BY_UPN),
    "a OneDrive that was never opened": Tenant((Somebody(has_mail=False, opened=False),), BY_UPN),
    "a shared mailbox": Tenant((Somebody(shared=True),), (Held(MAILS[0]),)),
    "a shared mailbox, by AD attribute": Tenant(
        (Somebody(shared=True),), (Held(MAILS[0]),), AD_ATTRIBUTE
    ),
    "a preserved account": Tenant(AT_ONE, (Held(UPNS[0], preserved=True),)),
    "no inSync license": Tenant(AT_ONE, BY_UPN, licenses=0),
    "one license for two": Tenant(
        (Somebody(0, has_mail=False), Somebody(1, has_mail=False)),
        (Held(UPNS[0]), Held(UPNS[1], name=NAMES[1])),
        licenses=1,
    ),
    "two licenses for two": Tenant(
        (Somebody(0, has_mail=False), Somebody(1, has_mail=False)),
        (Held(UPNS[0]), Held(UPNS[1], name=NAMES[1])),
        licenses=2,
    ),
    "one holds a license, and none is left for another": Tenant(
        (Somebody(0, has_mail=False), Somebody(1, has_mail=False)),
        (Held(UPNS[0], licensed=True), Held(UPNS[1], name=NAMES[1])),
        licenses=0,
    ),
    "a preserved account, restored as it is": Tenant(
        AT_ONE, (Held(UPNS[0], preserved=True),), chosen=AS_IT_IS
    ),
    "a profile that leaves OneDrive out": Tenant(
        AT_ONE, (Held(UPNS[0], profile="Exchange Online"),)
    ),
    "a profile that leaves Exchange Online out": Tenant(
        AT_ONE, (Held(UPNS[0], profile="OneDrive"),)
    ),
    "a profile that is gone": Tenant(AT_ONE, (Held(UPNS[0], profile="Gone"),)),
    "no AD attribute": Tenant(accounts=(Held(MAILS[0]),), access=AD_ATTRIBUTE),
    "two accounts": Tenant(
        accounts=(Held(UPNS[0], UPNS[0].text), Held(MAILS[0], UPNS[0].text)), access=AD_ATTRIBUTE
    ),
    "two accounts, and only the second fails": Tenant(
        AT_ONE, (Held(UPNS[0]), Held(ALIAS, UPNS[0].text))
    ),
    "two accounts, and nothing fails": Tenant(
        AT_ONE,
        (Held(UPNS[0], UPNS[0].text), Held(ALIAS, UPNS[0].text)),
        AD_ATTRIBUTE,
        chosen=BY_SETTING,
    ),
    "an account without a person": Tenant(accounts=(Held(ALIAS, name=NAMES[2]),)),
    "EWS switched off": Tenant(AT_ONE, BY_UPN, ews=False),
    "no SharePoint": Tenant(AT_ONE, BY_UPN, sharepoint=False),
    "not connected": Tenant(AT_ONE, BY_UPN, connected=False),
    "the app is gone": Tenant(AT_ONE, BY_UPN, registered=False),
    "MFA came to be required": Tenant(AT_ONE, BY_UPN, mfa=True),
    "no consent to use mail over Graph": Tenant(
        AT_ONE, BY_UPN, mail_consent=False, chosen=OVER_GRAPH
    ),
    "EWS switched off, mail over Graph": Tenant(AT_ONE, BY_UPN, ews=False, chosen=OVER_GRAPH),
    "not on the EWS allow list": Tenant(AT_ONE, BY_UPN, ews_listed=False),
    "nobody has an account": Tenant(accounts=()),
    "deleted in Microsoft 365": Tenant((Somebody(has_mail=False, deleted=True),), BY_UPN),
    "license lost today": Tenant(UNLICENSED, BY_UPN),
    "license lost, the mailbox open": Tenant(UNLICENSED, BY_UPN, chosen=STAYS_OPEN),
    "license lost for 31 days": Tenant(UNLICENSED, BY_UPN, days=31),
    "license lost for 61 days": Tenant(UNLICENSED, BY_UPN, days=61),
    "license lost for 94 days": Tenant(UNLICENSED, BY_UPN, days=94),
    "the UPN is listed by somebody else": Tenant(LISTED_BY_ANOTHER, BY_UPN),
}


def seldom_drawn(test: Callable[..., Any]) -> Callable[..., Any]:
    """Check a law over each of the situations, too."""
    return reduce(lambda made, tenant: example(tenant=tenant)(made), SITUATIONS.values(), test)
