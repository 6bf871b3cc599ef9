"""The editor's desk: what a page must carry and how it must read (rules of CONTRIBUTING.md)."""
