"""Out: blocks drawn to PDF, Word and Excel. Importing this package loads no document library."""
