"""The Word writer: draws a document's blocks as an editable .docx file."""
