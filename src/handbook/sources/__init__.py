"""What every room reads with: problems, YAML, Markdown blocks, front matter, the navigation. Knows no law."""
