"""M: the mail, what the inbox shows of it and what it weighs."""

from storsthlm_cli.checks.mail import inbox, placeholders

__all__ = ["inbox", "placeholders"]
