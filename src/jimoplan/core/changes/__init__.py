"""What happens to a plan, as a value: diff(Plan, Plan), patch(Plan, Changes), invert, words."""
