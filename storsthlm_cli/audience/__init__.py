"""From list files and suppressions to the recipients of an issue, and those left out with the reason."""
