"""The examples of Okta's documentation of expressions, with the results that its pages give.

Each stands as the page has it, but for its domains. Samples without a profile before the attribute
have ``user.`` here, as the page about mappings asks for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from fakes.okta.expressions import References, Value
from fakes.okta.model import Group

# Okta Expression Language overview, and the help on mappings and on smart cards.
REFERENCE = "https://developer.okta.com/docs/reference/okta-expression-language/"
MAPPINGS = (
    "https://help.okta.com/en-us/content/topics/users-groups-profiles/"
    "usgp-attribute-mappings-expressions.htm"
)
SMART_CARDS = "https://help.okta.com/en-us/content/topics/security/idp-smart-card-exp-examples.htm"
MANAGER_DN = (
    "https://support.okta.com/help/s/article/"
    "How-To-Map-the-Manager-EmailUPN-from-AD-Without-the-getManagerUser-Function"
)

WINSTON: dict[str, Value] = {
    "firstName": "Winston",
    "lastName": "Churchill",
    "email": "winston.churchill@gmail.example",
    "login": "winston.churchill@gmail.example",
}
GROUPS = (
    Group("groupId", "group1"),
    Group("groupId2", "San Francisco"),
    Group("00gml2xHE3RYRx7cM0g3", "Site admins"),
)


@dataclass(frozen=True)
class Documented:
    """An example: what it says, of whom, when, and what comes of it."""

    expression: str
    result: Value
    source: str = REFERENCE
    user: dict[str, Value] = field(default_factory=lambda: WINSTON)
    at: datetime = datetime(2015, 7, 31, 17, 18, 37, 979000, UTC)
    appuser: dict[str, Value] = field(default_factory=dict)

    @property
    def references(self) -> References:
        """What the expression may read: the profile on the left is the person's."""
        return {"user": self.user, "source": self.user, "appuser": self.appuser, "org": {}}


_ALEX: dict[str, Value] = {"firstName": "Alexander", "email": "alex@okta.example"}
_FULL_NAME = (
    'user.firstName + " " + (String.len(user.middleInitial) == 0 ? "" : '
    '(String.substring(user.middleInitial, 0, 1) + ". ")) + user.lastName'
)
_TITLE = (
    '(user.courtesyTitle != "" ? (user.courtesyTitle + " ") : user.honorificPrefix != "" ? '
    '(user.honorificPrefix + " ") : "") + '
)
_DOMAIN = 'toUpperCase(substringBefore( substringAfter(user.email, "@"), ".")) + "\\" + '
_SHORT = "toLowerCase(substring( user.firstName, 0, 1)) + toLowerCase(user.lastName)"


def _named(**more: Value) -> dict[str, Value]:
    nobody: dict[str, Value] = {"middleInitial": "", "courtesyTitle": "", "honorificPrefix": ""}
    return {**WINSTON, **nobody, **more}


STRINGS = (
    Documented('String.append("This is", " a test")', "This is a test"),
    Documented('String.join(",", "This", "is", "a", "test")', "This,is,a,test"),
    Documented('String.join("", "This", "is", "a", "test")', "Thisisatest"),
    Documented('String.len("This")', 4),
    Documented('String.removeSpaces("This is a test")', "Thisisatest"),
    Documented('String.replace("This is a test", "is", "at")', "That at a test"),
    Documented('String.replaceFirst("This is a test", "is", "at")', "That is a test"),
    Documented('String.stringContains("This is a test", "test")', True),
    Documented('String.stringContains("This is a test", "doesn\'tExist")', False),
    Documented('String.stringSwitch("This is a test", "default", "key1", "value1")', "default"),
    Documented('String.stringSwitch("This is a test", "default", "test", "value1")', "value1"),
    Documented(
        'String.stringSwitch("First match wins", "default", "absent", "value1", "wins", "value2", '
        '"match", "value3")',
        "value2",
    ),
    Documented('String.stringSwitch("Substrings count", "default", "ring", "value1")', "value1"),
    Documented('String.substring("This is a test", 2, 9)', "is is a"),
    Documented('String.substringAfter("abc@okta.example", "@")', "okta.example"),
    Documented('String.substringBefore("abc@okta.example", "@")', "abc"),
    Documented('String.toUpperCase("This")', "THIS"),
    Documented('String.toLowerCase("ThiS")', "this"),
    Documented("toUpperCase(source.firstName)", "ALEXANDER", user=_ALEX),
    Documented("toLowerCase(source.firstName)", "alexander", user={"firstName": "AlexANDER"}),
    Documented("substringBefore(user.email, '@')", "alex", user=_ALEX),
    Documented("substringAfter(user.email, '@')", "okta.example", user=_ALEX),
    Documented("substring(source.firstName, 1, 4)", "lex", user=_ALEX),
)

ARRAYS_AND_CONVERSIONS = (
    Documented("Arrays.add({10, 20, 30}, 40)", (10, 20, 30, 40)),
    Documented("Arrays.remove({10, 20, 30}, 20)", (10, 30)),
    Documented("Arrays.clear({10, 20, 30})", ()),
    Documented("Arrays.get({0, 1, 2}, 0)", 0),
    Documented("Arrays.flatten(10, {20, 30}, 40)", (10, 20, 30, 40)),
    Documented("Arrays.contains({10, 20, 30}, 10)", True),
    Documented("Arrays.contains({10, 20, 30}, 50)", False),
    Documented("Arrays.size({10, 20, 30})", 3),
    Documented("Arrays.size(NULL)", 0),
    Documented("Arrays.isEmpty({10, 20})", False),
    Documented("Arrays.isEmpty(NULL)", True),
    Documented('Arrays.toCsvString({"This", "is", " a ", "test"})', "This,is, a ,test"),
    Documented("Convert.toInt('1234')", 1234),
    Documented("Convert.toInt(123.4)", 123),
    Documented("Convert.toInt(123.6)", 124),
    Documented("Convert.toNum('3.141')", 3.141),
)

GROUP_FUNCTIONS = (
    Documented('isMemberOfGroupName("group1")', True),
    Documented('isMemberOfGroup("groupId")', True),
    Documented('isMemberOfAnyGroup("groupId1", "groupId2", "groupId3")', True),
    Documented('isMemberOfGroupNameStartsWith("San Fr")', True),
    Documented('isMemberOfGroupNameContains("admin")', True),
    Documented('getFilteredGroups({"00gml2xHE3RYRx7cM0g3"}, "group.name", 40)', ("Site admins",)),
)

TIMES = (
    Documented("Time.now()", "2015-07-31T17:18:37.979Z"),
    Documented(
        'Time.now("EST")',
        "2015-07-31T13:30:49.964-04:00",
        at=datetime(2015, 7, 31, 17, 30, 49, 964000, UTC),
    ),
    Documented(
        'Time.now("EST", "YYYY-MM-dd HH:mm:ss")',
        "2015-07-31 13:36:48",
        at=datetime(2015, 7, 31, 17, 36, 48, tzinfo=UTC),
    ),
)

CONSTANTS_AND_OPERATORS = (
    Documented("'Hello world'", "Hello world"),
    Documented("1234", 1234),
    Documented("3.141", 3.141),
    Documented("true", True),
    Documented("user.groupCode == 123 ? 'Sales' : 'Other'", "Sales", user={"groupCode": 123}),
    Documented("user.groupCode == 123 ? 'Sales' : 'Other'", "Other", user={"groupCode": 124}),
    Documented(_FULL_NAME, "Winston S. Churchill", user=_named(middleInitial="Spencer")),
    Documented(_FULL_NAME, "Winston Churchill", user=_named()),
    Documented(_TITLE + _FULL_NAME, "Winston Churchill", user=_named()),
    Documented(_TITLE + _FULL_NAME, "Sir Winston Churchill", user=_named(honorificPrefix="Sir")),
    Documented(
        _TITLE + _FULL_NAME,
        "Mr Winston Churchill",
        user=_named(honorificPrefix="Sir", courtesyTitle="Mr"),
    ),
    Documented(
        'String.stringContains(user.firstName, "dummy")', True, user={"firstName": "a dummy"}
    ),
    Documented('user.city == "San Francisco"', True, user={"city": "San Francisco"}),
    Documented("user.salary >= 1000000", True, user={"salary": 1000000}),
    Documented("!user.isContractor", True, user={"isContractor": False}),
    Documented(
        "user.salary > 1000000 AND !user.isContractor",
        False,
        user={"salary": 1000001, "isContractor": True},
    ),
)

POPULAR = (
    Documented("user.firstName", "Winston"),
    Documented("user.firstName + user.lastName", "WinstonChurchill"),
    Documented('user.firstName + "." + user.lastName', "Winston.Churchill"),
    Documented("substring(user.firstName, 0, 1) + user.lastName", "WChurchill"),
    Documented("substring(user.firstName, 0, 1) + substring(user.lastName, 0, 6)", "WChurch"),
    # The page prints "w.churchhill", with an h too many: its own sample is Churchill.
    Documented(
        'toLowerCase(substring( user.firstName, 0, 1)) + "." + toLowerCase(user.lastName)',
        "w.churchill",
    ),
    Documented(_DOMAIN + 'substringBefore( user.email, "@")', "GMAIL\\winston.churchill"),
    Documented(_DOMAIN + _SHORT, "GMAIL\\wchurchill"),
    Documented('"XDOMAIN\\" + ' + _SHORT, "XDOMAIN\\wchurchill"),
)

# The page has values for people whom a directory holds. Nobody is in one here.
DIRECTORIES = (
    Documented("hasWorkdayUser() ? findWorkdayUser().employeeID : null", None),
    Documented("hasDirectoryUser() ? findDirectoryUser().managerUpn : null", None),
)

OF_OTHER_PAGES = (
    Documented("source.firstName", "Winston", MAPPINGS),
    Documented("user.firstName", "Winston", MAPPINGS),
    Documented('String.substringBefore(user.email, "@")', "winston.churchill", SMART_CARDS),
    Documented(
        "String.substring(user.subjectCn, String.len(user.subjectCn)-20, "
        "String.len(user.subjectCn))",
        "of twenty characters",
        SMART_CARDS,
        user={"subjectCn": "the end of twenty characters"},
    ),
    Documented(
        'String.stringContains(user.email, "@") ? String.substringBefore(user.email, "@") : '
        "user.email",
        "winston.churchill",
        SMART_CARDS,
    ),
    Documented(
        'String.toLowerCase(String.substringAfter(String.substringBefore(appuser.managerDn, " "), '
        '"CN=") + "." + String.substringAfter(String.substringBefore(appuser.managerDn, ",OU"), '
        '" ")) + "@domain.example"',
        "john.doe@domain.example",
        MANAGER_DN,
        appuser={"managerDn": "CN=John Doe,OU=Staff,DC=domain,DC=example"},
    ),
)

EXAMPLES = (
    *STRINGS,
    *ARRAYS_AND_CONVERSIONS,
    *GROUP_FUNCTIONS,
    *TIMES,
    *CONSTANTS_AND_OPERATORS,
    *POPULAR,
    *DIRECTORIES,
    *OF_OTHER_PAGES,
)

# Examples of the reference that the lab refuses, and what it says of each.
LEFT_OUT = {
    'Iso3166Convert.toAlpha2("IND")': "Okta has Iso3166Convert.toAlpha2; it is not simulated",
    'Iso3166Convert.toAlpha3("840")': "Okta has Iso3166Convert.toAlpha3; it is not simulated",
    'Iso3166Convert.toNumeric("USA")': "Okta has Iso3166Convert.toNumeric; it is not simulated",
    'Iso3166Convert.toName("IN")': "Okta has Iso3166Convert.toName; it is not simulated",
    'Groups.contains("active_directory", "a", 10)': "You can't use these functions with",
    'Groups.startsWith("active_directory", "a", 10)': "You can't use these functions with",
    'Groups.endsWith("active_directory", "a", 10)': "You can't use these functions with",
    'user.getLinkedObject("manager").lastName': "Okta has user.getLinkedObject; linked objects",
    'getManagerUser("active_directory").firstName': "this org has no Active Directory",
    'getManagerAppUser("active_directory", "google").firstName': "has no Active Directory",
    'getAssistantUser("active_directory").firstName': "this org has no Active Directory",
    'getAssistantAppUser("active_directory", "google").firstName': "has no Active Directory",
    "zendesk.firstName": "this org has no app 'zendesk': expected one of user, source, appuser",
    "active_directory.managerUpn": "Okta has active_directory.…, the profile of a person in",
    "google_apps.email": "this org has no app 'google_apps'",
    "idpuser.firstName": "idpuser is only available when specifying the username",
    "office365_app.domain": "this org has no app 'office365_app'",
    "session.amr": "session is only available in the assertions of SAML apps",
}
