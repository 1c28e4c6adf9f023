"""The stages of a build: which articles are read, by whom, and what is made of their records."""
