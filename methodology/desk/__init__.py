"""The editing desk: the document in a browser, its values and sentences edited where they stand.

``draft`` holds the content that is edited, ``journal`` what was done to it, ``cards`` what an editor sees of a value,
``typed`` reads what an official types, ``guard`` says who is let in, ``server`` answers the browser.
"""
