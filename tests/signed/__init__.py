"""The signed document, regenerated: holds as long as content/ is dated like the reference beside these tests."""
