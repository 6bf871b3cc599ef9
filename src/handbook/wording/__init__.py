"""Sentences apart from logic: a words file a room, read and checked here, filled in by the scripts."""
