"""Reports drawn from a plan and its history, and published unattended."""
