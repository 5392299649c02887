"""XML -> elements, safely: a feed whose DTD declares "lol9" as a billion "lol"s is refused.

Entities that a file declares itself and files that it refers to are never read; nothing is fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import ArticleError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_DEPTH = 100
MAX_ELEMENTS = 500_000
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_xml(content: bytes) -> Element:
    """The root of an XML document; raises ArticleError if it is broken or a bomb."""
    from xml.etree.ElementTree import ParseError, TreeBuilder

    from defusedxml.common import DefusedXmlException, EntitiesForbidden
    from defusedxml.ElementTree import DefusedXMLParser

    depth = Depth(TreeBuilder())
    parser = DefusedXMLParser(target=depth, forbid_dtd=False)
    try:
        parser.feed(content.lstrip(b" \t\r\n"))
        root: Element = parser.close()
    except ParseError as error:
        line, column = error.position
        raise ArticleError(
            f"line {line}, column {column + 1}: no well-formed XML "
            f"({str(error).partition(':')[0]}); correct it, or save the file anew"
        ) from None
    except EntitiesForbidden as error:
        raise ArticleError(
            f"it declares the entity '{error.name}'; entities are not read, write them out"
        ) from None
    except DefusedXmlException:
        raise ArticleError("it refers to another file; nothing is fetched, write it out") from None
    except (ValueError, LookupError) as error:
        raise ArticleError(f"no XML that can be read ({error}); save it as UTF-8") from None
    return root


class Depth:
    """Passes elements on to a tree, as long as they are not nested too deeply, nor too many."""

    def __init__(self, tree: TreeBuilderLike) -> None:
        self._tree = tree
        self._depth = self._elements = 0
        self.data, self.close = tree.data, tree.close

    def start(self, tag: str, attributes: dict[str, str]) -> object:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH:
            raise ArticleError(f"XML nested deeper than {MAX_DEPTH} levels; leave it out")
        if self._elements > MAX_ELEMENTS:
            raise ArticleError(f"more than {MAX_ELEMENTS:,} elements; split it into several files")
        return self._tree.start(tag, attributes)

    def end(self, tag: str) -> object:
        self._depth -= 1
        return self._tree.end(tag)


if TYPE_CHECKING:
    from xml.etree.ElementTree import TreeBuilder

    TreeBuilderLike = TreeBuilder


def local_name(element: Element) -> str:
    """The name without its namespace: "{http://www.w3.org/2005/Atom}entry" -> "entry"."""
    return element.tag.rpartition("}")[2]


def children(element: Element, *names: str) -> list[Element]:
    """The children of these names, in the order of the names, then of the file."""
    return [child for name in names for child in element if local_name(child) == name]


def below(element: Element, name: str) -> list[Element]:
    """All elements of a name at any depth, in the order of the file."""
    return [found for found in element.iter() if local_name(found) == name]


def words_of(element: Element | None) -> str:
    """All words in an element; "" for none."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def first_words(element: Element, *names: str) -> str | None:
    """The words of the first child of these names that has any."""
    return next(filter(None, map(words_of, children(element, *names))), None)


def markup_of(element: Element) -> str:
    """What stands inside an element, as markup again."""
    from xml.etree.ElementTree import tostring

    return tostring(element, encoding="unicode")
