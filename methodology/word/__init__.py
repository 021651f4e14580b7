"""All that knows WordprocessingML.

The rooms share ``opening`` (a file of anybody's, within bounds), ``package`` (what is written), ``wordml`` (the one
vocabulary), ``styles``, ``numbering``, ``fields``, ``template_places``, ``snapshot`` and ``custom_properties``.
``writing`` sets a document on a template, ``redline`` two versions of it, ``reading`` reads an edited file.
"""
