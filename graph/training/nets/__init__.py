"""The training of the nets that read syntax and names, in JAX; what they learn from comes as plain arrays."""
