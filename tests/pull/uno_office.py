"""What scripts that run inside LibreOffice's own Python share; pytest's Python has no ``uno`` and cannot import it."""

# mypy: ignore-errors
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK  # noqa: F401 - for the scripts

WORD = "MS Word 2007 XML"


def property_value(name, value):
    """A UNO property."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Office:
    """The running office that listens on a pipe, once it is there."""

    def __init__(self, pipe):
        """Wait for it."""
        context = _connected(pipe)
        self.create = lambda name: context.ServiceManager.createInstanceWithContext(name, context)
        self.desktop = self.create("com.sun.star.frame.Desktop")
        self.dispatcher = self.create("com.sun.star.frame.DispatchHelper")

    def open(self, file):
        """A document, without a window."""
        hidden = property_value("Hidden", True)  # noqa: FBT003 - the office's own
        return self.desktop.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (hidden,))

    def dispatch(self, document, command, **arguments):
        """A command of the menus, as if chosen there."""
        given = tuple(property_value(name, value) for name, value in arguments.items())
        self.dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, given)

    def save(self, document, target):
        """The document as a Word file; it is closed."""
        document.storeToURL(Path(target).as_uri(), (property_value("FilterName", WORD),))
        document.close(True)  # noqa: FBT003

    def end(self):
        """End the office and this script, in which the bridge may crash once nobody is at its other end."""
        with suppress(Exception):  # gone before it could answer
            self.desktop.terminate()
        sys.stdout.flush()
        os._exit(0)


def _connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(2400):  # who runs the script ends it long before
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("the office did not start")
