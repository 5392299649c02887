"""newskg: news articles in, a knowledge graph of events and claims out."""

__version__ = "0.1.0"
