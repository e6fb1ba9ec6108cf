"""Results as people and machines read them: the sentences, the frames, progress and the two consoles."""
