"""An item read aloud: its text made, its recordings judged, a machine's voice, bytes in ranges."""
