"""Keeps what a sandbox remembers across restarts: its keys in a folder, its world in a file."""
