"""Examine: one look after another at the workspace, its servers and its domain; nothing is sent."""
