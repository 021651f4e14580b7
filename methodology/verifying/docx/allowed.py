"""The allow-list: what programs change when they save a Word file, and what of the rest changes nothing that is read.

All that is named neither here nor in the modules beside this one is an alteration where the rebuild has it otherwise.
``docs/verify.md`` says the same in words. Names are those of ECMA-376-1 17 unless another source is named.
"""

from __future__ import annotations

from collections.abc import Mapping

UNSEEN_RUN = frozenset(
    {
        *("lang", "noProof", "snapToGrid", "kern", "bCs", "iCs", "szCs", "rStyle"),
        # Of Word 2010: how letters of one font join.
        *("w14:ligatures", "w14:cntxtAlts", "w14:numSpacing"),
    }
)
"""Properties of a run that change no letter; those of other scripts count where ``rtl`` or ``cs`` asks for them."""

LOOKS_OF_RUN = frozenset({"b", "i", "u", "sz", "color", "font", "spacing", "w", "shade", "highlight", "bdr", "outline"})
"""Properties of a run that are a look, as long as they do not hide (:mod:`methodology.verifying.docx.hiding`)."""

UNSEEN_PARAGRAPH = frozenset(
    {
        *("keepNext", "keepLines", "widowControl", "suppressLineNumbers", "suppressAutoHyphens", "kinsoku", "wordWrap"),
        *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid"),
        *("mirrorIndents", "cnfStyle", "divId", "textboxTightWrap", "pStyle", "numPr", "rPr", "sectPr"),
    }
)
"""Properties of a paragraph that move nothing, or are read by themselves."""

LOOKS_OF_PARAGRAPH = frozenset(
    {
        *("style", "jc", "before", "after", "line", "lineRule", "left", "right", "first", "tabs", "borders", "shade"),
        *("pageBreakBefore", "outlineLvl", "contextualSpacing", "textAlignment", "spacing by lines"),
    }
)
"""Properties of a paragraph that are a look, as long as they do not hide."""

UNSEEN_TABLE = frozenset(
    {"tblStyle", "tblCaption", "tblDescription", "tblLook", "tblStyleRowBandSize", "tblStyleColBandSize"}
)
LOOKS_OF_TABLE = frozenset({"tblW", "tblLayout", "jc", "tblInd", "tblBorders", "tblCellMar"})
UNSEEN_ROW = frozenset({"cantSplit", "tblHeader", "cnfStyle", "jc", "tblCellSpacing", "divId"})
UNSEEN_CELL = frozenset({"tcW", "gridSpan", "vMerge", "cnfStyle"})
"""The width is judged by itself, spans and merged cells are the table's structure."""
LOOKS_OF_CELL = frozenset({"tcBorders", "shade", "tcMar", "vAlign"})

UNSEEN_SECTION = frozenset(
    {
        *(
            "type",
            "cols",
            "docGrid",
            "formProt",
            "rtlGutter",
            "noEndnote",
            "printerSettings",
            "paperSrc",
            "endnotePr",
        ),
        *("headerReference", "footerReference", "titlePg", "pgSz", "pgMar"),
    }
)
"""Headers and footers are read, page and margins judged by themselves."""

CONTROL = frozenset(
    {"id", "tag", "alias", "lock", "rPr", "appearance", "color", "placeholder", "text", "richText", "temporary"}
)
CONTROL_GALLERIES = frozenset({"table of contents", "page numbers (top of page)", "page numbers (bottom of page)"})
"""What a content control may say of itself and show its content all the same; galleries name what built it."""

UNSEEN_SETTINGS = frozenset(
    {
        *("zoom", "rsids", "rsidRoot", "proofState", "defaultTabStop", "characterSpacingControl", "compat", "mathPr"),
        *("themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator", "shapeDefaults", "hdrShapeDefaults"),
        *(
            "removePersonalInformation",
            "removeDateAndTime",
            "doNotTrackMoves",
            "doNotTrackFormatting",
            "embedSystemFonts",
        ),
        *(
            "hideSpellingErrors",
            "hideGrammaticalErrors",
            "activeWritingStyle",
            "stylePaneFormatFilter",
            "saveSubsetFonts",
        ),
        *(
            "stylePaneSortMethod",
            "drawingGridHorizontalSpacing",
            "drawingGridVerticalSpacing",
            "endnotePr",
        ),
        *(
            "displayHorizontalDrawingGridEvery",
            "displayVerticalDrawingGridEvery",
            "noLineBreaksAfter",
            "noLineBreaksBefore",
        ),
        *(
            "docId",
            "persistentDocumentId",
            "chartTrackingRefBased",
            "conflictMode",
            "defaultImageDpi",
            "discardImageEditingData",
            "doNotAutoCompressPictures",
        ),
        *("hyphenationZone", "autoHyphenation", "consecutiveHyphenLimit", "doNotHyphenateCaps", "savePreviewPicture"),
        *("alwaysMergeEmptyNamespace", "doNotValidateAgainstSchema", "doNotEmbedSmartTags", "uiCompat97To2003"),
        *("dontDisplayPageBoundaries", "doNotDisplayPageBoundaries", "ignoreMixedContent", "alwaysShowPlaceholderText"),
        *("saveXmlDataOnly", "showEnvelope", "smartTagType", "schemaLibrary", "documentType", "noPunctuationKerning"),
        *("embedTrueTypeFonts", "trackRevisions", "documentProtection", "writeProtection", "view", "updateFields"),
        *("evenAndOddHeaders", "mirrorMargins", "gutterAtTop", "docVars", "AlternateContent", "captions"),
    }
)
"""Settings that show nothing in a document whose text and fields are those of the rebuild."""
NAMED_SETTINGS = frozenset(
    {"trackRevisions", "documentProtection", "writeProtection", "view", "updateFields", "mirrorMargins", "gutterAtTop"}
)
"""Of these, the ones that are named where they differ."""

KNOWN_PARTS: Mapping[str, frozenset[str]] = {
    "styles": frozenset({"docDefaults", "latentStyles", "style"}),
    "docDefaults": frozenset({"rPrDefault", "pPrDefault"}),
    "rPrDefault": frozenset({"rPr"}),
    "pPrDefault": frozenset({"pPr"}),
    "style": frozenset(
        {
            *("name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden"),
            *("unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid"),
            *("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"),
        }
    ),
    "tblStylePr": frozenset({"pPr", "rPr", "tblPr", "trPr", "tcPr"}),
    "numbering": frozenset({"abstractNum", "num", "numIdMacAtCleanup"}),
    "abstractNum": frozenset({"nsid", "multiLevelType", "tmpl", "name", "styleLink", "numStyleLink", "lvl"}),
    "num": frozenset({"abstractNumId", "lvlOverride"}),
    "lvlOverride": frozenset({"startOverride", "lvl"}),
}
"""What the definitions of styles and lists may hold, each thing once where ``REPEATED`` does not name it."""
REPEATED = frozenset({"style", "tblStylePr", "abstractNum", "num", "lvl", "lvlOverride"})

RELATED = frozenset(
    {
        *(
            "officedocument",
            "core-properties",
            "extended-properties",
            "custom-properties",
            "thumbnail",
            "classificationlabels",
        ),
        *("styles", "numbering", "settings", "fonttable", "theme", "websettings", "styleswitheffects", "people"),
        *("header", "footer", "footnotes", "endnotes", "comments", "commentsextended", "commentsids"),
        *("commentsextensible", "customxml", "customxmlprops", "hyperlink", "image", "printersettings"),
        *("documenttasks", "glossarydocument", "origin", "signature", "certificate"),
    }
)
"""How parts may be related, by the last word of the type: what is read in them is compared, the rest shows nothing."""
SINGLE = frozenset(
    {"officedocument", "styles", "numbering", "settings", "fonttable", "theme", "websettings", "footnotes", "endnotes"}
)

TEXT_FONTS = frozenset(
    {
        *("arial", "arial narrow", "arial unicode ms", "aptos", "aptos display", "aptos narrow", "bookman old style"),
        *("caladea", "calibri", "calibri light", "cambria", "candara", "carlito", "century", "century gothic"),
        *("century schoolbook", "consolas", "constantia", "corbel", "courier", "courier new", "dejavu sans"),
        *("dejavu sans mono", "dejavu serif", "franklin gothic book", "garamond", "georgia", "gill sans mt"),
        *("helvetica", "helvetica neue", "liberation mono", "liberation sans", "liberation sans narrow"),
        *("liberation serif", "linux libertine g", "lucida sans unicode", "microsoft sans serif", "noto sans"),
        *("noto serif", "open sans", "palatino linotype", "republika", "roboto", "segoe ui", "source sans pro"),
        *("source serif pro", "tahoma", "times", "times new roman", "trebuchet ms", "verdana"),
    }
)
"""Fonts in which each letter looks like itself."""
UNICODE_BULLET_FONTS = frozenset({"opensymbol", "noto sans symbols"}) | TEXT_FONTS
"""Fonts in which the sign of a list is the one that its code names."""
