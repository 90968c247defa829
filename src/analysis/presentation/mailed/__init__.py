"""
The map that goes by mail: one HTML file that works without a network, on a phone too.

Leaflet stands inside the file, the figures stand in it as escaped JSON, and names become text on the page, never
markup. Outlines of neighbourhoods are the ground; the background map of the country is asked for only when the reader
is online and presses its button. A policy in the page forbids every other request.
"""

from .page import html
from .themes import LAYERS, Shares, layers_of

__all__ = ["LAYERS", "Shares", "html", "layers_of"]
