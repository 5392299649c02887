"""Which pronouns mean whom: "Gerasimov reported ... he added", "the army ... its positions".

The most salient phrase before it that agrees in gender, number and type and that grammar allows (no
argument of the same verb, not the speaker of the quotation it stands in). Where two fit equally
well there is no link.
"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.coref.clusters import SUBJECTS, Cluster, Clusters
from kg.extract.coref.nominals import NON_SPECIFIC, VAGUE
from kg.extract.phrases import FIRST_PERSON, Phrase, broad_type
from kg.lexicon import Lexicon

SENTENCES = 3  # how far a pronoun looks back
MARGIN = 0.85  # no link if the second is this near to the first
REFLEXIVE = ("self", "selves")
COLLECTIVE = 0.5  # what a singular "the team" weighs for "they"
Ranked = tuple[float, Cluster, Phrase]
LIVING = frozenset({"Person", "Group", "Organization"})


class PronounSieve:
    """Puts pronouns into the clusters of what they mean, in text order."""

    def __init__(self, clusters: Clusters, lexicon: Lexicon) -> None:
        self.clusters, self.lexicon = clusters, lexicon
        self.syntax = clusters.syntax
        self.verbs: dict[int, int] = {}  # of arguments; many pronouns look at one phrase

    def place_pronoun(self, phrase: Phrase) -> None:
        if self.syntax.lowers[phrase.start] in FIRST_PERSON:
            return  # resolved by who speaks, after attributions are known
        cluster = None if self.is_what_is_said(phrase) else self.antecedent(phrase)
        if cluster is not None:
            self.clusters.add(phrase, cluster, "coreference.pronoun")

    def antecedent(self, phrase: Phrase) -> Cluster | None:
        """The one cluster that fits best; None if nothing fits or two do equally well."""
        beside = self.beside(phrase)

        def fits(other: Phrase, cluster: Cluster) -> bool:
            return (
                self.agrees(phrase, other, cluster)
                and all(cluster is not barred for barred in beside)
                and not self.is_barred(phrase, other)
                and not self.is_out_of_quotation(phrase, other)
                and not self.is_speaker(phrase, other, cluster)
            )

        sayer = self.sayer(phrase)
        if sayer is not None and fits(sayer, self.clusters.of[sayer.head]):
            return self.clusters.of[sayer.head]
        ranked = self.clusters.salient(phrase, fits, sentences=SENTENCES)
        if phrase.plural:
            ranked = self.plural_first(phrase, ranked)
        if not ranked or (len(ranked) > 1 and ranked[1][0] > MARGIN * ranked[0][0]):
            return None
        found = ranked[0][1]
        if self.is_event(found) or self.looks_ahead(phrase, found):
            return None
        return found

    def sayer(self, phrase: Phrase) -> Phrase | None:
        """Who says what a pronoun is the subject of: "[Baltica] announced that it will pay"."""
        syntax, clusters = self.syntax, self.clusters
        if not clusters.is_subject(phrase) or syntax.quotation_of[phrase.start] >= 0:
            return None
        clause = syntax.heads[phrase.head]
        verb = syntax.heads[clause]
        if syntax.deps[clause] != "ccomp" or syntax.lemmas[verb] not in self.lexicon.reporting:
            return None
        subject = grammar.own_subject(syntax, verb)
        if subject is None or subject > phrase.head or subject not in clusters.of:
            return None
        return clusters.by_head[subject]

    def is_event(self, cluster: Cluster) -> bool:
        """True for "the announcement": what happened is no thing that a pronoun joins."""
        return (
            cluster.type == "Thing"
            and not cluster.named
            and any(
                lemma in self.lexicon.event_nouns or (lemma, "noun") in self.lexicon.triggers
                for lemma in cluster.lemmas
            )
        )

    def plural_first(self, phrase: Phrase, ranked: list[Ranked]) -> list[Ranked]:
        """Candidates for "they": who acts before things, the plural before the collective."""
        acts = self.syntax.tags[phrase.start] == "PRP$" or self.clusters.is_subject(phrase)
        if acts and any(self.is_living(cluster) for _, cluster, _ in ranked):
            ranked = [item for item in ranked if self.is_living(item[1])]
        weighed = [
            (score if other.plural else COLLECTIVE * score, cluster, other)
            for score, cluster, other in ranked
        ]
        return sorted(weighed, key=lambda item: -item[0])

    def is_living(self, cluster: Cluster) -> bool:
        return broad_type(cluster.type) in LIVING

    # --- agreement ---------------------------------------------------------------------------

    def agrees(self, phrase: Phrase, other: Phrase, cluster: Cluster) -> bool:
        kind = broad_type(cluster.type)
        if kind in {"Quantity", "Money"} or not self.is_specific(other):
            return False
        if phrase.type == "Person":
            return kind == "Person" and not other.plural and cluster.gender in {"", phrase.gender}
        if phrase.plural:
            return other.plural or self.is_collective(other, kind)
        if kind in {"Person"} or other.plural or (kind == "Group" and not self.is_one(other)):
            return False
        if kind == "Thing" and self.is_said_by(phrase):
            return False
        return other.kind != "nominal" or self.has_determiner(other)

    def is_what_is_said(self, phrase: Phrase) -> bool:
        """True for the "it" of "denied it", "said it": words, not a thing."""
        syntax = self.syntax
        verb = syntax.heads[phrase.head]
        return (
            phrase.type == ""
            and not phrase.plural
            and syntax.deps[phrase.head] in grammar.OBJECTS
            and syntax.lemmas[verb] in self.lexicon.reporting
        )

    def is_said_by(self, phrase: Phrase) -> bool:
        """True for the subject of a verb of saying: "it announced"."""
        verb = self.syntax.heads[phrase.head]
        return (
            self.clusters.is_subject(phrase) and self.syntax.lemmas[verb] in self.lexicon.reporting
        )

    def has_determiner(self, other: Phrase) -> bool:
        return bool(
            grammar.determiner(self.syntax, other.head)
            or grammar.possessors(self.syntax, other.head)
        )

    def is_specific(self, other: Phrase) -> bool:
        if other.kind != "nominal":
            return True
        lemma = self.syntax.lemmas[other.head]
        return (
            lemma not in VAGUE and grammar.determiner(self.syntax, other.head) not in NON_SPECIFIC
        )

    def is_collective(self, other: Phrase, kind: str) -> bool:
        """True for what takes "they" in the singular: organisations, "the police", "the team"."""
        if other.kind == "nominal" and not self.has_determiner(other):
            return False
        if kind in {"Organization", "Group"}:
            return True
        row = self.lexicon.genders.get(self.syntax.lemmas[other.head])
        return row is not None and row.number == "collective"

    def is_one(self, other: Phrase) -> bool:
        return other.kind == "nominal" and not other.plural

    # --- grammar -----------------------------------------------------------------------------

    def is_barred(self, phrase: Phrase, other: Phrase) -> bool:
        """True if grammar forbids that a pronoun means a phrase (principle B; i within i)."""
        syntax = self.syntax
        lower = syntax.lowers[phrase.start]
        if lower.endswith(REFLEXIVE):
            return self.clause(other.head) != self.clause(phrase.head)
        if syntax.tags[phrase.start] == "PRP$":
            holder = syntax.heads[phrase.head]
            if holder == other.head:
                return True
            return syntax.deps[holder] == "appos" and syntax.heads[holder] == other.head
        if self.is_first_told_by(phrase, other):
            return True
        return self.verb_of(phrase.head) == self.verb_of(other.head) >= 0

    def is_first_told_by(self, phrase: Phrase, other: Phrase) -> bool:
        """True for "one soldier was wounded, he said": who is first heard of does not speak."""
        syntax, verb = self.syntax, self.syntax.heads[phrase.head]
        if other.kind != "nominal" or not other.head < phrase.head < verb:
            return False
        first = grammar.determiner(syntax, other.head) in {"a", "an", "one", "another", ""}
        return first and any(
            start <= other.head < end
            for start, end in map(syntax.subtree, grammar.finite_complements(syntax, verb))
        )

    def beside(self, phrase: Phrase) -> list[Cluster]:
        """The clusters of the other arguments of a pronoun's verb: "He described [Keller]"."""
        syntax, clusters = self.syntax, self.clusters
        if syntax.tags[phrase.start] == "PRP$" or syntax.lowers[phrase.start].endswith(REFLEXIVE):
            return []
        verb = self.verb_of(phrase.head)
        if verb < 0:
            return []
        return [
            clusters.of[other.head]
            for other in clusters.in_sentence(phrase)
            if other.head in clusters.of and self.verb_of(other.head) == verb
        ]

    def looks_ahead(self, phrase: Phrase, found: Cluster) -> bool:
        """True where the main clause has another fitting subject: "After he fled, Sen ..."."""
        syntax = self.syntax
        verb = grammar.clause_head(syntax, phrase.head)
        main = syntax.heads[verb]
        if verb == main or main < verb or not grammar.is_verb(syntax, main):
            return False
        subject = grammar.own_subject(syntax, main)
        if subject is None or subject < verb or subject not in self.clusters.of:
            return False
        cluster, other = self.clusters.of[subject], self.clusters.by_head[subject]
        return cluster is not found and self.agrees(phrase, other, cluster)

    def clause(self, token: int) -> int:
        return grammar.clause_head(self.syntax, self.syntax.heads[token])

    def verb_of(self, token: int) -> int:
        """The verb of which a token is an argument, also through a preposition; -1 if of none."""
        if token not in self.verbs:
            self.verbs[token] = self.find_verb(token)
        return self.verbs[token]

    def find_verb(self, token: int) -> int:
        syntax = self.syntax
        at = grammar.first_conjunct(syntax, token)
        head = syntax.heads[at]
        while head != at and syntax.poses[head] == "ADP":
            at, head = head, syntax.heads[head]
        return head if head != at and grammar.is_verb(syntax, head) else -1

    def is_out_of_quotation(self, phrase: Phrase, other: Phrase) -> bool:
        """True for "it" and "they" in a quotation and a phrase outside: quotations stand alone."""
        inside = self.syntax.quotation_of
        quotation = inside[phrase.start]
        return quotation >= 0 and phrase.type != "Person" and inside[other.head] != quotation

    def is_speaker(self, phrase: Phrase, other: Phrase, cluster: Cluster) -> bool:
        """True if a phrase outside is the subject of the verb that reports the quotation."""
        syntax = self.syntax
        quotation = syntax.quotation_of[phrase.start]
        if quotation < 0 or syntax.quotation_of[other.head] == quotation:
            return False
        if broad_type(cluster.type) not in LIVING or syntax.deps[other.head] not in SUBJECTS:
            return False
        start, end = syntax.quotations[quotation]
        verb = syntax.heads[other.head]
        sentence = syntax.sents[syntax.sentence_of[verb]]
        return sentence[0] <= end and start <= sentence[1] and syntax.quotation_of[verb] < 0
