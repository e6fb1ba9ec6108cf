"""Where attempts are written down: `sql` for dispatches, `memory` for test messages."""
