"""From text to values: YAML composed within limits, and what is wrong with it put into words."""
