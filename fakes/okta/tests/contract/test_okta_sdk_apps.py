"""What the integration tests of Okta's Python SDK do with apps."""

from __future__ import annotations

from typing import Any

import pytest

from .sdk import PASSWORD, REASON, URL, ask, bookmark, group_of, models, sdk, whole

pytestmark = [
    pytest.mark.contract,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(sdk is None, reason=REASON),
]


def removed(client: Any, app: Any) -> None:
    ask(client.deactivate_application(app.id))
    ask(client.delete_application(app.id))
    _, _, error = whole(client.get_application(app.id))
    assert error.status == 404


class TestApps:
    def test_bookmark(self, client: Any) -> None:
        app = ask(client.create_application(bookmark()))
        found = ask(client.get_application(app.id))
        assert isinstance(found, models.BookmarkApplication)
        assert (found.label, found.settings.app.url) == ("Intranet", URL)
        assert found.settings.app.request_integration is False
        removed(client, app)

    def test_the_connection_of_a_bookmark(self, client: Any) -> None:
        app = ask(client.create_application(bookmark()))
        found = ask(client.get_default_provisioning_connection_for_application(app.id))
        assert (found.status.value, found.profile.auth_scheme.value) == ("UNKNOWN", "UNKNOWN")
        removed(client, app)

    def test_basic_auth(self, client: Any) -> None:
        settings = models.BasicApplicationSettingsApplication(authURL=f"{URL}/auth", url=URL)
        said = models.BasicAuthApplication(
            label="Basic",
            name="template_basic_auth",
            signOnMode="BASIC_AUTH",
            settings=models.BasicApplicationSettings(app=settings),
        )
        found = ask(client.get_application(ask(client.create_application(said)).id))
        assert isinstance(found, models.BasicAuthApplication)
        assert (found.settings.app.auth_url, found.settings.app.url) == (f"{URL}/auth", URL)
        removed(client, found)

    def test_browser_plugin(self, client: Any) -> None:
        settings = models.SwaApplicationSettingsApplication(
            buttonField="b", passwordField="p", usernameField="u", url=URL, loginUrlRegex="^x$"
        )
        said = models.BrowserPluginApplication(
            label="Plugin",
            name="template_swa",
            signOnMode="BROWSER_PLUGIN",
            settings=models.SwaApplicationSettings(app=settings),
        )
        found = ask(client.get_application(ask(client.create_application(said)).id))
        assert isinstance(found, models.BrowserPluginApplication)
        assert found.settings.app.login_url_regex == "^x$"
        removed(client, found)

    def test_password_store(self, client: Any) -> None:
        settings = models.SecurePasswordStoreApplicationSettingsApplication(
            passwordField="p",
            usernameField="u",
            url=URL,
            optionalField1="param1",
            optionalField1Value="value1",
        )
        said = models.SecurePasswordStoreApplication(
            label="Vault",
            name="template_sps",
            signOnMode="SECURE_PASSWORD_STORE",
            settings=models.SecurePasswordStoreApplicationSettings(app=settings),
        )
        found = ask(client.get_application(ask(client.create_application(said)).id))
        assert isinstance(found, models.SecurePasswordStoreApplication)
        assert found.settings.app.optional_field1_value == "value1"
        removed(client, found)

    def test_openid_connect(self, client: Any) -> None:
        settings = models.OpenIdConnectApplicationSettingsClient(
            application_type="native",
            grant_types=["authorization_code", "implicit"],
            redirect_uris=["myapp://callback"],
            response_types=["token", "id_token", "code"],
        )
        authentication = models.ApplicationCredentialsOAuthClient(
            autoKeyRotation=True,
            client_id="testclientid12345",
            token_endpoint_auth_method="client_secret_post",
        )
        said = models.OpenIdConnectApplication(
            label="Portal",
            name="oidc_client",
            signOnMode="OPENID_CONNECT",
            credentials=models.OAuthApplicationCredentials(oauthClient=authentication),
            settings=models.OpenIdConnectApplicationSettings(oauthClient=settings),
        )
        made = ask(client.create_application(said))
        assert made.credentials.oauth_client.client_secret
        found = ask(client.get_application(made.id))
        assert isinstance(found, models.OpenIdConnectApplication)
        assert found.settings.oauth_client.redirect_uris == ["myapp://callback"]
        assert found.credentials.oauth_client.client_id == "testclientid12345"
        assert found.credentials.oauth_client.client_secret is None
        removed(client, found)

    def test_saml_and_auto_login(self, client: Any) -> None:
        saml = models.SamlApplication(
            label="Sales",
            signOnMode="SAML_2_0",
            settings=models.SamlApplicationSettings(
                signOn=models.SamlApplicationSettingsSignOn(ssoAcsUrl=URL, audience="sales")
            ),
        )
        automatic = models.AutoLoginApplication(
            label="Auto",
            signOnMode="AUTO_LOGIN",
            settings=models.AutoLoginApplicationSettings(
                signOn=models.AutoLoginApplicationSettingsSignOn(loginUrl=URL)
            ),
        )
        first, second = (ask(client.create_application(each)) for each in (saml, automatic))
        assert (first.name, second.name) == ("corp_sales_1", "corp_auto_2")
        assert first.settings.sign_on.sso_acs_url == second.settings.sign_on.login_url == URL

    def test_list_by_pages(self, client: Any) -> None:
        apps = [ask(client.create_application(bookmark(f"App {n}"))) for n in range(2)]
        listed = ask(client.list_applications())
        assert [each.id for each in listed[1:]] == [each.id for each in apps]
        page = ask(client.list_applications(limit=1, after=apps[0].id))
        assert [each.id for each in page] == [apps[1].id]

    def test_replace(self, client: Any) -> None:
        app = ask(client.create_application(bookmark()))
        ask(client.replace_application(app.id, bookmark("Wiki")))
        assert ask(client.get_application(app.id)).label == "Wiki"

    def test_activate_deactivate_and_delete(self, client: Any) -> None:
        app = ask(client.create_application(bookmark(), activate=False))
        assert app.status.value == "INACTIVE"
        ask(client.activate_application(app.id))
        assert ask(client.get_application(app.id)).status.value == "ACTIVE"
        _, _, error = whole(client.delete_application(app.id))
        assert (error.status, error.error_code) == (403, "E0000056")
        removed(client, app)

    def test_people_are_assigned_changed_and_unassigned(self, client: Any, user: Any) -> None:
        app = ask(client.create_application(bookmark()))
        given = models.AppUserCredentials(
            userName="ada", password=models.AppUserPasswordCredential(value=PASSWORD)
        )
        assign = models.AppUserAssignRequest(id=user.id, credentials=given)
        made = ask(client.assign_user_to_application(app.id, assign))
        assert (made.scope, made.status.value) == ("USER", "ACTIVE")
        assert made.sync_state.value == "DISABLED"
        assert [each.id for each in ask(client.list_application_users(app.id))] == [user.id]
        change = models.AppUserUpdateRequest(
            models.AppUserCredentialsRequestPayload(
                credentials=models.AppUserCredentials(userName="countess")
            )
        )
        changed = ask(client.update_application_user(app.id, user.id, change))
        assert changed.credentials.user_name == "countess"
        ask(client.unassign_user_from_application(app.id, user.id))
        assert ask(client.list_application_users(app.id)) == []

    def test_groups_are_assigned_and_unassigned(self, client: Any) -> None:
        app, group, other = (
            ask(client.create_application(bookmark())),
            group_of(client),
            group_of(client, "Staff"),
        )
        first = models.ApplicationGroupAssignment(priority=0)
        ask(client.assign_group_to_application(app.id, group.id, first))
        ask(client.assign_group_to_application(app.id, other.id, first))
        assert ask(client.get_application_group_assignment(app.id, group.id)).priority == 0
        listed = ask(client.list_application_group_assignments(app.id))
        assert [each.id for each in listed] == [group.id, other.id]
        ask(client.unassign_application_from_group(app.id, group.id))
        ask(client.delete_group(other.id))
        assert ask(client.list_application_group_assignments(app.id)) == []
