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
from fakes.okta.expressions.functions import FUNCTIONS

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
        (r"'it\'s'", "it's"),
        ("'it''s'", "it's"),
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
        # Functions, as the reference shows them.
        ("String.append('This is', ' a test')", "This is a test"),
        ("String.join(',', 'This', 'is', 'a', 'test')", "This,is,a,test"),
        ("String.join('', 'This', 'is')", "Thisis"),
        ("String.len('This')", 4),
        ("String.len(user.middleName) == 0", True),
        ("String.removeSpaces('This is a test')", "Thisisatest"),
        ("String.replace('This is a test', 'is', 'at')", "That at a test"),
        ("String.replaceFirst('This is a test', 'is', 'at')", "That is a test"),
        ("String.startsWith('This is', 'This')", True),
        ("String.startsWith('This is', 'is')", False),
        ("String.stringContains('This is a test', 'test')", True),
        ('String.stringContains("This is a test", "doesn\'tExist")', False),
        ("String.stringSwitch('This is a test', 'default', 'key1', 'value1')", "default"),
        ("String.stringSwitch('This is a test', 'default', 'test', 'value1')", "value1"),
        (
            "String.stringSwitch('First match wins', 'default', 'absent', 'value1', 'wins', "
            "'value2', 'match', 'value3')",
            "value2",
        ),
        ("String.stringSwitch('Substrings count', 'default', 'ring', 'value1')", "value1"),
        ("String.substring('This is a test', 2, 9)", "is is a"),
        ("String.substringAfter('abc@okta.example', '@')", "okta.example"),
        ("String.substringBefore('abc@okta.example', '@')", "abc"),
        ("String.substringAfter('abc', '@')", "abc"),
        ("String.substringBefore('abc', '@')", "abc"),
        ("String.toUpperCase('This')", "THIS"),
        ("String.toLowerCase('ThiS')", "this"),
        ("toUpperCase('Alexander')", "ALEXANDER"),
        ("toLowerCase('AlexANDER')", "alexander"),
        ("substring('Alexander', 1, 4)", "lex"),
        ("substringBefore(user.login, '@')", "winston"),
        ("substringAfter(user.login, '@')", "corp.example"),
        ("String.substringBefore(toLowerCase(user.email), '@') + '@x'", "winston.churchill@x"),
        ("Arrays.add({10, 20, 30}, 40)", (10, 20, 30, 40)),
        ("Arrays.remove({10, 20, 30}, 20)", (10, 30)),
        ("Arrays.clear({10, 20, 30})", ()),
        ("Arrays.get({0, 1, 2}, 0)", 0),
        ("Arrays.get({0, 1, 2}, 3)", None),
        ("Arrays.flatten(10, {20, 30}, 40)", (10, 20, 30, 40)),
        ("Arrays.contains({10, 20, 30}, 10)", True),
        ("Arrays.contains({10, 20, 30}, 50)", False),
        ("Arrays.size({10, 20, 30})", 3),
        ("Arrays.size(NULL)", 0),
        ("Arrays.isEmpty({10, 20})", False),
        ("Arrays.isEmpty(NULL)", True),
        ("Arrays.toCsvString({'This', 'is', ' a ', 'test'})", "This,is, a ,test"),
        ("Convert.toInt('1234')", 1234),
        ("Convert.toInt(123.4)", 123),
        ("Convert.toInt(123.6)", 124),
        ("Convert.toNum('3.141')", 3.141),
    ],
)
def test_an_expression_is_worth(text: str, value: Value) -> None:
    found = worth(text)
    assert (found, type(found)) == (value, type(value))


def test_every_function_has_an_example() -> None:
    examples = " ".join(str(mark.args) for mark in test_an_expression_is_worth.pytestmark)  # type: ignore[attr-defined]  # pytest keeps its marks there
    assert [name for name in FUNCTIONS if f"{name}(" not in examples] == []


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
        ("'open", 0, "a text that is not closed"),
        ("user.login @", 11, "unexpected character '@'"),
        ("a * b", 2, "unexpected character '*'"),
        ("-user.login", 1, "expected a number but found 'user'"),
        ("login", 0, "'login' is not an attribute: expected one such as user.login"),
        ("user.manager.name", 0, "'user.manager.name' is not an attribute"),
        ("1 + String.reverse('a')", 4, "unknown function String.reverse: expected one of"),
        ("String.len()", 0, "String.len expects 1 argument(s) but found 0"),
        ("String.join()", 0, "String.join expects at least 1 argument(s) but found 0"),
        ("'a' + Time.now()", 6, "the function Time.now is not modeled here"),
        ("Iso3166Convert.toName('IN')", 0, "the function Iso3166Convert.toName is not modeled"),
        ("isMemberOfGroupName('x')", 0, "the function isMemberOfGroupName is not modeled"),
        ("Groups.contains('a', 'b', 1)", 0, "the function Groups.contains is not modeled"),
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
        ("'x' + user.upn", 6, "user has no attribute 'upn'"),
        ("person.login", 0, "nothing is called 'person': expected one of user, org"),
        ("true ? 1 : user.upn", 11, "user has no attribute 'upn'"),
        ("user.upn == 1 ? 1 : 2", 0, "user has no attribute 'upn'"),
        ("true ? {user.upn} : 1", 8, "user has no attribute 'upn'"),
        ("user.login ?: toLowerCase(user.upn)", 26, "user has no attribute 'upn'"),
        ("!(user.Login == 'a')", 2, "user has no attribute 'Login'"),
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
