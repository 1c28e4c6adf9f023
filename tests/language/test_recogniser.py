import numpy as np
import pytest
import spacy
from spacy.pipeline import EntityRecognizer
from spacy.training import Example
from spacy.util import fix_random_seed

from graph.language.recogniser import SEEN

MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": True,
    "hidden_width": 16,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 16,
        "depth": 1,
        "embed_size": 200,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": False,
    },
}
TEXT = "Anna Lund of Lake Fund met\n\nher  friends in Port Vila on Monday . They left at noon\n"


def example(nlp, text=TEXT):
    names = {"entities": [(0, 9, "PERSON"), (13, 22, "COMPANY")]}
    return Example.from_dict(nlp.make_doc(text), names)


@pytest.fixture
def nlp():
    fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("name_recogniser", config={"model": MODEL})
    nlp.initialize(lambda: [example(nlp)])
    return nlp


def shuffle(model, seed):
    """Give a model's last layers weights by chance, so that it finds names everywhere."""
    chance = np.random.default_rng(seed)
    for layer in model.layers[1:]:
        for name in layer.param_names:
            layer.set_param(name, chance.normal(0, 1, layer.get_param(name).shape).astype("float32"))


def found(doc):
    return [(ent.start, ent.end, ent.label_) for ent in doc.ents]


def test_its_names_are_those_of_spacys_search(nlp):
    recogniser, lengths = nlp.get_pipe("name_recogniser"), set()
    for seed in range(60):
        shuffle(recogniser.model, seed)
        docs = [nlp.make_doc(TEXT * 2) for _ in range(2)]
        for doc in docs:
            doc[3 + seed % 20].is_sent_start = True
        fast, slow = recogniser(docs[0]), EntityRecognizer.__call__(recogniser, docs[1])
        assert found(fast) == found(slow)
        assert [token.ent_iob_ for token in fast] == [token.ent_iob_ for token in slow]
        lengths |= {end - start for start, end, _ in found(fast)}
    assert 1 in lengths
    assert max(lengths) > SEEN


def test_it_learns(nlp):
    optimizer = nlp.resume_training()
    optimizer.learn_rate = 0.02
    for _ in range(40):
        nlp.update([example(nlp)], sgd=optimizer)
    assert [(ent.text, ent.label_) for ent in nlp(TEXT).ents] == [
        ("Anna Lund", "PERSON"),
        ("Lake Fund", "COMPANY"),
    ]


def test_names_set_before_stay(nlp):
    doc = nlp.make_doc(TEXT)
    doc.ents = [doc.char_span(0, 4, label="COMPANY")]
    assert found(nlp.get_pipe("name_recogniser")(doc))[0] == (0, 1, "COMPANY")


def test_a_text_without_words(nlp):
    assert nlp("").ents == ()


def test_the_net_must_see_a_names_words():
    with pytest.raises(ValueError, match="extra_state_tokens"):
        spacy.blank("en").add_pipe(
            "name_recogniser", config={"model": {**MODEL, "extra_state_tokens": False}}
        )
