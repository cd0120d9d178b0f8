"""Okta's Management API: reads requests, calls the service, writes answers; decides nothing."""
