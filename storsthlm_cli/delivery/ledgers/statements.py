"""The ledger's statements. A row's `claim` is the boot id under which it was handed to a process."""

from __future__ import annotations

RECOVER = """
UPDATE recipients SET state = 'unknown', claim = NULL, retry_at = NULL, updated = :now
WHERE dispatch = :dispatch
  AND (state = 'attempting' OR (claim <> :boot AND state IN ('untried', 'deferred')))
"""
REWIND = "UPDATE recipients SET retry_at = :latest WHERE dispatch = :dispatch AND retry_at > :latest"
RELEASE = "UPDATE recipients SET claim = NULL WHERE dispatch = :dispatch AND claim IS NOT NULL"
_LEAVES = """EXISTS (
    SELECT 1 FROM suppressions WHERE suppressions.key = recipients.key AND suppressions.list IN ('', recipients.list)
)"""
LEAVE_OUT = f"""
UPDATE recipients SET state = 'suppressed', claim = NULL, retry_at = NULL, updated = :now
WHERE dispatch = :dispatch AND state IN ('untried', 'deferred') AND {_LEAVES}
"""  # noqa: S608  # ours
UNWANTED = f"""
SELECT number, state FROM recipients
WHERE dispatch = :dispatch AND state = 'untried' AND number IN (SELECT value FROM json_each(:ours)) AND {_LEAVES}
UNION ALL SELECT number, state FROM recipients INDEXED BY recipients_deferred
WHERE dispatch = :dispatch AND state = 'deferred' AND {_LEAVES}
"""  # noqa: S608  # ours
"""Those of `ours`, and of who was put off, who have left. Who is not claimed yet is looked at when it is."""
END = """
UPDATE recipients SET state = ?, claim = NULL, retry_at = NULL, updated = ? WHERE dispatch = ? AND number = ?
"""
LEFT = "SELECT 1 FROM suppressions WHERE key = ? AND list = ''"
COUNT = "SELECT state, count(*) FROM recipients WHERE dispatch = ? GROUP BY state"
NEXT = "SELECT min(retry_at) FROM recipients WHERE dispatch = ? AND state = 'deferred'"
UNTRIED = f"""
SELECT number, address, key, fields, attempts, {_LEAVES} FROM recipients
WHERE dispatch = ? AND number > ? AND state = 'untried' AND claim IS NULL ORDER BY number LIMIT ?
"""  # noqa: S608  # ours
DUE = f"""
SELECT number, address, key, fields, attempts, {_LEAVES} FROM recipients
WHERE dispatch = ? AND state = 'deferred' AND retry_at <= ? ORDER BY retry_at LIMIT ?
"""  # noqa: S608  # ours
CLAIM_DUE = "UPDATE recipients SET claim = ?, state = 'untried', retry_at = NULL WHERE dispatch = ? AND number = ?"
CLAIM_UNTRIED = """
UPDATE recipients SET claim = ?
WHERE dispatch = ? AND number > ? AND number <= ? AND state = 'untried' AND claim IS NULL
"""
TAKEN = """
SELECT 1 FROM recipients
WHERE dispatch = ? AND state <> 'untried' AND number IN (SELECT value FROM json_each(?)) LIMIT 1
"""
HISTORY = "INSERT INTO attempts (dispatch, number, at, state, reply) VALUES (?, ?, ?, ?, ?)"
PUT_BACK = "UPDATE recipients SET state = ? WHERE dispatch = ? AND number = ? AND state = 'refused'"
