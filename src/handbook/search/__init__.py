"""Chinese search for a static Material site: one worker, in place of the theme's own, for browser and Python alike."""
