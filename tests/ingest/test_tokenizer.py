"""One token a character: every character span is a token span."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.pipeline import build_pipeline, reader
from ingest.tokenizer import text_of

TEXTS = st.text(alphabet=st.sampled_from("省科技厅〔2018〕16号 \n\t　（：）《》〈〉R&Dａ１①\r\u200b🙂"), max_size=60)


@given(TEXTS, st.data())
def test_every_character_span_is_a_token_span(text: str, data: st.DataObject) -> None:
    doc = reader().make_doc(text)
    assert doc.text == text == text_of(doc)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert doc[start:end].text == text[start:end]
    if start < end:
        span = doc.char_span(start, end)
        assert span is not None
        assert (span.start, span.end) == (start, end)


def test_text_of_a_doc_made_elsewhere() -> None:
    doc = reader().make_doc("一、总体要求")
    doc.user_data.clear()
    assert text_of(doc) == "一、总体要求"


def test_a_pipeline_from_bytes_and_a_memory_zone_keep_every_character() -> None:
    nlp = build_pipeline()
    assert nlp.make_doc("省科技厅").text == "省科技厅"
    nlp.from_bytes(nlp.to_bytes())
    assert nlp.make_doc("省科技厅负责").text == "省科技厅负责"
    with nlp.memory_zone():
        assert nlp.make_doc("镇政府牵头").text == "镇政府牵头"
    doc = nlp.make_doc("镇政府牵头")
    assert [token.text for token in doc] == list("镇政府牵头")
