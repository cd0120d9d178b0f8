"""Provisioning: the job queue, the provisioning flow, the SCIM client, and import."""
