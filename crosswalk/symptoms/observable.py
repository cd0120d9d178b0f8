"""What a support engineer can see of a tenant, and what it can turn out to be."""

from __future__ import annotations

from enum import Enum

_ADDRESSES = (
    "the one address",
    "the UPN",
    "the SMTP address",
    "an alias",
    "an unknown address",
    "nothing",
    "mixed",
)
_YES_NO = ("yes", "no")


class Observable(Enum):
    """Something to look at, and every value that it can have.

    It is about the people for whom the jobs fail that the symptom is about. Where it is about no
    job it is about those who have two accounts, or about everybody. *mixed* means that it is not
    the same for all of them. The AD attribute is none: no console shows it.
    """

    WHO = ("who fails", ("everybody", "those with two addresses", "one", "some", "nobody"))
    BACKUPS = ("backups that fail", ("OneDrive", "Exchange Online", "both", "neither", "mixed"))
    RESTORE = (
        "mailbox restore",
        ("succeeds", "#100000011", "without a code", "is not started", "mixed"),
    )
    ACCOUNTS = ("accounts of a person", ("one", "two"))
    SETTING = ("setting", ("inSync email ID", "AD Attribute"))
    MAPPING = (
        "mapping",
        ("no row", "both rows", "the email in both rows", "userName alone", "UPN alone", "other"),
    )
    APPLIES = ("rows apply on", ("create and update", "create only"))
    FORM = ("attribute form", ("as in the runbook", "otherwise", "no attribute"))
    SENT = ("UPN sent", _YES_NO)
    EMAIL_ID = ("email ID", _ADDRESSES)
    USERNAME = ("app username", ("the email ID", "another address", "mixed"))
    OKTA_EMAIL = ("Okta email", _ADDRESSES)
    OKTA_LOGIN = ("Okta login", _ADDRESSES)
    MAILBOX = ("mailbox", (*_YES_NO, "mixed"))
    ONEDRIVE = ("OneDrive", ("opened", "never opened", "without a license", "mixed"))
    FIRST_ACCOUNT = ("first account", ("active", "preserved", "mixed"))
    SECOND_BACKUPS = ("snapshots of the second account", ("none", "some", "mixed"))
    LICENSE = ("license for active users", ("free", "none free"))
    PRESERVED_LICENSE = ("license for preserved users", ("free", "none free"))
    IN_OKTA = ("in Okta", (*_YES_NO, "mixed"))
    TWO_ADDRESSES = ("people with two addresses", ("some", "none"))
    AD_LOGIN = ("profile logs in with AD/LDAP", _YES_NO)
    EWS = ("Exchange Web Services", ("open", "switched off", "inSync is not on the list"))
    PRESERVED_BY = (
        "preserved by",
        ("the administrator", "the identity provider", "nobody", "mixed"),
    )
    DEACTIVATES = ("Deactivate Users", ("on", "off"))
    TASK = (
        "Okta task",
        (
            "Unauthorized",
            "The profile has reached its maximum number of users",
            "None of the SCIM Mapping matched to create user",
            "none",
            "other",
        ),
    )
    SCIM_MAPPINGS = ("SCIM mappings", ("none", "with a filter", "for any user"))
    # What the customer allows: seen by what the steps of the example do.
    MAPPING_CHANGES = ("the mapping is changed", _YES_NO)
    DELETES = ("an account is deleted", _YES_NO)

    values: tuple[str, ...]

    def __new__(cls, title: str, values: tuple[str, ...]) -> Observable:
        """Let the title alone be the value."""
        observable = object.__new__(cls)
        observable._value_ = title
        observable.values = values
        return observable

    @property
    def allowed(self) -> bool:
        """Whether it is something that the customer allows, and not something to look at."""
        return self in (Observable.MAPPING_CHANGES, Observable.DELETES)
