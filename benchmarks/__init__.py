"""What a call costs, beside a bare RSA signature and beside another library, all in one run."""
