"""What an expression is worth, and where a wrong one is wrong."""

from __future__ import annotations

import pytest

from fakes.okta.expressions import (
    INTERNAL,
    ExpressionError,
    Value,
    check_references,
    evaluate,
    parse,
)

REFERENCES = {
    "user": {
        "login": "winston@corp.example",
        "email": "Winston.Churchill@corp.example",
        "firstName": "Winston",
        "lastName": "Churchill",
        "groupCode": "123",
        "organization": "Crown",
        "isContractor": "false",
        "empty": "",
    },
    "appuser": {"userName": "winnie@corp.example"},
    "druva_v2": {"userName": "winnie@corp.example"},
    "app": {"label": "Druva 2.0"},
    "org": {"name": "corp"},
    INTERNAL: {"id": "00u1"},
}


def worth(text: str) -> Value:
    return evaluate(parse(text), REFERENCES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # References and literals.
        ("user.login", "winston@corp.example"),
        ("appuser.userName", "winnie@corp.example"),
        ("druva_v2.userName", "winnie@corp.example"),
        ("app.label", "Druva 2.0"),
        ("org.name", "corp"),
        ("user.organization", "Crown"),
        ("user.middleName", None),
        ("nobody.knows", None),
        ("user.getInternalProperty('id')", "00u1"),
        ("'Hello world'", "Hello world"),
        ('"it\'s"', "it's"),
        ("'it''s'", "it's"),
        ('"a ""b"""', 'a "b"'),
        (r"'a\b'", r"a\b"),
        ("1234", 1234),
        ("-7", -7),
        ("3.141", 3.141),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("{1, 'a', true}", (1, "a", True)),
        ("{}", ()),
        # Operators.
        ('user.firstName + " " + user.lastName', "Winston Churchill"),
        ("user.firstName + user.middleName", "Winston"),
        ("user.middleName + user.middleName", None),
        ("1 + 2", 3),
        ("'a' + 1", "a1"),
        ("String.len(user.login) - 14", 6),
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 4 - 3", 3),
        ("7 / 2", 3),
        ("-7 / 2", -3),
        ("7.0 / 2", 3.5),
        ("7 % 3", 1),
        ("-7 % 3", -1),
        ("7.5 % 2", 1.5),
        ("user.groupCode * 2", 246),
        ("-(1 + 2) < 0 - 2", True),
        ("user.firstName == 'Winston'", True),
        ("user.firstName == 'winston'", False),
        ("user.firstName != 'Clementine'", True),
        ("user.groupCode == 123 ? 'Sales' : 'Other'", "Sales"),
        ("user.middleName == null", True),
        ("null == 0", False),
        ("1 == 1.0", True),
        ("1 < 2", True),
        ("2 <= 2", True),
        ("user.groupCode > 100", True),
        ("'b' >= 'a'", True),
        ("2 < 1", False),
        ("2 > 2", False),
        ("2 >= 2", True),
        ("true AND false", False),
        ("true && true", True),
        ("false OR true", True),
        ("false || false", False),
        ("true OR false AND false", True),
        ("(true OR false) AND false", False),
        ("!user.isContractor", True),
        ("!(1 == 1)", False),
        ("false AND user.firstName", False),
        ("true || user.firstName", True),
        ("'abc' matches 'a.*'", True),
        ("'abc' matches 'b'", False),
        ("user.middleName ?: 'none'", "none"),
        ("user.empty ?: 'none'", "none"),
        ("user.firstName ?: 'none'", "Winston"),
        ("user.middleName ?: user.empty ?: 'last'", "last"),
        ("false ? 1 : true ? 2 : 3", 2),
        ("(user.email != null && user.email != '') ? 'work' : ''", "work"),
        # Functions, where Okta has no example: its own are in test_documented_expressions.py.
        ("String.len(user.middleName) == 0", True),
        ("String.startsWith('This is', 'This')", True),
        ("String.startsWith('This is', 'is')", False),
        ("String.substringAfter('abc', '@')", "abc"),
        ("String.substringBefore('abc', '@')", "abc"),
        ("String.substringBefore(toLowerCase(user.email), '@') + '@x'", "winston.churchill@x"),
        ("Arrays.get({0, 1, 2}, 3)", None),
        ("hasDirectoryUser()", False),
        ("findDirectoryUser() == null", True),
    ],
)
def test_an_expression_is_worth(text: str, value: Value) -> None:
    found = worth(text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "position", "problem"),
    [
        ("", 0, "expected a value but found the end of the expression"),
        ("user.", 5, "expected a name but found the end of the expression"),
        ("user.login +", 12, "expected a value but found the end of the expression"),
        ("(user.login", 11, "expected ')' but found the end of the expression"),
        ("(user.login]", 11, "expected ')' but found ']'"),
        ("toLowerCase('a' 'b')", 16, "expected ',' or ')' but found ''b''"),
        (
            "user.login user.email",
            11,
            "expected an operator or the end of the expression but found",
        ),
        ("true ? 1", 8, "expected ':' but found the end of the expression"),
        ("1 = 2", 2, "unexpected character '='"),
        ("'open", 0, "a text that is not closed: expected ' at its end"),
        ('user.login + "open', 13, 'a text that is not closed: expected " at its end'),
        ("1 + " + "9" * 5000, 4, "expected a number of at most 18 digits"),
        ("user.login @", 11, "unexpected character '@'"),
        ("a * b", 0, "'a' is not an attribute: expected a profile before it, as in user.a"),
        ("1 *", 3, "expected a value but found the end of the expression"),
        ("user.level - / 2", 13, "expected a value but found '/'"),
        ("login", 0, "'login' is not an attribute: expected a profile before it, as in user.login"),
        ("user.manager.name", 0, "'user.manager.name' is not an attribute: expected one such as"),
        ("user.login = 'a'", 11, "unexpected character '=': expected == to compare"),
        ("user.login & 'a'", 11, "unexpected character '&': expected && or AND"),
        ("true | false", 5, "unexpected character '|': expected || or OR"),
        ("user.login eq 'a'", 11, "or the end of the expression but found 'eq'; did you mean ==?"),
        ("(user.login NE 'a')", 12, "expected ')' but found 'NE'; did you mean !=?"),
        ("user.groups[0]", 11, "but found '['; did you mean Arrays.get(…, 0)?"),
        ("not true", 0, "expected a profile before it, as in user.not; did you mean !?"),
        ("${user.login}", 0, "unexpected character '$': expected the expression itself, without"),
        (r"user.login + \" \"", 13, "expected a text in quotes; a quote inside it is doubled"),
        ("\u201ca\u201d", 0, "expected straight quotes around a text"),
        ("user.login.substring(1)", 0, "expected String.substring(user.login, …)"),
        ("user.login.length()", 0, "unknown function user.login.length: expected one of"),
        ("String.len('a').b", 15, "what String.len returns has no attributes and no functions"),
        ("findDirectoryUser().", 20, "expected a name but found the end of the expression"),
        ("1 + String.reverse('a')", 4, "unknown function String.reverse: expected one of String."),
        ("toLowercase('a')", 0, "unknown function toLowercase: expected one of toLowerCase"),
        ("String.len()", 0, "String.len expects 1 argument(s) but found 0"),
        ("String.join()", 0, "String.join expects at least 1 argument(s) but found 0"),
        ("'a' + Time.now(1, 2, 3)", 6, "Time.now expects 0 to 2 argument(s) but found 3"),
        ("'a' + Iso3166Convert.toName('IN')", 6, "it is not simulated"),
        ("isMemberOfGroupName()", 0, "isMemberOfGroupName expects 1 argument(s) but found 0"),
        ("user.isMemberOf('a')", 0, "for policies: expected isMemberOfGroupName"),
        ("user.getGroups('a')", 0, "for policies: expected getFilteredGroups"),
        ("(" * 5000, 0, "the expression is nested too deeply"),
        ("user.getInternalProperty()", 0, "user.getInternalProperty expects 1 argument"),
    ],
)
def test_a_text_that_is_no_expression_is_refused_where_it_is_wrong(
    text: str, position: int, problem: str
) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(text)
    assert refused.value.position == position
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("text", "position", "problem"),
    [
        ("'a' ? 1 : 2", 4, "expected true or false but found 'a'"),
        ("!user.middleName", 0, "expected true or false but found null"),
        ("true AND 1", 5, "expected true or false but found 1"),
        ("'a' < 1", 4, "expected a number but found 'a'"),
        ("{1} + 'a'", 4, "expected a text but found an array"),
        ("String.substring('abc', 1, 9)", 0, "no characters 1 to 9 in 'abc'"),
        ("String.substring('abc', 'x', 2)", 0, "expected a number but found 'x'"),
        ("String.substring('abc', 1.5, 2)", 0, "expected a whole number but found 1.5"),
        ("String.stringSwitch('a', 'b', 'key')", 0, "the key 'key' has no value"),
        ("Arrays.size('a')", 0, "expected an array but found 'a'"),
        ("Convert.toInt('ten')", 0, "expected a number but found 'ten'"),
        ("-user.login", 0, "expected a number but found 'winston@corp.example'"),
        ("user.middleName * 2", 16, "expected a number but found null"),
        ("1 / 0", 2, "expected a number other than 0 to divide by"),
        ("999999999999999999 + 1", 19, "expected a number of at most 18 digits"),
        ("Convert.toNum('1_0')", 0, "expected a number but found '1_0'"),
        ("Convert.toInt('1.5e999')", 0, "expected a number of at most 18 digits"),
        ("1 % 0.0", 2, "expected a number other than 0 to divide by"),
        ("1 + findDirectoryUser().mail", 23, "expected a profile with 'mail' but found null"),
        ("Time.now()", 0, "the time is not known here"),
        ("+".join(["1"] * 5000), 0, "the expression is nested too deeply"),
        ("'a' matches '('", 4, "'(' is not a regular expression"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_where_it_is_used(
    text: str, position: int, problem: str
) -> None:
    with pytest.raises(ExpressionError) as refused:
        worth(text)
    assert refused.value.position == position
    assert problem in str(refused.value)


def test_the_message_points_at_the_place() -> None:
    with pytest.raises(ExpressionError) as refused:
        parse("(user.login")
    assert str(refused.value) == (
        "position 11: expected ')' but found the end of the expression\n"
        "  (user.login\n"
        "             ^"
    )


@pytest.mark.parametrize(
    ("text", "position", "problem"),
    [
        ("user.upn", 0, "user has no attribute 'upn': it has login, email"),
        ("user.emial", 0, "user has no attribute 'emial': did you mean 'email'? it has login"),
        ("'x' + user.upn", 6, "user has no attribute 'upn'"),
        ("person.login", 0, "this org has no app 'person': expected one of user, org"),
        (
            "usr.login",
            0,
            "this org has no app 'usr': did you mean 'user'? expected one of user, org",
        ),
        ("1 - -user.upn", 5, "user has no attribute 'upn'"),
        ("workday.id + 'a'", 0, "Okta has workday.…, the profile of a person in Workday"),
        ("workday_1a2b.id", 0, "Okta has workday_1a2b.…, the profile of a person in Workday"),
        ("true ? 1 : user.upn", 11, "user has no attribute 'upn'"),
        ("user.upn == 1 ? 1 : 2", 0, "user has no attribute 'upn'"),
        ("true ? {user.upn} : 1", 8, "user has no attribute 'upn'"),
        ("user.login ?: toLowerCase(user.upn)", 26, "user has no attribute 'upn'"),
        ("!(user.Login == 'a')", 2, "user has no attribute 'Login': did you mean 'login'?"),
    ],
)
def test_an_attribute_that_does_not_exist_is_found_when_saving(
    text: str, position: int, problem: str
) -> None:
    with pytest.raises(ExpressionError) as refused:
        check_references(parse(text), {"user": ("login", "email"), "org": ("name",)})
    assert refused.value.position == position
    assert problem in str(refused.value)


def test_an_expression_is_read_once() -> None:
    assert parse("user.login") is parse("user.login")
