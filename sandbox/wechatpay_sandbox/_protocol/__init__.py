"""The ground floor: signatures, keys, the contract and its rules, answers and what can befall them."""
