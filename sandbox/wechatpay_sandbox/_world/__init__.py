"""What the sandbox remembers, as plain data: no thread, lock or callable in it, so that it can be saved."""
