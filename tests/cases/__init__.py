"""Sentences with frozen parses and what newskg must read in them."""
