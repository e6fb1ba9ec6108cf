"""C: people, and the ways to reach them."""

from storsthlm_cli.checks.contacts import mail_domains, reaching, roles

__all__ = ["mail_domains", "reaching", "roles"]
