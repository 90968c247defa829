"""
The pack of a wijkschouw: a village split over map sheets at a round scale, walked in order, with room to write.

Geometry first (`frames`, `route`, `numbering`, `planning`: pure, in metres), then pictures (`drawing`, `key_map`), then
pages (`pages`, `form`). Only what passed the disclosure gate comes in.
"""
