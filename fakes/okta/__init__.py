"""A simulated Okta org: its directory, the Druva 2.0 app and what provisioning sends."""
