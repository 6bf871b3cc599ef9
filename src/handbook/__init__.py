"""协商有据: builds the handbook as site, offline bundle and handouts."""
