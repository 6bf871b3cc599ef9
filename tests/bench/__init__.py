"""What scripts/bench runs: each module measures one part of the project beside its goals; nothing passes or fails."""
