"""What the console calls the fields of its records, those of a first look before the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Names: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a record's fields by their names: those in view, and those behind a click."""

    first: Names
    rest: Names


ACCOUNT = Labels(
    {
        "display_name": "User Name",
        "email_id": "Email",
        "profile": "Profile",
        "status": "User Status",
        "licensed": "License",
    },
    {
        "id": "Number",
        "storage": "Storage",
        "legal_hold": "Legal Hold",
        "must_reset_password": "Password has to be reset",
        "origin": "Origin",
        "preserved_by": "Preserved by",
        "scim_id": "SCIM id",
        "external_id": "SCIM externalId",
        "ad_attribute": "AD attribute (no page of Druva shows it)",
        "attributes": "Further SCIM attributes",
        "added_on": "Added on",
        "changed_on": "Changed on",
    },
)
BACKUP = Labels(
    {
        "id": "Job",
        "workload": "App",
        "started_on": "Started on",
        "status": "Last Backup Status",
        "message": "Status Details",
    },
    {
        "account_id": "User number",
        "started": "Was started",
        "presented": "Presented to Microsoft 365",
        "error": "Error code",
        "cause": "Cause",
        "underlying": "What Microsoft 365 said",
        "snapshot_id": "Snapshot",
        "fetched": "Items fetched",
    },
)
RESTORE = Labels(
    {
        "id": "Job",
        "workload": "App",
        "started_on": "Started on",
        "status": "Status",
        "message": "Status Details",
        "restored": "Items restored",
        "present": "Items there already",
    },
    {
        "account_id": "User number",
        "target_account_id": "Restored to user number",
        "snapshot_id": "Snapshot",
        "destination": "Restored to",
        "folder": "Folder",
        "started": "Was started",
        "presented": "Presented to Microsoft 365",
        "error": "Error code",
        "cause": "Cause",
        "underlying": "What Microsoft 365 said",
    },
)
NOT_STARTED = Labels(
    {"workload": "App", "restoring": "Is a restore", "cause": "Cause"},
    {"account_id": "User number"},
)
SNAPSHOT_ITEM = Labels(
    {"path": "Folder", "name": "Name", "size": "Bytes"},
    {
        "item_id": "Id in Microsoft 365",
        "version": "Version",
        "digest": "SHA-256",
        "internet_message_id": "Message-ID",
    },
)
EMAIL_ID_CHANGE = Labels(
    {"account_id": "User number", "before": "Email before", "after": "Email now"}, {}
)
PROFILE = Labels(
    {
        "name": "Profile name",
        "max_users": "Max. # users",
        "retention_days": "Days that snapshots are kept",
        "workloads": "Apps",
        "ad_ldap_login": "Login using AD/LDAP",
    },
    {},
)
MAPPING = Labels(
    {
        "name": "Mapping Name",
        "attribute": "SCIM attribute",
        "values": "Values",
        "profile": "Profile",
        "storage": "Storage",
    },
    {},
)
LICENSES = {
    "active": "Active licenses",
    "active_consumed": "Active licenses consumed",
    "preserved": "Preserved licenses",
    "preserved_consumed": "Preserved licenses consumed",
}
BY_TYPE = {
    "Account": ACCOUNT,
    "Backup": BACKUP,
    "Restore": RESTORE,
    "EmailIdChange": EMAIL_ID_CHANGE,
}
"""Of what the click of a button can give."""
