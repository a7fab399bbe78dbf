"""What ships to try Hinterland with: a catalogue, sample files and the demo."""
