"""Every text that Microsoft 365 shows, word for word."""

from __future__ import annotations

RESOURCE_NOT_FOUND = (
    "Resource '{}' does not exist or one of its queried reference-property objects are not present."
)
INVALID_MAIL_USER = "The requested user '{}' is invalid."
MAIL_USER_UNDISCOVERED = "Resource could not be discovered."
NO_MAILBOX = "The mailbox is either inactive, soft-deleted, or is hosted on-premise."
MAIL_ITEM_NOT_FOUND = "The specified object was not found in the store."
FOLDER_EXISTS = "A folder with the specified name already exists."
INVALID_BASE64 = "Invalid base64 string for MIME content."
NO_MYSITE = "User's mysite not found."
NO_MYSITE_URL = "Unable to retrieve user's mysite URL."
NO_SPO_LICENSE = "Tenant does not have a SPO license."
ITEM_NOT_FOUND = "The resource could not be found."
NAME_EXISTS = "The specified item name already exists."
BAD_NAME = "The provided name cannot contain any of the following characters: / \\ * < > ? : |"
NOT_A_FILE = "You cannot get content for a folder"
DRIVE_LOCKED = "The resource you are attempting to access is locked"
TOKEN_EMPTY = "Access token is empty."  # noqa: S105 - a sentence, not a token
TOKEN_EXPIRED = "Lifetime validation failed, the token is expired."  # noqa: S105 - as above
TOKEN_UNKNOWN = "CompactToken validation failed."  # noqa: S105 - as above
PAGE_SIZE = "Invalid page size specified: '{}'. Must be between 1 and 999 inclusive."
BAD_OPTION = "The query option value '{}' is not valid."
BAD_BODY = "Unable to read JSON request payload."
INVALID_FILTER = "Invalid filter clause: {}"
UNSUPPORTED_FILTER = (
    "Unsupported or invalid query filter clause specified for property '{}' of resource '{}'."
)
UNSUPPORTED_QUERY = "Request with {} query parameter is not supported."
ADVANCED_FILTER_NEEDED = (
    "Operator '{}' is not supported because the required parameters might be missing. "
    "Try adding $count=true query parameter and ConsistencyLevel:eventual header. "
    "Refer to https://aka.ms/graph-docs/advanced-queries for more information."
)
COUNT_NEEDS_HEADER = (
    "$count is not currently supported without the ConsistencyLevel:eventual header."
)
TOO_MANY_REQUESTS = "Too Many Requests"
STALE_TOKEN = "Resync required. Replace any local items with the server's version."  # noqa: S105
UPLOAD_NOT_FOUND = "The upload session was not found"
FRAGMENT_OVERLAP = "The uploaded fragment overlaps with data that has already been received."
FRAGMENT_OUT_OF_ORDER = "The uploaded fragment is not the one that is expected next."
FRAGMENT_RANGE = "The Content-Range header length does not match the provided number of bytes."
RESTORE_CONFLICT = "A conflicting object with one or more of the specified property values exists."
BATCH_TOO_LARGE = "Number of batch requests exceeds the max limit of 20."
BATCH_BAD_REQUEST = "Batch request {} is not valid: {}"
BATCH_FAILED_DEPENDENCY = "A request that this one depends on failed: {}"
NOT_MODELED = "{} {} is not implemented by this simulation."
OPTION_NOT_MODELED = "The query option '{}' of {} {} is not implemented by this simulation."
PROPERTY_NOT_MODELED = "The property '{}' is not implemented by this simulation."

BROKEN = "An unspecified error has occurred."

PRIMARY_ADDRESS_NEEDED = "The primary SMTP address must be specified when referencing a mailbox."
ADDRESS_WITHOUT_MAILBOX = "The SMTP address has no mailbox associated with it."
UNKNOWN_PRINCIPAL = "The user principal name is not valid."
ADDRESS_NEEDED = (
    "When making a request as an account that does not have a mailbox, you must specify the "
    "mailbox primary SMTP address for any distinguished folder Ids."
)
FOLDER_NOT_FOUND = "The specified folder could not be found in the store."
SCHEMA_VIOLATION = "The request failed schema validation: {}"
EWS_WITHOUT_OPERATION = "The request names no operation."
EWS_NOT_MODELED = "The operation {} is not implemented by this simulation."
EWS_FEATURE_NOT_MODELED = "{} in {} is not implemented by this simulation."
EWS_BROKEN = "An internal server error occurred. The operation failed."

TENANT_NOT_FOUND = (
    "AADSTS90002: Tenant '{}' not found. Check to make sure you have the correct tenant ID "
    "and are signing into the correct cloud."
)
BAD_CLIENT_SECRET = "AADSTS7000215: Invalid client secret provided."  # noqa: S105 - a sentence
UNKNOWN_APP = "AADSTS700016: Application with identifier '{}' was not found in the directory '{}'."
BAD_GRANT_TYPE = "AADSTS70003: The app requested an unsupported grant type '{}'."
SCOPE_NEEDED = "AADSTS900144: The request body must contain the following parameter: 'scope'."
LOGIN_BROKEN = "AADSTS90033: A transient error has occurred. Please try again."
