# Generated from openapi.yaml by `python -m codegen`. Do not edit: change the contract or a template instead.

"""One package for each tag of the contract, one module for each operation."""
