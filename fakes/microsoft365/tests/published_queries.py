"""What Microsoft publishes of queries of users, and what follows from it for a request.

The levels are those of *Support for filter by properties of Microsoft Entra ID (directory)
objects* in the article *Advanced query capabilities on Microsoft Entra ID objects*
(microsoft-graph-docs-contrib 8d5fb5b2, concepts/includes/filter-directory-objects.md), the
operators those that the user resource type says each property supports (0061138f,
api-reference/v1.0/resources/user.md). The article says the rest: ``in`` is supported as ``eq`` is,
``ne``, ``not`` and ``endswith`` in advanced queries only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """What a request needs; of several the strictest counts."""

    DEFAULT = 0
    ADVANCED = 1
    UNSETTLED = 2
    REFUSED = 3


@dataclass(frozen=True, slots=True)
class Published:
    """A property: its type, its operators, and the levels of eq, startswith and eq null."""

    name: str
    kind: str
    operators: frozenset[str]
    eq: Level
    startswith: Level
    null: Level


_LEVELS = {
    "default": Level.DEFAULT,
    "advanced": Level.ADVANCED,
    "no": Level.REFUSED,
    "?": Level.UNSETTLED,
}
_ALL = "ne,not,ge,le,in"
# A question mark is where the two sources, or two versions of one, say different things.
_TABLE = f"""
    accountEnabled        boolean  ne,not,in  default   no        no
    assignedLicenses      licenses not        default   no        no
    businessPhones        texts    not        advanced  advanced  no
    city                  text     {_ALL}     default   default   advanced
    companyName           text     {_ALL}     advanced  advanced  advanced
    country               text     {_ALL}     default   default   advanced
    createdDateTime       time     {_ALL}     default   no        advanced
    deletedDateTime       time     {_ALL}     default   no        ?
    department            text     {_ALL}     default   default   advanced
    displayName           text     {_ALL}     default   default   advanced
    employeeId            text     {_ALL}     default   ?         advanced
    givenName             text     {_ALL}     default   default   advanced
    id                    text     ne,not,in  default   no        ?
    jobTitle              text     {_ALL}     default   default   advanced
    mail                  text     {_ALL}     default   default   advanced
    mailNickname          text     {_ALL}     default   default   advanced
    mobilePhone           text     {_ALL}     advanced  advanced  advanced
    officeLocation        text     {_ALL}     advanced  advanced  advanced
    onPremisesSyncEnabled boolean  ne,not,in  default   no        advanced
    otherMails            texts    not,ge,le,in default default   no
    postalCode            text     {_ALL}     advanced  advanced  advanced
    preferredLanguage     text     {_ALL}     advanced  advanced  advanced
    proxyAddresses        texts    not,ge,le  default   default   ?
    state                 text     {_ALL}     default   ?         advanced
    streetAddress         text     {_ALL}     advanced  advanced  advanced
    surname               text     {_ALL}     default   default   advanced
    usageLocation         text     {_ALL}     default   default   advanced
    userPrincipalName     text     {_ALL}     default   default   no
    userType              text     ne,not,in  default   no        advanced
"""
_UNSETTLED = {
    *(("createdDateTime", "in"), ("deletedDateTime", "in")),
    *(("businessPhones", "ge"), ("businessPhones", "le")),
    *(("otherMails", "ne"), ("proxyAddresses", "ne")),
}
_ENDSWITH = ("mail", "otherMails", "userPrincipalName", "proxyAddresses")
ORDERED = {
    "createdDateTime": Level.ADVANCED,
    "deletedDateTime": Level.ADVANCED,
    "displayName": Level.DEFAULT,
    "userPrincipalName": Level.DEFAULT,
}
"""What ``$orderby`` takes: *Support for sorting by properties* of the same article."""
COUNTED = ("assignedLicenses", "otherMails", "proxyAddresses")
"""The collections of which ``$count`` can be compared with 0, in advanced queries."""
OPERATORS = ("eq", "ne", "ge", "le", "gt", "lt", "in", "startswith", "endswith", "contains")
VALUES = {
    "boolean": ("true", "false"),
    "text": ("'a'", "'O''Hara'", "'sam@corp.example'", "''"),
    "texts": ("'smtp:hello@corp.example'", "'1'"),
    "time": ("2026-03-02T09:00:00Z", "2026-03-02"),
    "licenses": ("6fd2c87f-b296-42f0-b197-1e91e994b900",),
}


def _read(line: str) -> Published:
    name, kind, operators, eq, startswith, null = line.split()
    levels = (_LEVELS[each] for each in (eq, startswith, null))
    return Published(name, kind, frozenset(operators.split(",")), *levels)


PROPERTIES = tuple(_read(line) for line in _TABLE.strip().splitlines())
FUNCTIONS = ("startswith", "endswith", "contains")


@dataclass(frozen=True, slots=True)
class Condition:
    """A property, an operator, and a value as it is written; ``not`` may stand before it."""

    of: Published
    operator: str
    value: str
    negated: bool = False

    def __str__(self) -> str:
        """Write it as a filter has it."""
        if self.of.kind in ("texts", "licenses"):
            element = "x" if self.of.kind == "texts" else "x/skuId"
            test = f"{self.of.name}/any(x:{self._written(element)})"
        else:
            test = self._written(self.of.name)
        return f"not ({test})" if self.negated else test

    def _written(self, name: str) -> str:
        if self.operator in FUNCTIONS:
            return f"{self.operator}({name},{self.value})"
        value = f"({self.value})" if self.operator == "in" else self.value
        return f"{name} {self.operator} {value}"

    @property
    def level(self) -> Level:
        """What it needs."""
        levels = [self._of_operator()]
        if self.negated:
            levels.append(Level.ADVANCED)
        if self.value == "null":
            levels.append(self.of.null)
        return max(levels)

    def _of_operator(self) -> Level:
        of, operator = self.of, self.operator
        if (of.name, operator) in _UNSETTLED:
            return Level.UNSETTLED
        if operator == "startswith":
            return of.startswith
        if operator == "endswith":
            return Level.ADVANCED if of.name in _ENDSWITH else Level.REFUSED
        if operator != "eq" and operator not in of.operators:
            return Level.REFUSED
        return Level.ADVANCED if operator == "ne" else of.eq
