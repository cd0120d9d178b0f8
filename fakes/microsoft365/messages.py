"""Every text that Microsoft 365 shows, word for word."""

from __future__ import annotations

RESOURCE_NOT_FOUND = (
    "Resource '{}' does not exist or one of its queried reference-property objects are not present."
)
INVALID_MAIL_USER = "The requested user '{}' is invalid."
MAIL_USER_UNDISCOVERED = "Resource could not be discovered."
NO_MAILBOX = "The mailbox is either inactive, soft-deleted, or is hosted on-premise."
ACCESS_DENIED = "Access is denied. Check credentials and try again."
PRIVILEGES_MISSING = "Insufficient privileges to complete the operation."
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
TOKEN_FOR_ANOTHER = "Access token validation failure. Invalid audience."  # noqa: S105 - as above
PAGE_SIZE = "Invalid page size specified: '{}'. Must be between 1 and {} inclusive."
BAD_OPTION = "The query option value '{}' is not valid."
BAD_MESSAGE = "The message or a file in it cannot be written as MIME."
BAD_BODY = "Unable to read JSON request payload."
INVALID_FILTER = "Invalid filter clause: {}"
UNSUPPORTED_FILTER = (
    "Unsupported or invalid query filter clause specified for property '{0}' of resource '{1}'."
)
UNDECLARED_PROPERTY = "Property '{0}' does not exist as a declared property or extension property."
UNSUPPORTED_ORDER = "Unsupported sort property '{0}' for '{1}'."
ORDER_WITH_FILTER = "Sorting not supported for current query."
NO_SUCH_PROPERTY = "Could not find a property named '{0}' on type 'microsoft.graph.{1}'."
SELECT_FAILED = f"Parsing OData Select and Expand failed: {NO_SUCH_PROPERTY}"
NOT_FILTERABLE = "The property '{0}' does not support filtering."
NOT_SORTABLE = "The property '{0}' does not support sorting."
INVALID_NODES = "The query filter contains one or more invalid nodes."
INEFFICIENT = "The restriction or sort order is too complex for this operation."
ONLY_SINCE = (
    "The '$filter' parameter value is not supported for 'Messages' resource; "
    "only a value of 'receivedDateTime ge value' is supported."
)
OPERATION_NOT_SUPPORTED = "Operation not supported"
SORT_NOT_SUPPORTED = "Sorting on '{0}' isn't supported."
INCOMPATIBLE_TYPES = (
    "A binary operator with incompatible types was detected. "
    "Found operand types '{}' and '{}' for operator kind '{}'."
)
NOT_SINGLE_OPERAND = (
    "The operand for a binary operator '{}' is not a single value. "
    "Binary operators require both operands to be single values."
)
NO_FUNCTION_SIGNATURE = (
    "No function signature for the function with name '{0}' matches the specified arguments. "
    "The function signatures considered are: "
    "{0}(Edm.String Nullable=true, Edm.String Nullable=true)."
)
LAMBDA_NEEDS_COLLECTION = "Any/All may only be used following a collection."
UNRECOGNIZED_ARGUMENT = "Unrecognized query argument specified: '{}'."
OPTION_NOT_SUPPORTED = "The query parameter '{}' is not supported."
OPTION_OF_COLLECTIONS = (
    "The query specified in the URI is not valid. The requested resource is not a collection. "
    "Query options $filter, $orderby, $count, $skip, and $top can be applied only on collections."
)
OPTION_NOT_ALLOWED = (
    "The query specified in the URI is not valid. Query option '{}' is not allowed. "
    "To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or "
    "QueryValidationSettings."
)
OPTION_NOT_OF_THE_SERVICE = "'{}' is not supported by the service."
SEARCH_NEEDS_HEADER = (
    "Request with $search query parameter only works through MSGraph with a special request "
    "header: 'ConsistencyLevel: eventual'"
)
COUNT_NOT_SUPPORTED = "$count is not currently supported."
INVALID_VERSION = "Invalid version."
NO_SUCH_SEGMENT = "Resource not found for the segment '{}'."
SEGMENT_OF_COLLECTION = (
    "The request URI is not valid. Since the segment '{}' refers to a collection, this must be the "
    "last segment in the request URI or it must be followed by an function or action that can be "
    "bound to it otherwise all intermediate segments must refer to a single resource."
)
ME_NEEDS_A_PERSON = "/me request is only valid with delegated authentication flow."
ADVANCED_FILTER_NEEDED = (
    "Operator '{}' is not supported because the required parameters might be missing. "
    "Try adding $count=true query parameter and ConsistencyLevel:eventual header. "
    "Refer to https://aka.ms/graph-docs/advanced-queries for more information."
)
TOO_MANY_REQUESTS = "Too Many Requests"
STALE_TOKEN = "Resync required. Replace any local items with the server's version."  # noqa: S105
UPLOAD_NOT_FOUND = "The upload session was not found"
UPLOAD_CONFLICT = (
    "Another file exists with the same name as the uploaded session. You can redirect the upload "
    "session to use a new filename by calling PUT with the new metadata and "
    "@microsoft.graph.sourceUrl attribute."
)
FRAGMENT_OVERLAP = "The uploaded fragment overlaps with data that has already been received."
FRAGMENT_OUT_OF_ORDER = "The uploaded fragment is not the one that is expected next."
FRAGMENT_RANGE = "The Content-Range header length does not match the provided number of bytes."
FRAGMENT_BEYOND = "The Content-Range header goes beyond the size of the file."
FRAGMENT_TOO_LARGE = "The fragment is larger than 60 MiB."
RANGE_UNAVAILABLE = "The specified byte range is invalid or unavailable."
LINK_EXPIRED = "This link of {} has expired."
MALFORMED = "The request is malformed or incorrect."
CHANGED_SINCE = (
    "The resource being updated has changed since the caller last read it, "
    "usually an eTag mismatch."
)
PROPERTY_INVALID = "Property {} is invalid."
VALUE_INVALID = "Invalid value specified for property '{}' of resource 'User'."
VALUE_REQUIRED = "A value is required for property '{}' of resource 'User'."
VALUE_MISSING = "Property {} value is required but is empty or missing."
VALUE_TAKEN = "Another object with the same value for property {} already exists."
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
PAGING_ROWS = "MaxEntriesReturned must be greater than zero."
PAGING_OFFSET = "The indexed paging parameters are invalid."
EWS_WITHOUT_OPERATION = "The request names no operation."
EWS_NOT_MODELED = "The operation {} is not implemented by this simulation."
EWS_FEATURE_NOT_MODELED = "{} in {} is not implemented by this simulation."
EWS_BROKEN = "An internal server error occurred. The operation failed."

TENANT_NOT_FOUND = (
    "AADSTS90002: Tenant '{}' not found. Check to make sure you have the correct tenant ID "
    "and are signing into the correct cloud. Check with your subscription administrator, this may "
    "happen if there are no active subscriptions for the tenant."
)
WRONG_CREDENTIALS = (
    "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is "
    "the client secret value, not the client secret ID, for a secret added to app '{}'."
)
CREDENTIALS_NEEDED = (
    "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or "
    "'client_secret'."
)
UNKNOWN_APP = (
    "AADSTS700016: Application with identifier '{}' was not found in the directory '{}'. This can "
    "happen if the application has not been installed by the administrator of the tenant or "
    "consented to by any user in the tenant. You may have sent your authentication request to the "
    "wrong tenant."
)
MFA_NEEDED = (
    "AADSTS50076: Due to a configuration change made by your administrator, or because you moved "
    "to a new location, you must use multi-factor authentication to access '{}'."
)
BAD_GRANT_TYPE = "AADSTS70003: The app requested an unsupported grant type '{}'."
BAD_SCOPE = (
    "AADSTS1002012: The provided value for scope {} is not valid. Client credential flows must "
    "have a scope value with /.default suffixed to the resource identifier (application ID URI)."
)
PARAMETER_NEEDED = "AADSTS900144: The request body must contain the following parameter: '{}'."
LOGIN_DENIED = "{}\r\nTrace ID: {}\r\nCorrelation ID: {}\r\nTimestamp: {}"
LOGIN_BROKEN = "AADSTS90033: A transient error has occurred. Please try again."
