"""L: links, their words and where they lead."""

from storsthlm_cli.checks.links import addresses, answers, targets, texts

__all__ = ["addresses", "answers", "targets", "texts"]
