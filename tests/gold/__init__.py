"""The shipped articles with what a careful reader finds in them, the scorer and the gate."""
