"""What pages show from data beside the law: terms, claims, channels, other tools, measurements, questions."""
