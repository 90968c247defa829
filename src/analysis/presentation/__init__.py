"""What a reader sees: words, tables, figures and maps, drawn only from rows that passed the disclosure gate."""
