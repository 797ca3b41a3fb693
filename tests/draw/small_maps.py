"""Small maps, one for each thing that a drawing must get right."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.model.types import Citation, Claim, Map, Position, Reason, Side, Source, Stakeholder, Tension


def supports(premise: str, target: str, *linked: str) -> Reason:
    return Reason(premise=premise, kind="supports", target=target, linked=linked)


def objects(premise: str, target: str, *linked: str) -> Reason:
    return Reason(premise=premise, kind="objects_to", target=target, linked=linked)


def undercuts(premise: str, step: str) -> Reason:
    return Reason(premise=premise, kind="undercuts", target=step)


def claim(id: str, text: str, *reasons: Reason, **more: object) -> Claim:
    return Claim(id=id, text=text, reasons=reasons, **more)  # type: ignore[arg-type]


PLAIN = Map(
    title="Cycle lanes on the high street",
    question="Should the council build them?",
    claims=(
        claim("build", "The council should build protected cycle lanes on the high street."),
        claim("safer", "Protected lanes make cycling safer.", supports("safer", "build")),
        claim("trade", "Lost parking costs shops their trade.", objects("trade", "build")),
        claim("surveys", "Surveys find that most shoppers come on foot.", objects("surveys", "trade")),
    ),
)

STEPS = Map(
    title="Linked premises and undercuts",
    claims=(
        claim("conclusion", "The scheme should go ahead."),
        claim("funded", "The grant covers the cost.", supports("funded", "conclusion", "in-time")),
        claim("in-time", "The grant can be spent in time."),
        claim("not-the-point", "A grant is no reason to build.", undercuts("not-the-point", "funded -> conclusion")),
        claim("opposed", "Residents oppose it.", objects("opposed", "conclusion")),
        claim("few-asked", "Few were asked.", undercuts("few-asked", "opposed -> conclusion")),
        claim("enough", "Enough were asked.", undercuts("enough", "few-asked -> opposed -> conclusion")),
    ),
)

HELD = Map(
    title="Who holds what",
    tensions=(
        Tension(
            id="speed",
            title="Speed versus scrutiny",
            question="How fast?",
            sides=(Side(id="fast", title="Move at once"), Side(id="careful", title="Look first")),
        ),
    ),
    stakeholders=(
        Stakeholder(id="dft", name="Department for Transport", power="high", interest="low"),
        Stakeholder(id="shops", name="Shopkeepers (HSTA) of the high street", power="low", interest="high"),
        Stakeholder(id="riders", name="Riders"),
    ),
    claims=(
        claim(
            "at-once",
            "Work should begin at once.",
            tension="speed",
            side="fast",
            positions=(
                Position(stakeholder="dft", stance="agrees", source="paper", quote="without delay", date="2025"),
                Position(stakeholder="shops", stance="disagrees"),
                Position(stakeholder="riders", stance="mixed"),
            ),
            sources=(Citation(source="paper"), Citation(source="talk")),
            assumed=True,
        ),
        claim(
            "look-first",
            "A trial should come first.",
            objects("look-first", "at-once"),
            tension="speed",
            side="careful",
        ),
    ),
    sources=(
        Source(id="paper", title="A paper", publisher="The council", url="https://example.org/paper?a=1&b=2"),
        Source(id="talk", title="A talk"),
    ),
)

CIRCLE = Map(
    title="A circle, a loop and a missing claim",
    claims=(
        claim("a", "First.", supports("a", "b")),
        claim("b", "Second.", supports("b", "c")),
        claim("c", "Third.", objects("c", "a"), supports("c", "gone")),
        claim("d", "Says itself.", supports("d", "d")),
    ),
)

SCRIPTS = Map(
    title="كل الحروف 文字 🎉",
    question="Wie heißt das längste Wort?",
    stakeholders=(
        Stakeholder(id="ministry", name="デジタル庁とその関係機関の連絡会議"),
        Stakeholder(id="union", name="اتحاد الفنانين والمبدعين في المملكة"),
    ),
    claims=(
        claim("arabic", "يجب أن تحمي الحكومة حقوق الفنانين عند تدريب نماذج الذكاء الاصطناعي على أعمالهم الإبداعية."),
        claim(
            "chinese",
            "公共部门的人工智能应当建立在与外国开发商的合作之上，而不是只依靠国内的研究能力。",
            supports("chinese", "arabic"),
        ),
        claim(
            "japanese",
            "公共サービスにおけるＡＩの利用は、国内の研究者が育つ環境を「同時に」整えなければならない。",
            objects("japanese", "arabic"),
            positions=(
                Position(stakeholder="ministry", stance="agrees"),
                Position(stakeholder="union", stance="disagrees"),
            ),
        ),
        claim(
            "emoji",
            "Launch 🚀🚀🚀 with family 👨‍👩‍👧‍👦 and flags 🇬🇧🇺🇳 now 👍🏽 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉",
            supports("emoji", "chinese"),
        ),
        claim(
            "long-word",
            "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz " + "W" * 42,
            supports("long-word", "chinese"),
        ),
        claim(
            "wide",
            "MMMM WWWW @@@@ %%%% ŒŒŒŒ ＷＷＷＷ ЖЖЖЖ ЩЩЩЩ ΩΩΩΩ ﷽ हिन्दी में लिखा गया वाक्य ไทยภาษา",
            objects("wide", "chinese"),
        ),
    ),
)

HOSTILE = Map(
    title="</title><script>alert(1)</script> & \"quotes\" 'single' ]]>",
    question="\x1b[31mred\x1b[0m \u202eesrever \x00 \ud83d",
    stakeholders=(Stakeholder(id="x", name='"><img src=x onerror=alert(1)>'),),
    claims=(
        claim(
            "c1",
            '<script>alert("1")</script> %s {0} \\N \\l "; } digraph { a -> b } //',
            positions=(Position(stakeholder="x", stance="agrees", quote="</desc><script>"),),
            sources=(Citation(source="bad"), Citation(source="good")),
        ),
        claim("c2", "line\nline\r\nline\u2028line\ttab ]]> <!-- --> &amp; &#x3c;", supports("c2", "c1")),
    ),
    sources=(
        Source(id="bad", title="<b>bad</b>", url="javascript:alert(1)"),
        Source(id="good", title="good & proper", url="https://example.org/?a=<script>&b='\""),
    ),
)

ALL: Mapping[str, Map] = {
    "plain": PLAIN,
    "steps": STEPS,
    "held": HELD,
    "circle": CIRCLE,
    "scripts": SCRIPTS,
    "hostile": HOSTILE,
}
