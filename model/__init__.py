"""The packet, its forms, its relations and its file; knows nothing of windows, paper or document formats."""
