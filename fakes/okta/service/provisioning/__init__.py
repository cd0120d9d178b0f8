"""Provisioning: the queue of jobs, what each sends, and import."""
