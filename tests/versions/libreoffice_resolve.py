"""Lets LibreOffice accept or reject all changes of Word files: run by the Python that LibreOffice comes with.

Arguments: the name of the pipe, ``AcceptAllTrackedChanges`` or ``RejectAllTrackedChanges``, then
pairs of a file and its target.
"""

# mypy: ignore-errors
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def property_value(name, value):
    """A UNO property."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connected(pipe):
    """The running office's context, once it is there."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("the office did not start")


context = connected(sys.argv[1])
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
for source, target in zip(sys.argv[3::2], sys.argv[4::2], strict=True):
    hidden = property_value("Hidden", True)  # noqa: FBT003 - the office's own
    document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (hidden,))
    dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{sys.argv[2]}", "", 0, ())
    word = property_value("FilterName", "MS Word 2007 XML")
    document.storeToURL(Path(target).as_uri(), (word,))
    document.close(True)  # noqa: FBT003
desktop.terminate()
