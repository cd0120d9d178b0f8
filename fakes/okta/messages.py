"""Okta's texts, verbatim, in one place."""

from __future__ import annotations

# Tasks and System Log: provisioning.
PROVISION_FAILED = "Automatic provisioning of user {name} to app {app} failed: {cause}"
PUSH_FAILED = "Automatic profile push of user {name} to app {app} failed: {cause}"
DEACTIVATION_FAILED = "Automatic deprovisioning of user {name} from app {app} failed: {cause}"
REACTIVATION_FAILED = "Automatic reactivation of user {name} to app {app} failed: {cause}"

TEMPLATE_CONFLICT = "Profile property in Okta managed template has conflicts with custom property."
WHILE_VERIFYING = "Error while verifying if user {user_name} exists: {reason}"
WHILE_CREATING = "Error while creating user {user_name}: {reason}"
WHILE_PUSHING = "Error while trying to push profile update for {user_name}: {reason}"
WHILE_DEACTIVATING = "Error while deactivating user {user_name}: {reason}"
WHILE_REACTIVATING = "Error while reactivating user {user_name}: {reason}"

NO_MATCH = "Matching user not found"
NO_USER = "No user returned for user {external_id}"
EMPTY_USER = "Create new user returned empty user."
LINKED_ELSEWHERE = "The user {external_id} is already linked to another assignment"
REMOTE_ERRORS = "{reason}. Errors reported by remote server: {detail}"
INVALID_JSON_TOKEN = "Invalid JSON: Unrecognized token '{token}'"  # noqa: S105 - a parser's word
INVALID_JSON_EMPTY = "Invalid JSON: No content to map due to end-of-input"
INVALID_JSON_CHARACTER = "Invalid JSON: Unexpected character ('{character}' (code {code}))"
INVALID_JSON_TEXT = "Invalid JSON: {text}"
UNUSABLE_ANSWER = "The answer of the remote server cannot be used: {problem}"
UNEXPECTED = "Unexpected error: {problem}"

BEFORE_PROVISIONING = (
    "User was assigned this application before Provisioning was enabled and not provisioned in "
    "the downstream application. Click Provision User."
)

# The Add Attribute form.
INVALID_NAME = "Api validation failed: invalid property name. {rule}"
NAME_RULE = (
    "Property name should only have alphanumeric characters and underscores. "
    "It should not start with a digit."
)

# The Management API: summaries by error code, and causes of failed validations.
SUMMARIES = {
    "E0000001": "Api validation failed: {detail}",
    "E0000003": "The request body was not well-formed.",
    "E0000006": "You do not have permission to perform the requested action",
    "E0000007": "Not found: Resource not found: {detail}",
    "E0000008": "The requested path was not found",
    "E0000009": "Internal Server Error",
    "E0000011": "Invalid token provided",
    "E0000014": "Update of credentials failed",
    "E0000016": "Activation failed because the user is already active",
    "E0000017": "Password reset failed",
    "E0000022": "The endpoint does not support the provided HTTP method",
    "E0000030": (
        "Bad request. Invalid date. Dates must be of the form yyyy-MM-dd'T'HH:mm:ss.SSSZZ, "
        "e.g. 2013-01-01T12:00:00.000-07:00."
    ),
    "E0000031": "Invalid search criteria.",
    "E0000032": "Unlock is not allowed for this user.",
    "E0000033": "Bad request. Can't specify a search query and filter in the same request.",
    "E0000034": "Forgot password not allowed on specified user.",
    "E0000035": "Change password not allowed on specified user.",
    "E0000036": "Change recovery question not allowed on specified user.",
    "E0000038": "This operation is not allowed in the user's current status.",
    "E0000041": "Credentials should not be set on this resource based on the scheme.",
    "E0000046": "Deactivate application for user forbidden.",
    "E0000047": "API call exceeded rate limit due to too many requests.",
    "E0000056": "Delete application forbidden.",
    "E0000060": "Unsupported operation.",
    "E0000075": (
        "Cannot modify the {detail} attribute because it has a field mapping and profile push is "
        "enabled."
    ),
    "E0000087": "The recovery question answer did not match our records.",
}
TAKEN = "{field}: An object with this field already exists in the current organization"
BLANK = "{field}: The field cannot be left blank"
TOO_LONG = "{field}: The field is too long"
TOO_SHORT = "{field}: The field is too short"
NO_EMAIL_LOGIN = "login: Username must be in the form of an email address"
NO_EMAIL = "{field}: Does not match required pattern"
NO_TEXT = "{field}: The value is not a string"
NOT_DEFINED = "Property name '{field}' is not defined in profile"
BAD_CURSOR = "after: The cursor is not valid"
BAD_ORDER = "sortOrder: The value is neither ASCENDING nor DESCENDING"
BAD_LIMIT = "limit: The value is not a number above 0"
NOT_MODELED = "{what} is not modeled here"
GRANTED_BY_GROUP = (
    "The application cannot be unassigned from the user while their group memberships grant them "
    "access."
)
STILL_ACTIVE = "The application must be deactivated before deletion."
NO_MODE = "signOnMode: {mode} is not the mode of {name}"
NO_PRIORITY = "priority: The value is not a number"
NO_PROVISIONING = "Provisioning is not supported."
NO_SCOPE = "scope: An assignment of scope GROUP comes from a group that has the app"
NO_TYPED = "{field}: The value is not of type {type}"
BAD_PUSH_STATUS = "{field}: pushStatus is neither PUSH nor DONT_PUSH"
NO_EXPRESSION = "{field}: A mapping needs an expression"
BAD_PROPERTY = "{field}: {what} of a property cannot be {value}"
BASE_PROPERTY = "{field}: A base property cannot be changed"
NO_TYPE_CHANGE = "{field}: The type of a property cannot be changed"
NOT_MET = (
    "Password requirements were not met. Password requirements: at least 8 characters, a lowercase "
    "letter, an uppercase letter, a number, no parts of your username."
)
WRONG_PASSWORD = "The old password is not correct"  # noqa: S105 - a sentence, not a password
QUESTION_ALONE = "recovery_question: A question needs an answer"
ANSWER_ALONE = "recovery_question: An answer needs a question"
NO_CREDENTIALS = "credentials: Who signs in elsewhere has no password and no recovery question"
MANY_GROUPS = "groupIds: A new user can be put into 20 groups at most"
PROVIDER = "provider: A user is created with FEDERATION or SOCIAL, and not with {type}"
NOT_ACTIVE = "Cannot suspend a user that is not active"
NOT_SUSPENDED = "Cannot unsuspend a user that is not suspended"

DISPLAY_MESSAGES = {
    "user.lifecycle.create": "Create Okta user",
    "user.lifecycle.reactivate": "Reactivate Okta user",
    "user.account.unlock": "Unlock Okta user",
    "user.account.reset_password": "Fired when the user's Okta password is reset",
    "user.account.update_password": "User update password for Okta",
    "user.account.expire_password": "Fired when the user's Okta password is expired",
    "user.lifecycle.activate": "Activate Okta user",
    "user.lifecycle.deactivate": "Deactivate Okta user",
    "user.lifecycle.suspend": "Suspend Okta user",
    "user.lifecycle.unsuspend": "Unsuspend Okta user",
    "user.lifecycle.delete.initiated": "Initiate delete Okta user",
    "user.lifecycle.delete.completed": "Delete Okta user",
    "user.account.update_profile": "Update user profile for Okta",
    "group.lifecycle.create": "Create Okta group",
    "group.profile.update": "Update group profile",
    "group.lifecycle.delete": "Delete Okta group",
    "group.application_assignment.add": "Assign application to group",
    "group.application_assignment.remove": "Unassign application from group",
    "group.user_membership.add": "Add user to group membership",
    "group.user_membership.remove": "Remove user from group membership",
    "system.api_token.create": "Create API token",
    "system.api_token.revoke": "Revoke API token",
    "application.lifecycle.create": "Create application",
    "application.lifecycle.update": "Update application",
    "application.lifecycle.activate": "Activate application",
    "application.lifecycle.deactivate": "Deactivate application",
    "application.lifecycle.delete": "Delete application",
    "application.provision.field_mapping_rule.change": "Change field mapping rule",
    "application.user_membership.add": "Add user to application membership",
    "application.user_membership.remove": "Remove user's application membership",
    "application.user_membership.change_username": "Change user's application username",
    "application.user_membership.update": "Updated user application property",
    "application.provision.user.verify_exists": "Verify user exists in external application",
    "application.provision.user.push": "Push new user to external application",
    "application.provision.user.push_profile": "Push user's profile to external application",
    "application.provision.user.sync": "Sync user in external application",
    "application.provision.user.reactivate": "Push user reactivation to external application",
    "application.provision.user.deactivate": "Push user deactivation to external application",
    "application.provision.user.import": "Import user from external application",
    "app.user_management.push_new_user_success": "Successfully created new user",
    "application.integration.rate_limit_exceeded": "Rate limit exceeded",
    "application.integration.authentication_failure": "Authentication failure",
    "application.integration.general_failure": "General failure",
    "system.import.start": "Import started",
    "system.import.complete": "Import complete",
    "system.import.user.match": "User matched during import",
    "system.import.user.create": "User created during import",
    "system.import.user.update": "User updated during import",
}
