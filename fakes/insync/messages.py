"""Every text of inSync, verbatim."""

from __future__ import annotations

from .model import ErrorCode, Refusal

# What the console shows of a job that failed.
SHOWN = {
    ErrorCode.EUSERNOTFOUND: "EUSERNOTFOUND",
    ErrorCode.EUAUTH: "EUAUTH",
    ErrorCode.SERVER_NOT_REACHABLE: "Server not reachable. (#100000011)",
}

# What support reads in the log of a restore, by the response code of Exchange.
LOGGED = {"ErrorNonPrimarySmtpAddress": "The primary SMTP address must be specified."}

# --- The REST API -------------------------------------------------------------------------------

NOT_IMPLEMENTED_CODE = "InsyncCappmaster-1007"
NOT_IMPLEMENTED = "Method Not implemented"
BAD_SYNTAX_CODE = "InsyncCappmaster-1001"
BAD_SYNTAX = "Invalid API syntax."
BAD_CREDENTIALS_CODE = "InsyncCappmaster-1002"
BAD_CREDENTIALS = "Invalid API credentials."
EXPIRED_CODE = "InsyncCappmaster-1009"
EXPIRED = "Auth session expired"
BROKEN_CODE = "InsyncCappmaster-1006"
BROKEN = "Internal server error."

# Druva documents the statuses of these, not their words.
TRACKER_EXPIRED = "Tracker expired"
TRACKER_INVALID = "Invalid tracker"
NO_SUCH_PROFILE = "There is no profile {}."
NO_SUCH_STORAGE = "There is no storage {}."
NO_SUCH_DEVICE = "There is no device {} for {}."
NO_SUCH_RESTORE_POINT = "Device {} has no such restore point."
NOT_RESTORED = "The user {} is preserved: activate the user first."

# --- Provisioning -------------------------------------------------------------------------------

NO_MAPPING = "None of the SCIM Mapping matched to create user"

# But for the mapping Druva documents that these stop provisioning, not the answer: words of ours.
REFUSALS = {
    Refusal.NOT_AN_ADDRESS: "userName must be an email address.",
    Refusal.EMAIL_ID_TAKEN: "A user with the same email ID already exists.",
    Refusal.NO_MAPPING: NO_MAPPING,
    Refusal.INCOMPLETE: NO_MAPPING,
    Refusal.PROFILE_FULL: "The profile has reached its maximum number of users.",
    Refusal.NO_LICENSE: "No license is available.",
    Refusal.NO_PRESERVED_LICENSE: "No license for preserved users is available.",
    Refusal.PRESERVED_BY_ADMINISTRATOR: (
        "The user was preserved by an administrator and cannot be activated."
    ),
}
