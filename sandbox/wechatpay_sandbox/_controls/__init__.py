"""Everything a sandbox can be made to do and to show: methods of `Sandbox`, of which the control API is made."""
