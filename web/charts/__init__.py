"""Pictures of a negotiation: said once, drawn for terminal, report, notebook and page alike."""
