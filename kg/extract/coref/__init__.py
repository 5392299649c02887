"""The sieves that find which phrases mean one entity: names, offices, nominals, pronouns.

"Gen. Valery Gerasimov said ... the general ... he"; `kg.extract.coreference` runs them in order.
"""
