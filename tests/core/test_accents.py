"""Bytes above 127 are French accents or Polish ones: which, is told by what letters a language has and how often."""

from __future__ import annotations

import pytest

from factcheck.core.accents import is_central_european

CENTRAL = {
    "Polish": "Ile osób uciekło na południe? Według ministerstwa około trzydziestu tysięcy, głównie kobiet.",
    "Polish, one name": "Source: Gazeta Wrocławska, Łódź",
    "Czech": "Kolik lidí uprchlo na jih? Podle ministerstva asi třicet tisíc, většinou žen.",
    "Slovak": "Koľko ľudí ušlo na juh? Podľa ministerstva tridsaťtisíc, väčšinou žien.",
    "Hungarian": "Hányan menekültek délre? A minisztérium szerint körülbelül harmincezren, főleg nők.",
    "Romanian": "Câţi oameni au fugit în sud? Potrivit ministerului, vreo treizeci de mii, îndeosebi femei şi copii.",
    "Croatian": "Koliko je ljudi pobjeglo na jug? Ministarstvo kaže oko trideset tisuća, većinom žene.",
    "Polish with a German name": "Müller mówi, że około tysiąca osób uciekło na południe.",
    "Polish capitals": "ILE OSÓB UCIEKŁO? WEDŁUG MINISTERSTWA OKOŁO TRZYDZIEŚCI TYSIĘCY",
}
WESTERN = {
    "French": "Combien de personnes ont fui vers le sud ? Déjà près de trente mille, à ce que dit le ministère.",
    "French, few accents": "Café à la crème",
    "French, many graves": "Où est-elle allée ? Là-bas, à la frontière, très près de la rivière, et même derrière.",
    "German": "Wie viele flohen nach Süden? Über dreißigtausend, größtenteils Frauen.",
    "Spanish": "¿Cuántas personas huyeron al sur? Según el ministerio, unas treinta mil, la mayoría mujeres. 2º año",
    "Portuguese": "Quantas pessoas fugiram para o sul? Não são trinta mil, segundo informações do ministério.",
    "Italian": "Quante persone sono fuggite a sud? Più di trentamila, perché è così; però la città è lontana.",
    "Danish": "Hvor mange flygtede sydpå? Omkring tredive tusinde, hovedsagelig kvinder og børn på øerne.",
    "Swedish": "Hur många flydde söderut? Omkring trettio tusen, de flesta kvinnor från öarna.",
    "Icelandic": "Hversu margir flúðu suður? Um þrjátíu þúsund, aðallega konur, að sögn ráðuneytisins.",
    "Finnish": "Kuinka moni pakeni etelään? Noin kolmekymmentätuhatta, enimmäkseen naisia, sanoo ministeriö.",
    "measures": "The reservoir holds 12 m³; the district has 300 km² and 5 cm³ of rain.",
    "marks alone": "“about 30,000” – he said… 5 § 3",
    "nothing": "about 30,000",
}


@pytest.mark.parametrize("text", CENTRAL.values(), ids=CENTRAL)
def test_letters_of_central_europe_are_told(text):
    assert is_central_european(text.encode("cp1250"))


@pytest.mark.parametrize("text", WESTERN.values(), ids=WESTERN)
def test_letters_of_the_west_are_not_taken_for_them(text):
    assert not is_central_european(text.encode("cp1252"))
