"""The grammar of time expressions: words, calendar, patterns, anchors and the rules that give
values.
"""
