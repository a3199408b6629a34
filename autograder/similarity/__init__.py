"""Which submissions are more alike than their class explains: a question for a person, never part of a mark."""
