"""The content words of a sentence, from which an id is made.

Function words (articles, pronouns, prepositions, auxiliaries) are left out. A negation between two content words is
kept, because without it the id would say the opposite of the text. For the same reason the words end before a
negation, an "only" or a condition for which there is no room.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

MOST_WORDS = 4
MOST_CHARACTERS = 40

_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
            a an the this that these those it its he him his she her they them their we us our you your i me my
            who whom whose which what there here of to in on at by for with from into onto upon about as than
            then so and or but if while because although though is am are was were be been being do does did
            done has have had having will would shall should can could may might must ought also just very too
            such when where how between during through within via per up out off over""",
        "de": """
            der die das den dem des ein eine einen einem einer eines er sie es ihn ihm ihr ihre ihren ihrem
            ihrer wir uns unser unsere sich man ich mich mir dieser diese dieses diesen diesem jener jene was
            wer wen wem welche welcher welches und oder aber wenn weil dass daß ob als wie auch noch nur sehr so
            zu zum zur in im ins an am ans auf aus bei beim mit nach von vom vor für über um durch ist sind war
            waren sein wird werden wurde wurden worden hat haben hatte hatten kann können könnte darf dürfen
            soll sollen sollte sollten muss müssen mag will wollen würde würden da dann damit dabei dazu denn
            doch etwa bereits""",
        "fr": """
            le la les un une des du de au aux ce cet cette ces il elle ils elles on nous vous je tu se me te lui
            leur leurs son sa ses mon ma mes notre nos votre vos qui que quoi dont où et ou mais si car donc
            comme en dans sur sous par pour avec vers chez entre est sont était étaient être été sera seront
            serait soit a ont avait avaient avoir eu aura auront peut peuvent pourrait doit doivent devrait faut
            plus très aussi y l d j m t s c qu jusqu lorsqu puisqu ne n""",
        "es": """
            el la los las un una unos unas lo al del de este esta estos estas ese esa eso esos esas él ella
            ellos ellas se me te nos le les su sus mi mis tu tus nuestro nuestra que quien quienes cual cuales y
            e o u pero si porque como en con por para a ante sobre entre desde hasta es son era eran ser sido
            será serán sería está están ha han había haber hay puede pueden podría debe deben debería muy
            también más ya""",
        "it": """
            il lo la i gli le un uno una l dell nell sull all dall un di a da in con su per tra fra del dello
            della dei degli delle al allo alla ai agli alle dal dalla nel nella nei nelle sul sulla e ed o ma se
            perché come che chi cui questo questa questi queste quello quella si mi ti ci vi suo sua suoi sue
            loro è sono era erano essere stato stata sarà saranno ha hanno aveva avere può possono potrebbe deve
            devono dovrebbe anche più""",
        "pt": """
            o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela para com ao aos à às este
            esta isto esse essa isso ele ela eles elas se me te lhe seu sua seus suas que quem qual e ou mas
            como é são era eram ser sido será serão está estão tem têm tinha ter há pode podem poderia deve
            devem deveria muito também mais já""",
        "nl": """
            de het een dit dat deze die hij zij ze het hem haar hun wij we ons onze je jij u ik me mij zich
            wie wat welke en of maar als omdat dat om te in op aan bij met van voor naar uit over door tot is
            zijn was waren wordt worden werd werden heeft hebben had hadden kan kunnen kon mag mogen moet moeten
            zal zullen zou zouden ook nog dan er hier daar zeer""",
    }.items()
}
_NEGATIONS: dict[str, frozenset[str]] = {
    "en": frozenset("not no never nor neither without nobody nothing none cannot".split()),
    "de": frozenset("nicht kein keine keinen keinem keiner keines nie niemals ohne weder niemand nichts".split()),
    "fr": frozenset("pas jamais aucun aucune sans ni rien personne".split()),
    "es": frozenset("no nunca jamás sin ni nadie nada ningún ninguno ninguna".split()),
    "it": frozenset("non mai senza né nessuno nessuna niente nulla".split()),
    "pt": frozenset("não nunca jamais sem nem ninguém nada nenhum nenhuma".split()),
    "nl": frozenset("niet geen nooit zonder noch niemand niets".split()),
}
_CONDITIONS: dict[str, frozenset[str]] = {
    "en": frozenset("if unless until till except because since although though but while whereas when than".split()),
    "de": frozenset("wenn falls sofern solange außer bis weil obwohl aber sondern während nachdem bevor".split()),
    "fr": frozenset("si sauf parce puisque quoique mais tandis lorsque quand jusqu lorsqu puisqu".split()),
    "es": frozenset("si salvo excepto porque aunque pero sino hasta cuando mientras".split()),
    "it": frozenset("salvo tranne perché ma finché quando mentre sebbene".split()),
    "pt": frozenset("salvo exceto porque mas até quando embora enquanto".split()),
    "nl": frozenset("tenzij behalve omdat maar totdat hoewel terwijl wanneer".split()),
}
"""Words that begin a condition, an exception, a reason, a contrast or a comparison."""
_LIMITS: dict[str, frozenset[str]] = {
    "en": frozenset("only solely merely".split()),
    "de": frozenset("nur bloß lediglich".split()),
    "fr": frozenset("seulement uniquement".split()),
    "es": frozenset("solo sólo solamente únicamente".split()),
    "it": frozenset("solo soltanto solamente".split()),
    "pt": frozenset("só somente apenas".split()),
    "nl": frozenset("alleen slechts enkel".split()),
}
LANGUAGES = tuple(_FUNCTION_WORDS)
_ALL_NEGATIONS = frozenset().union(*_NEGATIONS.values())

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?;:]\s")
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziiklmnoprstufhye", strict=True)),
        "ё": "e", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
        "і": "i", "ї": "i", "є": "ye", "ґ": "g",
        **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)),
        "θ": "th", "χ": "ch", "ψ": "ps",
    }
)  # fmt: skip
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def language_of(texts: Iterable[str], otherwise: str = "en") -> str:
    """The language of ``texts`` among :data:`LANGUAGES`: the one with the most function words in them.

    ``otherwise`` when it is among several with the most, and when there are none.
    """
    scores = dict.fromkeys(LANGUAGES, 0)
    for text in texts:
        for word in _words(text):
            for language in LANGUAGES:
                scores[language] += word in _FUNCTION_WORDS[language] or word in _NEGATIONS[language]
    best = max(scores.values())
    leading = [language for language in LANGUAGES if scores[language] == best]
    return leading[0] if best and otherwise not in leading else otherwise


def content_words(text: str, language: str | None = None) -> list[str]:
    """Two to four content words of ``text``, or all when there are fewer, in its order, in letters a-z and digits.

    ``language`` is a code of BCP 47, such as ``fr`` or ``pt-BR``; it is guessed from the text when it is not given.
    """
    known = (language or "").lower().partition("-")[0]
    known = known if known in _FUNCTION_WORDS else language_of([text])
    functions, limits = _FUNCTION_WORDS[known], _LIMITS[known]
    qualifiers = _NEGATIONS[known] | limits
    ends = {_STOP} | _CONDITIONS[known]
    chosen: list[str] = []
    content = 0
    for word in _pieces(text, functions):
        qualifies = word in qualifiers
        if len(chosen) == MOST_WORDS or (content > 1 and (qualifies or word in ends)):
            break
        if word in limits:
            ends = {_STOP}  # "only useful if" says nothing without its condition
        if word == _STOP or word in functions:
            continue
        plain = _latin(word, known)
        if plain and len("-".join([*chosen, plain])) > MOST_CHARACTERS and chosen:
            break
        chosen += [plain[:MOST_CHARACTERS]] if plain else []
        content += bool(plain) and not qualifies
    if content:
        return chosen
    return [plain for word in _words(text) if (plain := _latin(word, known))][:MOST_WORDS]


def is_negation(word: str) -> bool:
    """Whether a word denies something in one of :data:`LANGUAGES`, as do "not", "nobody" and "isn't"."""
    plain = word.lower().replace("’", "'").strip("\"'.,;:!?()[]-")
    return plain in _ALL_NEGATIONS or plain.endswith("n't")


_STOP = "."


def _pieces(text: str, functions: frozenset[str]) -> Iterator[str]:
    """The words of a text, with a stop at the end of each clause; ``n't`` is the word ``not``."""
    for sentence in _SENTENCE_END.split(text):
        for word in _words(sentence):
            yield from _uncontracted(word, functions)
        yield _STOP


def _words(text: str) -> Iterator[str]:
    return (found[0].lower().replace("’", "'") for found in _WORD.finditer(text))


def _uncontracted(word: str, functions: frozenset[str]) -> Iterator[str]:
    """The words in a word with an apostrophe: ``doesn't`` is does + not, ``l'eau`` is l + eau, ``UK's`` is UK."""
    if word.endswith("n't"):
        yield "not"
        return
    first, apostrophe, rest = word.partition("'")
    if apostrophe and first in functions and len(rest) > 2:
        yield first
        yield rest
    else:
        yield first if rest in {"s", "re", "ll", "ve", "d", "m"} else word.replace("'", "")


def _latin(word: str, language: str) -> str:
    """A word transliterated to the letters a-z and digits; empty when that is not possible."""
    if word.isascii():
        return word
    spelt = unicodedata.normalize("NFC", word).translate(_GERMAN if language == "de" else {}).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return "".join(re.findall("[a-z0-9]+", plain))
