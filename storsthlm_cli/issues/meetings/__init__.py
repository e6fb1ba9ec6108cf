"""Meetings from where they live: calendars, tables and workbooks that somebody keeps, as rows of an issue."""
