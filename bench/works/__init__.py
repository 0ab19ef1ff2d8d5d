"""What is measured, a module each: ours, raw and a peer, in turn."""
