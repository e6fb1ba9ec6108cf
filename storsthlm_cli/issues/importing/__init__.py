"""From an old newsletter to the draft of an issue: sources → lines → sections → parts → YAML."""
