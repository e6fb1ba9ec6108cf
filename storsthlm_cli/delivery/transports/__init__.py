"""Ways out: `smtp` (a real server), `outbox` (the embedded one), `memory` (for tests of the engine)."""
