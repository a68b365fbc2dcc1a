"""The tokenizer of the pipeline: one token a character, so that a character offset is a token index."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

__all__ = ["TOKENIZER", "CharacterTokenizer", "text_of"]

TOKENIZER = "policygraph.characters.v1"

_TEXT = "text"


def _no_orths() -> npt.NDArray[np.uint64]:
    """For each code point the number under which the vocabulary keeps the character; 0 where it has not been met."""
    return np.zeros(sys.maxunicode + 1, np.uint64)


class CharacterTokenizer:
    """Make every character, white space included, a token of its own.

    spaCy hides a single space in the token before it and takes a run of white space as one token, so that
    a span that begins at a paragraph's indent has no boundary. Here `doc[start:end]` is `text[start:end]`
    for every start and end.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.orths = _no_orths()

    def __call__(self, text: str) -> Doc:
        """Return the text as a Doc, one token a character."""
        # By number, since looking a word up by its letters takes four times as long.
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        orths = self.orths[points]
        if not orths.all():
            for c in set(text):
                # For good, also inside a `memory_zone`: the number is used again.
                self.orths[ord(c)] = self.vocab.strings.add(c, allow_transient=False)  # type: ignore[call-arg]
            orths = self.orths[points]
        # `doc.text` puts the tokens together again each time, which costs as much as all rules together.
        return Doc(self.vocab, words=orths.tolist(), spaces=[False] * len(text), user_data={_TEXT: text})

    def pipe(self, texts: Iterable[str], batch_size: int = 1) -> Iterable[Doc]:
        """Yield a Doc for each text."""
        return map(self, texts)

    # There is nothing to keep; spaCy calls these when a pipeline is written to disk and read again.
    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return nothing."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> CharacterTokenizer:
        """Read nothing; the vocabulary is a new one."""
        self.orths = _no_orths()
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write nothing."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> CharacterTokenizer:
        """Read nothing; the vocabulary is a new one."""
        self.orths = _no_orths()
        return self


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """Return what spaCy calls with the language to get the tokenizer."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)


def text_of(doc: Doc) -> str:
    """Return a Doc's text, kept by the tokenizer or else put together from its tokens.

    Args:
        doc: any Doc.

    Returns:
        The same as `doc.text`.
    """
    text: str = doc.user_data.get(_TEXT) or doc.text
    return text
