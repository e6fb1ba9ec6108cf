"""T: typography, spelling, grammar and style."""

from storsthlm_cli.checks.language import blanks, grammar, headlines, numbers, repetition, spelling, typography, wording

__all__ = ["blanks", "grammar", "headlines", "numbers", "repetition", "spelling", "typography", "wording"]
