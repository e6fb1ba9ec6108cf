"""The newsletter's mailbox, read over IMAP: what the server keeps of what was sent."""
