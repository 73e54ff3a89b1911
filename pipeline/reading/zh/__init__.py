"""The grammar of Chinese releases: what differs from English because words are not parted, subjects are left out from clause to
clause, and lists are dealt out by 分别. Frames, months, arithmetic, statements and the ledger are those of ``pipeline.reading``."""
