"""The words for what was done, cut short: "agreed to buy a rival", and a line about an event.

"Two brothers, who had fled, were jailed for six years on Friday, the court said" becomes "Two
brothers were jailed for six years on Friday": no relative or adverbial clause, nothing after a
comma, and nothing but the article's words.
"""

from __future__ import annotations

from collections.abc import Set

from kg.extract import grammar
from kg.extract.syntax import Syntax
from kg.model import Event, Passage, Time

CUT = frozenset({",", ";", ":", "(", "–", "—", "-", '"', "“", "”"})  # where a clause is cut short
LONGEST = 24  # tokens of what was done
LOOSE = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "PUNCT", "SPACE"})  # end no clause


def trigger_of(syntax: Syntax, event: Event) -> int:
    """The token of the first word that tells an event."""
    return syntax.token_at[event.triggers[0].begin]


def what_of(syntax: Syntax, event: Event, times: tuple[Time, ...]) -> Passage:
    """The clause from the verb on, without what only goes with it: relative and adverbial clauses,
    what stands after a comma, time and place at its end; never shorter than the trigger.
    """
    begin, trigger = verb_of(syntax, event), event.triggers[0]
    if grammar.is_verb(syntax, begin):
        end = syntax.ends[clause_end(syntax, begin, setting_of(syntax, event, times))]
    else:
        end = end_of_participants(syntax, event)
    start = min(trigger.begin, syntax.begins[begin])
    return syntax.article.passage(start, max(trigger.end, end))


def setting_of(syntax: Syntax, event: Event, times: tuple[Time, ...]) -> set[int]:
    """The tokens at which the words for times and for the places of an event begin: [on] Monday."""
    begins = [place.passage.begin for place in event.places]
    begins += [t.passage.begin for t in times if t.passage is not None]
    tokens = (syntax.token_at[begin] for begin in begins if begin in syntax.token_at)
    return {t - 1 if t and syntax.poses[t - 1] == "ADP" else t for t in tokens}


def end_of_participants(syntax: Syntax, event: Event) -> int:
    """Where the last participant after the trigger ends, in its sentence; else the trigger."""
    trigger = event.triggers[0]
    sentence = syntax.sentence(trigger_of(syntax, event))
    ends = [p.passage.end for p in event.participants if p.passage.begin >= trigger.begin]
    return max([trigger.end, *(end for end in ends if end <= sentence.end)])


def clause_end(syntax: Syntax, begin: int, setting: Set[int] = frozenset()) -> int:
    """The last token of a clause that begins at its verb, cut short; what is only its setting does
    not stand at its end.
    """
    last = begin
    depending = clauses_below(syntax, begin)
    for token in range(begin + 1, min(syntax.rights[begin] + 1, begin + LONGEST)):
        if syntax.words[token] in CUT or token in depending:
            break
        last = token
    last = without_loose_end(syntax, begin, last)
    for start in sorted(setting, reverse=True):
        if begin < start <= last <= syntax.rights[start]:
            last = start - 1
    return without_loose_end(syntax, begin, last)


def without_loose_end(syntax: Syntax, begin: int, last: int) -> int:
    """The last token but prepositions, conjunctions and the like that join nothing any more."""
    while last > begin and syntax.poses[last] in LOOSE:
        last -= 1
    return last


def clauses_below(syntax: Syntax, verb: int) -> set[int]:
    """The first tokens of the clauses that only go with a clause or with its nouns."""
    firsts: set[int] = set()
    for token in range(verb + 1, syntax.rights[verb] + 1):
        step = grammar.step_up(syntax, token) if grammar.is_verb(syntax, token) else None
        if step is None or step.governor < verb:
            continue
        if step.relation in {"adverbial", "modifier", "participle", "purpose"}:
            if syntax.lefts[token] > step.governor:
                firsts.add(syntax.lefts[token])
        elif step.relation == "conjunct":
            firsts.update(t for t in range(verb, token) if syntax.poses[t] == "CCONJ")
    return firsts


def verb_of(syntax: Syntax, event: Event) -> int:
    """Where the words for what was done begin: at the verb of "claimed victory", of "agreed to
    buy".
    """
    token = trigger_of(syntax, event)
    step = grammar.step_up(syntax, token)
    if step is None:
        return token
    if not grammar.is_verb(syntax, token):
        acted = any(
            p.role == "agent" and p.passage.begin > event.triggers[0].begin
            for p in event.participants
        )
        if step.relation != "object" or acted:
            return token
        return min(token, step.governor)
    while step is not None and step.relation == "complement" and step.governor < token:
        token = step.governor
        step = grammar.step_up(syntax, token)
        if not grammar.is_verb(syntax, token):  # signed an [agreement] to buy
            if step is None or step.relation != "object":
                break
            token, step = step.governor, grammar.step_up(syntax, step.governor)
    return token


def summary_of(syntax: Syntax, event: Event, *parts: Passage | None) -> str:
    """One line of the article's words: the parts, each once, in the order given; place and time
    only of the event's own sentence.

    A patient before its passive verb keeps the words between: "The bridge was closed".
    """
    sentence = syntax.sentence(trigger_of(syntax, event))
    who, what = parts[0], parts[1]
    words: list[str] = []
    kept: list[Passage] = []
    if who is not None and what is not None and sentence.begin <= who.begin < what.begin:
        verb = syntax.token_at[what.begin]
        helping = [*grammar.auxiliaries(syntax, verb), *grammar.negations(syntax, verb)]
        helpers = sorted(t for t in helping if t < verb and syntax.begins[t] >= who.end)
        words += [who.text, *(syntax.words[t] for t in helpers), what.text]
        kept = [who, what]
    for part in parts:
        if part is None or any(k.begin < part.end and part.begin < k.end for k in kept):
            continue
        if part.text not in words and (part in parts[:2] or is_said(syntax, sentence, what, part)):
            words.append(with_preposition(syntax, part))
            kept.append(part)
    return " ".join(" ".join(words).split())


def is_said(syntax: Syntax, sentence: Passage, what: Passage | None, part: Passage) -> bool:
    """True for a place or time that the sentence gives, not for the day before its first words."""
    if not sentence.begin <= part.begin < sentence.end:
        return False
    return what is None or part.begin > what.begin or bool(preposition_before(syntax, part))


def with_preposition(syntax: Syntax, part: Passage) -> str:
    """A place or time with the preposition right before it: "in Norland", "on Friday"."""
    if preposition_before(syntax, part):
        return f"{syntax.words[syntax.token_at[part.begin] - 1]} {part.text}"
    return part.text


def preposition_before(syntax: Syntax, passage: Passage) -> str:
    """The preposition right before a phrase, in lower case; "" if there is none."""
    token = syntax.token_at.get(passage.begin, 0)
    return syntax.lowers[token - 1] if token and syntax.poses[token - 1] == "ADP" else ""
