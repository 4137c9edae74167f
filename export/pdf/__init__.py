"""PDF: fonts, line breaking, tables, pages. reportlab draws; what goes where is decided here."""
