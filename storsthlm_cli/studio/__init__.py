"""The preview page on this machine: the mail at several widths, its text, its findings; it follows saved changes."""
