"""One function per verb: the only place where the steps meet."""
