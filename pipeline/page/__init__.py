"""From a page's bytes to the blocks of its article: the only package that knows HTML.

- ``encoding``   bytes -> characters
- ``tree``       the page's tree (lxml) without what is hidden or around the article; ``content`` where the article is
- ``head``       metadata; ``headline`` the visible title; ``lines``, ``datetext`` and ``dates`` the day of publication
- ``blocks``     the article's fragment (BeautifulSoup) -> lines and, with ``tables``, tables
- ``article``    which lines are the article's: headings, paragraphs, list items, captions
- ``furniture``  the words for everything else, in ``furniture.toml``
- ``language``, ``text``  the language; what canonical text is
"""
