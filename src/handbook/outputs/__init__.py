"""What a build gives: the site, the offline bundle and the printed handouts."""
