"""Grounds: every legal statement names its instrument and article, every page its day of checking."""
