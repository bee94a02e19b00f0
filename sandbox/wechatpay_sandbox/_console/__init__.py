"""The console: pages of what the sandbox remembers, for a browser on this machine. It writes by controls alone."""
