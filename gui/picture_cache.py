"""Page pictures kept for scrolling back, within a limit of memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtGui import QImage

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Picture:
    """A page drawn: ``source`` is the document that it was drawn from, so that an outdated one is known."""

    image: QImage
    source: object


class PictureCache(Generic[Key]):
    """The least recently used go first; what is in view never goes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pictures: OrderedDict[Key, Picture] = OrderedDict()

    def get(self, key: Key) -> Picture | None:
        """The picture, now the most recently used; outdated ones too: better than white paper until the new one is there."""
        picture = self._pictures.get(key)
        if picture is not None:
            self._pictures.move_to_end(key)
        return picture

    def is_fresh(self, key: Key, width: int, source: object) -> bool:
        """Whether there is a picture of that width from that document."""
        picture = self._pictures.get(key)
        return picture is not None and picture.source is source and picture.image.width() == width

    def put(self, key: Key, picture: Picture, needed: Collection[Key]) -> None:
        """Keep a picture; ``needed`` are those that stay whatever the limit says."""
        self._pictures[key] = picture
        self._pictures.move_to_end(key)
        for other in list(self._pictures):
            if self.size <= self._limit:
                return
            if other != key and other not in needed:
                del self._pictures[other]

    @property
    def size(self) -> int:
        """Bytes in use."""
        return sum(picture.image.sizeInBytes() for picture in self._pictures.values())

    def clear(self) -> None:
        """Forget all."""
        self._pictures.clear()
