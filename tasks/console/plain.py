"""Text of others on a terminal: names hold anything, control characters too, which a terminal would obey."""


def plain(text: str) -> str:
    """Return the text with a mark for each character that is not to be printed."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
