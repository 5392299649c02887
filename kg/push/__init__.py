"""The graph in somebody's triple store: `kg push http://127.0.0.1:7878 --store oxigraph`."""
