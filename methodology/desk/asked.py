"""What a page asks for, read out of the JSON that it sends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from methodology.messages import translate

Data = Mapping[str, Any]


class BadRequestError(Exception):
    """A request that no page of the desk sends."""

    def __init__(self) -> None:
        """Say no more than that."""
        super().__init__(translate("this is not answered here"))


def text_of(data: Data, name: str) -> str:
    """Return a text of the request; raises :class:`BadRequestError` where there is none."""
    text = data.get(name)
    if not isinstance(text, str):
        raise BadRequestError
    return text


def number_of(data: Data, name: str) -> int:
    """Return a number of the request, from 0; raises :class:`BadRequestError` where there is none."""
    text = text_of(data, name)
    if not re.fullmatch("[0-9]{1,9}", text):
        raise BadRequestError
    return int(text)


def texts_of_list(data: Data, name: str) -> tuple[str, ...]:
    """Return a list of texts."""
    texts = data.get(name)
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise BadRequestError
    return tuple(texts)


def texts_by_name(data: Data, name: str) -> dict[str, str]:
    """Return texts by their names; none where the request has nothing of that name."""
    texts = data.get(name, {})
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise BadRequestError
    return texts


def objects_of(data: Data, name: str) -> tuple[Data, ...]:
    """Return a list of objects."""
    objects = data.get(name)
    if not isinstance(objects, list) or not all(isinstance(one, dict) for one in objects):
        raise BadRequestError
    return tuple(objects)
