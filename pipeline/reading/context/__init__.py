"""What the next sentence may lean on: release, sections, headings, paragraphs."""
