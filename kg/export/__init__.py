"""The graph in other programs: tables, Gephi, Neo4j, a web page's JSON-LD, other RDF syntaxes.

Everything here is read from the graph of an output, never from the facts behind it: what is
exported is what `kg query` sees.
"""
