"""The language of a text: "Le président a déclaré ..." is French, so its article is refused by
name.

English is recognised by its own small words first, which is quick; only a text without them is
given to the classifier.
"""

from __future__ import annotations

import re

from kg.errors import ArticleError

SUPPORTED = ("en",)
MIN_CHARACTERS = 40
MIN_LETTERS = 24
MARGIN = 12.0  # how much likelier (natural logarithm) another language must be than English
SAMPLE = 1_000
SHORT = 300  # a text under this many characters is English if it has one of ENGLISH_ONLY
ENGLISH_ONLY = re.compile(
    r"\b(?:the|and|with|from|that|their|which|said|says|has|been|for|to)\b", re.IGNORECASE
)
ENGLISH_WORDS = frozenset({
    "the", "of", "and", "that", "with", "from", "by", "has", "have", "had", "been", "were", "was",
    "would", "which", "their", "his", "said", "says", "will", "this", "are", "for", "its", "to",
})  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")
UNSURE = ("pcm", "sco", "jam", "bi", "tpi", "la", "eo")  # near English, or what names look like
NAMES = dict(
    re.findall(
        r"(\w\w) ([^,]+)",
        "af Afrikaans, sq Albanian, am Amharic, ar Arabic, hy Armenian, as Assamese, "
        "az Azerbaijani, eu Basque, be Belarusian, bn Bengali, bs Bosnian, br Breton, "
        "bg Bulgarian, "
        "ca Catalan, zh Chinese, hr Croatian, cs Czech, da Danish, nl Dutch, en English, "
        "eo Esperanto, et Estonian, fo Faroese, fi Finnish, fr French, gl Galician, ka Georgian, "
        "de German, el Greek, gu Gujarati, ht Haitian Creole, ha Hausa, he Hebrew, hi Hindi, "
        "hu Hungarian, is Icelandic, ig Igbo, id Indonesian, ga Irish, it Italian, ja Japanese, "
        "jv Javanese, kn Kannada, kk Kazakh, km Khmer, rw Kinyarwanda, ky Kyrgyz, ko Korean, "
        "ku Kurdish, lo Lao, la Latin, lv Latvian, lt Lithuanian, lb Luxembourgish, mk Macedonian, "
        "mg Malagasy, ms Malay, ml Malayalam, mt Maltese, mr Marathi, mn Mongolian, my Burmese, "
        "ne Nepali, no Norwegian, nb Norwegian, nn Norwegian, oc Occitan, or Odia, ps Pashto, "
        "fa Persian, pl Polish, pt Portuguese, pa Punjabi, ro Romanian, ru Russian, sr Serbian, "
        "si Sinhala, sk Slovak, sl Slovenian, so Somali, es Spanish, sw Swahili, sv Swedish, "
        "tl Tagalog, tg Tajik, ta Tamil, te Telugu, th Thai, ti Tigrinya, tr Turkish, "
        "uk Ukrainian, "
        "ur Urdu, ug Uyghur, uz Uzbek, vi Vietnamese, cy Welsh, xh Xhosa, yi Yiddish, yo Yoruba, "
        "zu Zulu ",
    )
)


def check_language(text: str, *, declared: str | None) -> str:
    """The language tag of a text ("en", "en-US"); raises ArticleError for an unsupported language.

    A declared language is believed; texts under 40 characters are taken as English.
    """
    if declared:
        code = declared.replace("_", "-").split("-")[0].lower()
        code = {name.lower(): known for known, name in NAMES.items()}.get(code, code)
        if code in SUPPORTED:
            return declared if "-" in declared.replace("_", "-") else code
        raise unsupported(code, "as declared")
    code = detect_language(text)
    if code not in SUPPORTED:
        raise unsupported(code, "as detected")
    return code


def unsupported(code: str, how: str) -> ArticleError:
    name = f" ({NAMES[code]})" if code in NAMES else ""
    return ArticleError(
        f"language '{code}'{name} is not supported, {how}; "
        f"the languages are {', '.join(SUPPORTED)}; "
        "pass --language en to read it all the same"
    )


def detect_language(text: str) -> str:
    """The code of the language a text is clearly in; "en" where that is unclear."""
    sample = text[:SAMPLE]
    if len(sample.strip()) < MIN_CHARACTERS or is_english(sample):
        return "en"
    ranked = classify(sample)
    best, score = ranked[0]
    english = next((value for code, value in ranked if code == "en"), float("-inf"))
    if best in UNSURE or best not in NAMES or score - english < MARGIN:
        return "en"
    return best


def is_english(sample: str) -> bool:
    """True if a text has the small words of English, or too few letters to be of any language."""
    if len(sample) < SHORT and ENGLISH_ONLY.search(sample):
        return True
    words = WORD.findall(sample)
    if sum(map(len, words)) < MIN_LETTERS:
        return True
    small = sum(map(ENGLISH_WORDS.__contains__, map(str.lower, words)))
    return small >= 0.12 * len(words)


def classify(sample: str) -> list[tuple[str, float]]:
    """Languages with their log-likelihoods, the likeliest first."""
    import py3langid  # 0.8 s, so only where it is needed

    return [(str(code), float(score)) for code, score in py3langid.rank(sample)]
