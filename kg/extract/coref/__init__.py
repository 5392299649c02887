"""The sieves that find which phrases mean the same entity: names, offices, nominals, pronouns, in this order.

"Gen. Valery Gerasimov said ... the general ... he": `kg.extract.coreference.find_entities` runs them.
"""
