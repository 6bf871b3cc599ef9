"""How our scripts and styles become files: modules joined, made small, named by what they hold, run inside Python."""
