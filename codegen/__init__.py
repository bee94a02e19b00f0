"""From the contract to code: the only place that knows the generators."""
