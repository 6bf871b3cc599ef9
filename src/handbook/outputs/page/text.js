// @ts-check
/* What every page loads. It stands in the head, before the theme's own script; plugin.py adds what the search needs there. */

import "./iframe-worker.js";
import "../../grounds/gists.js";
import "../../grounds/review.js";
import "./tables.js";
