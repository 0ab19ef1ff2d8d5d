"""Reports: one document, written as Markdown and as one HTML file, for terminal and page alike."""
