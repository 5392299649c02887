"""Everything that newskg refuses, as one tree.

    NewskgError         something could not be done; the message says where, what and what to do
      ArticleError      one article cannot be read ("sources/x.md: empty file; ...")
      SettingsError     kg.toml or an option is wrong
      CorrectionError   a row of corrections.toml cannot be replayed
      LexiconError      a row of a lexicon is wrong
      AuthorityError    a row of an authority file is wrong
      OntologyError     the ontology, a scheme or a shape is wrong
      ModelError        the language model is missing or unusable
      QueryError        a query is unknown or has a syntax error
      GraphError        a graph breaks its shapes or its promises
      OutputError       an output folder is missing or incomplete
      PushError         a triple store refuses a graph, or cannot be reached

A message reads: *where: what is wrong, what was found; what to do.*
"""


class NewskgError(Exception):
    """Something that could not be done; the message says where, what and what to do."""


class ArticleError(NewskgError):
    """One article that cannot be read."""


class SettingsError(NewskgError):
    """A setting that is unknown or has a wrong value."""


class LexiconError(NewskgError):
    """A lexicon row that cannot be used."""


class AuthorityError(NewskgError):
    """An authority file that cannot be used."""


class OntologyError(NewskgError):
    """An unknown term, or an ontology, scheme or shape that does not hold together."""


class ModelError(NewskgError):
    """A language model that is missing or unusable."""


class QueryError(NewskgError):
    """A query that is unknown, lacks a parameter or has a syntax error."""


class SlowQueryError(QueryError):
    """A question that found no answer in its time."""


class GraphError(NewskgError):
    """A graph that breaks its shapes or one of the six promises."""


class OutputError(NewskgError):
    """An output folder that is missing, incomplete or not ours."""


class PushError(NewskgError):
    """A triple store that refuses a graph, or has it otherwise than it was sent."""


class CorrectionError(NewskgError):
    """A correction that is unknown, contradicts another or names nothing that is there."""
