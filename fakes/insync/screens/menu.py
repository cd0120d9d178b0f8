"""The global navigation panel: where each page of the console is."""

from __future__ import annotations

from fakes.screens import ASSUMPTIONS, Entry

MICROSOFT365 = "/microsoft-365"
OVERVIEW = f"{MICROSOFT365}/overview"
SETTINGS = f"{OVERVIEW}/settings"
RECONFIGURE = f"{OVERVIEW}/reconfigure"
EXCHANGE_ONLINE = f"{MICROSOFT365}/exchange-online"
ONEDRIVE = f"{MICROSOFT365}/onedrive"
JOBS = f"{MICROSOFT365}/jobs"
ENDPOINTS = "/endpoints"
ADMINISTRATORS = "/administrators"
USERS = "/users"
ADD_USER = f"{USERS}/add"
IMPORT_USERS = f"{USERS}/import"
DONE = "/done"
PROVISIONING = "/user-provisioning"
PROFILES = "/profiles"
ACCOUNT_DETAILS = "/account-details"
API_CREDENTIALS = "/api-credentials"
EMAIL_IDS = "/support/email-ids"
AD_CONNECTOR = "/lab/ad-connector"
SIGN_ON = "/lab/sign-on"
CONTENT = "/lab/content"

_APPS = (Entry("Microsoft 365", MICROSOFT365),)
MENU = (
    Entry("Endpoints", ENDPOINTS),
    Entry("SaaS Apps", entries=_APPS),
    Entry("Data Protection", entries=_APPS),
    Entry("Users", USERS),
    Entry("Profiles", PROFILES),
    Entry("Manage Administrators", ADMINISTRATORS),
    Entry("Account Details", ACCOUNT_DETAILS),
    Entry("API Credentials", API_CREDENTIALS),
    Entry("Druva Support", entries=(Entry("Change email IDs", EMAIL_IDS),)),
    Entry(
        "Lab",
        entries=(
            Entry("AD connector", AD_CONNECTOR),
            Entry("Single sign-on", SIGN_ON),
            Entry("Assumptions", ASSUMPTIONS),
            Entry("Content", CONTENT),
        ),
    ),
)
BAR = (
    (OVERVIEW, "Overview"),
    (EXCHANGE_ONLINE, "Exchange Online"),
    (ONEDRIVE, "OneDrive"),
    (USERS, "Users"),
    (PROFILES, "Profiles"),
    (JOBS, "Jobs"),
)
USERS_TABS = ((USERS, "Users"), (PROVISIONING, "User Provisioning"))
