"""The segments of Graph's addresses: those that Graph has, however they are spelled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus

from fakes.microsoft365 import messages

from .attachments import ATTACHMENT
from .drive_shape import DRIVE, ITEM
from .errors import GraphError
from .folders_shape import FOLDER, SETTINGS
from .messages_shape import MESSAGE
from .properties import Properties
from .slashes import HELD
from .users_shape import USER

_SEGMENT = re.compile(r"/([^/(]*)(?:\((?:'((?:[^']|'')*)'|[^()]*)\))?")
_PLAIN = re.compile(r"/v1\.0/users(?:/[^/$(:]+)?")
_BY_PATH = re.compile(r"/(?:root|items/[^/:]+):", re.IGNORECASE)
_TYPE = re.compile(r"(?:microsoft\.)?graph\.([A-Za-z]+)", re.IGNORECASE)
"""A type or a function by its whole name, also by the alias that $metadata gives the namespace."""
_VERSION = "v1.0"


@dataclass(slots=True)
class Node:
    """What can follow at a place: names, each with the place it leads to, and an id.

    A name that leads nowhere is one that Graph has and this simulation does not have.
    """

    names: dict[str, tuple[str, Node | None]] = field(default_factory=dict)
    by_id: Node | None = None

    def leads(self, **names: Node) -> None:
        """Let names lead to other places."""
        self.names |= {name.lower(): (name, node) for name, node in names.items()}


def _node(names: str, by_id: Node | None = None) -> Node:
    ends = {name: Node() if name.startswith("$") else None for name in names.split()}
    return Node({name.lower(): (name, end) for name, end in ends.items()}, by_id)


def _resource(table: Properties, more: str) -> Node:
    """Return the place of a resource: its properties, and what else can follow."""
    return _node(" ".join((*table.shown, *table.left_out, more)))


_OF_DIRECTORY_OBJECTS = "checkMemberGroups checkMemberObjects getMemberGroups getMemberObjects"
_ITEM = _resource(
    ITEM,
    "assignSensitivityLabel checkin checkout copy createLink createUploadSession delta "
    "discardCheckout extractSensitivityLabels follow getActivitiesByInterval invite "
    "permanentDelete preview restore search unfollow validatePermission",
)
_DRIVE = _resource(DRIVE, "activities recent search sharedWithMe")
_DRIVE.leads(root=_ITEM, items=Node(by_id=_ITEM))
_MESSAGE = _resource(
    MESSAGE,
    "copy createForward createReply createReplyAll forward move permanentDelete reply replyAll "
    "send $value",
)
_MESSAGE.leads(attachments=_node("$count createUploadSession", _resource(ATTACHMENT, "$value")))
_MESSAGES = _node("$count delta", _MESSAGE)
_FOLDER = _resource(FOLDER, "copy move permanentDelete")
_FOLDERS = _node("$count delta", _FOLDER)
_FOLDER.leads(messages=_MESSAGES, childFolders=_FOLDERS)
_SETTINGS = _resource(SETTINGS, "")
_SETTINGS.leads(userPurpose=Node())
_USER = _resource(
    USER,
    f"{_OF_DIRECTORY_OBJECTS} assignLicense changePassword exportDeviceAndAppManagementData "
    "exportPersonalData findMeetingTimes getMailTips getManagedAppDiagnosticStatuses "
    "getManagedAppPolicies getManagedDevicesWithAppFailures reminderView "
    "removeAllDevicesFromManagement reprocessLicenseAssignment restore retryServiceProvisioning "
    "revokeSignInSessions sendMail transitiveReports translateExchangeIds "
    "wipeManagedAppRegistrationsByDeviceTag $value",
)
_USER.leads(
    drive=_DRIVE,
    drives=_node("$count", _DRIVE),
    messages=_MESSAGES,
    mailFolders=_FOLDERS,
    mailboxSettings=_SETTINGS,
)
_USERS = _node("$count delta getAvailableExtensionProperties getByIds validateProperties", _USER)
_DELETED = _node(
    "$count getAvailableExtensionProperties getByIds validateProperties",
    _node(f"{_OF_DIRECTORY_OBJECTS} restore"),
)
_DIRECTORY = _node(
    "administrativeUnits attributeSets customSecurityAttributeDefinitions deviceLocalCredentials "
    "federationConfigurations onPremisesSynchronization publicKeyInfrastructure recovery "
    "remoteTenantGroups subscriptions tenantGovernance"
)
_DIRECTORY.leads(deletedItems=_DELETED)
_ROOT = _node(
    "admin agreementAcceptances agreements appCatalogs applicationTemplates applications auditLogs "
    "authenticationMethodConfigurations authenticationMethodsPolicy "
    "certificateBasedAuthConfiguration chats communications compliance connections contacts "
    "contracts copilot dataPolicyOperations deviceAppManagement deviceManagement devices "
    "directoryObjects directoryRoleTemplates directoryRoles domainDnsRecords domains drive "
    "education employeeExperience external filterOperators functions groupLifecyclePolicies "
    "groupSettingTemplates groupSettings groups identity identityGovernance identityProtection "
    "identityProviders informationProtection invitations me oauth2PermissionGrants organization "
    "permissionGrants places planner policies print privacy reports roleManagement "
    "schemaExtensions scopedRoleMemberships search security servicePrincipals shares sites "
    "solutions storage subscribedSkus subscriptions teams teamsTemplates teamwork "
    "tenantRelationships $batch $metadata"
)
_ROOT.leads(users=_USERS, drives=_node("$count", _DRIVE), directory=_DIRECTORY)


@lru_cache(maxsize=1024)
def settled(path: str) -> str:
    """Return an address with its segments as Graph writes them, and ids between slashes.

    What follows ``root:`` or an item and a colon is a path of its own. Raises GraphError for a
    segment that Graph does not have.
    """
    if _PLAIN.fullmatch(path):
        return path
    own = _BY_PATH.search(path)
    end = own.end() - 1 if own else len(path)
    start = _after_version(path[:end])
    if not _is_modeled(path[1:start]):
        return path
    passed = [f"/{_VERSION}"]
    node: Node | None = _ROOT
    while node is not None and (match := _next(path, start, end)):
        spelled, node = _step(node, match[1], passed[-1][1:])
        passed.append(f"/{spelled}")
        if match[2] is not None and node is not None:
            passed.append("/" + match[2].replace("''", "'").replace("/", HELD))
            node = node.by_id
        start = match.end()
    return "".join(passed) + path[start:].removesuffix("/")


def _next(path: str, start: int, end: int) -> re.Match[str] | None:
    """Return the segment at a place, with a key in parentheses; None at the end."""
    match = _SEGMENT.match(path, start, end)
    is_whole = match and (match.end() == end or path[match.end()] == "/")
    return match if is_whole and path[start:end] != "/" else None


def _step(node: Node, name: str, before: str) -> tuple[str, Node | None]:
    if name.lower() == "me" and node is _ROOT:
        raise _refused(messages.ME_NEEDS_A_PERSON)
    known = node.names.get(name.lower())
    if known is not None:
        return known
    if typed := _TYPE.fullmatch(name):
        return f"microsoft.graph.{typed[1]}", None
    if node.by_id is None:
        raise _refused(messages.NO_SUCH_SEGMENT.format(name))
    if name.startswith("$"):
        raise _refused(messages.SEGMENT_OF_COLLECTION.format(before))
    return name, node.by_id


def _after_version(path: str) -> int:
    return path.index("/", 1) if "/" in path[1:] else len(path)


def _is_modeled(version: str) -> bool:
    """Tell whether this simulation has a version of Graph; raises GraphError for none."""
    if version.lower() not in (_VERSION, "beta"):
        raise _refused(messages.INVALID_VERSION)
    return version.lower() == _VERSION


def _refused(text: str) -> GraphError:
    return GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", text)
