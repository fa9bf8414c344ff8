"""The pure core: text and values in, text and values out; no file, process, clock or print."""
