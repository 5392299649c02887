"""The graph on the web of one machine: `kg serve`, then ask 127.0.0.1:8765/sparql who says so."""
