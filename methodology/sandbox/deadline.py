"""A bound to the time that a piece of work may take, on every system alike."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from jinja2 import TemplateRuntimeError

from methodology.messages import translate


class OutOfTimeError(TemplateRuntimeError):
    """A template takes too long; raised in the thread that renders it."""

    def __str__(self) -> str:
        return translate("the template takes too long: is there a loop without end?")


class _Watch:
    """Raises :class:`OutOfTimeError` in a thread when the process has worked for too long; on every system alike."""

    INTERVAL: ClassVar = 0.05

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.thread = threading.get_ident()
        self.lock = threading.Lock()
        self.done = threading.Event()
        self.is_over = False

    def run(self) -> None:
        """Look at the time until the work is done."""
        start = time.process_time()
        while not self.done.wait(max(self.INTERVAL, self.seconds - (time.process_time() - start))):
            if time.process_time() - start < self.seconds:
                continue
            with self.lock:
                if not self.done.is_set():
                    self.is_over = True
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(
                        ctypes.c_ulong(self.thread), ctypes.py_object(OutOfTimeError)
                    )
            return

    def finish(self) -> None:
        """The work is done; what was raised at the last moment arrives here, and nowhere later."""
        with self.lock:
            self.done.set()
        if self.is_over:
            time.sleep(self.INTERVAL)
            raise OutOfTimeError


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise :class:`OutOfTimeError` in what runs inside, once the process has worked for so many seconds more."""
    watch = _Watch(seconds)
    thread = threading.Thread(target=watch.run, daemon=True)
    thread.start()
    try:
        yield
    except OutOfTimeError:
        watch.is_over = False
        raise
    finally:
        watch.finish()
