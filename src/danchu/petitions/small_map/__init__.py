"""The small map of a commune: names at their places and a scale, no boundary, nothing from outside.

`projecting` turns degrees into places of the drawing and back, `labelling` finds room for the
names, `drawing` puts the map together, `telling` says in words where a point lies, `tapping` reads
a tap that came in the address.
"""
