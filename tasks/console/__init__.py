"""What a person sees on a terminal; the only folder that imports rich. Where there is no terminal, plain lines."""
