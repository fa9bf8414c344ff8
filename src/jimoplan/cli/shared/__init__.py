"""What the commands share: options, help, streams, tables and failures."""
