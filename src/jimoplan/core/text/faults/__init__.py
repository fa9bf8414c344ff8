"""What is wrong with a text, in words: typing slips, syntax, schema and values."""
