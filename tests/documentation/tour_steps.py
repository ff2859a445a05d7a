"""The tour with the keyboard: what two people press to settle the four discrepancies of the demo.

Written once, as steps: the README tells them, the story walks them, and the pictures are taken on the way.
"""

from __future__ import annotations

from factcheck.core.roles import Role
from tests.documentation.tour_keys import Part, Press, Step, Write

QUESTIONS = {
    "famine": "How many people died in the North Korean famine of the 1990s?",
    "total": "How many North Koreans have reached South Korea in all since the Korean War?",
    "penalty": "What punishment threatens someone caught leaving North Korea?",
    "yearly": "How many North Koreans reached South Korea in the year?",
}
PENALTY = (
    "Sources name punishments from a few years in a labour camp (a source in North Hamgyong province, "
    "2018) to a "
    "political prison camp (the UN special rapporteur, 2023) or life imprisonment (a student journal, "
    "about 2013)."
)

TAB = Press("Tab")
PROPOSE = (Press("Control+Enter"),)
PROPOSED = "Proposed. Another person approves it or returns it."


def _log_in(role: Role) -> Step:
    return Step(
        (Write(role.value), TAB, Write(f"{role.value}-demo"), Press("Enter")),
        f"Log in as `{role.value}`; the cursor stands in the field already.",
        opens=True,
        says="Desk",
    )


PARTS = (
    Part(
        "The reviewer proposes",
        Role.REVIEWER,
        (
            _log_in(Role.REVIEWER),
            Step(
                (Press("?"),),
                "The keys of whatever page you look at. They work as long as the cursor is in no field.",
                says="Keys of this page",
                picture="01-keys",
                alt="The desk, and before it the list of the keys that work on it",
            ),
            Step(
                (Press("Escape"),),
                "Back to the desk. It shows what nobody has taken yet, the gravest first.",
                says="Free to take",
                picture="02-desk",
                alt="The desk of the reviewer: four discrepancies are free to take",
                phone=True,
            ),
            Step(
                (Press("n"),),
                "The next one: how many people died in the famine. At the left stands what the source "
                "says, at the right the "
                "form in which you decide.",
                opens=True,
                says=QUESTIONS["famine"],
                picture="03-famine",
                alt="One source says 580,000 to 3 million; the form beside it is empty",
            ),
            Step(
                (Press("p"),), "To the proposal; the cursor stands in *What we print*.", focus="What we print"
            ),
            Step(
                (Write("report t"),),
                "Chooses *Report the range*: in a list of choices type the first letters of one. Answer "
                "and sentence are "
                "drafted above, from the figures.",
                holds=("Printed answer", "580,000 to 3 million"),
                picture="04-drafted",
                alt="The range is chosen, and answer and sentence have been drafted",
            ),
            Step(
                (TAB, Write("not")), "On to *Why they differ*: *Not determinable*.", focus="Why they differ"
            ),
            Step((TAB, Write("ac")), "On to *Standing of A*: *Accepted*.", focus="Standing of A"),
            Step(
                (TAB, Write("The article names three studies and not which of them says what.")),
                "On to *Rationale*: why you decide so, for whoever approves.",
                focus="Rationale",
            ),
            Step(
                (TAB, Write("It sums up the studies there are, and we print their whole range.")),
                "The claim rests on one origin, so the page asks why that is enough.",
                focus="Why one origin is enough",
                picture="05-filled-in",
                alt="The form, filled in",
            ),
            Step(
                PROPOSE,
                "Proposes it, and opens the next one: how many have reached the South in all. Two figures "
                "cannot both be right.",
                opens=True,
                says=PROPOSED,
                picture="06-total",
                alt="It says that the first was proposed, and shows the second: about 30,000 against about 35,000",
            ),
            Step(
                (Press("p"), Write("use w")),
                "To the proposal: *Use with a note*. Which figure is not said yet, so nothing is drafted.",
                focus="What we print",
            ),
            Step(
                (TAB, TAB, Press("Enter")),
                "Past *Why they differ* to *Use this*: takes the suggested cause, *Different dates*. The "
                "page says why it is "
                "suggested, and chooses nothing by itself.",
                holds=("Why they differ", "different_as_of"),
            ),
            Step(
                (TAB, TAB, Write("ac")),
                "On to *Standing of A*, about 30,000: *Accepted*.",
                focus="Standing of A",
            ),
            Step(
                (TAB, Write("p")),
                "*Standing of B*, about 35,000: *Preferred*. Now there is an answer, and a sentence that "
                "names the other "
                "figure too.",
                holds=("Printed answer", "about 35,000"),
                picture="07-preferred",
                alt="About 35,000 is preferred, and the drafted sentence names both figures",
            ),
            Step(
                (TAB, Write("The total never falls: 30,000 in January 2018, and 35,000 by 2024.")),
                "*Rationale*.",
                focus="Rationale",
            ),
            Step(
                PROPOSE,
                "Proposes it, and opens the third: what punishment threatens. The answers are words.",
                opens=True,
                says=QUESTIONS["penalty"],
                picture="08-penalty",
                alt="Three sources name three punishments",
            ),
            Step(
                (Press("p"), Write("report b")),
                "To the proposal: *Report both, attributed*. Each answer is drafted with who gives it.",
                holds=("Printed answer", "a few years in a labour camp"),
            ),
            Step(
                (TAB, Write("ge")),
                "*Genuine disagreement*. The page suggests another cause here; you need not take it.",
                holds=("Why they differ", "genuine_disagreement"),
            ),
            Step(
                (TAB, TAB, Write("ac"), TAB, Write("ac"), TAB, Write("ac")),
                "Past *Use this*, then all three are *Accepted*.",
                focus="Standing of C",
            ),
            Step(
                (TAB, Write("Three independent origins, each with grounds; the law leaves room for all.")),
                "*Rationale*.",
                focus="Rationale",
            ),
            Step(
                (Press("Escape"), Press("p"), TAB),
                "Out of the field, and by <kbd>p</kbd> to the top of the form: what we print is chosen, "
                "so the cursor goes to "
                "the answer, and from there to the sentence.",
                focus="Print-ready sentence",
            ),
            Step(
                (Press("Control+a"), Write(PENALTY)),
                "The draft reads like a list. You write your own over it, and no draft will overwrite that.",
                holds=("Print-ready sentence", PENALTY),
                picture="09-own-words",
                alt="A sentence in the reviewer's own words",
            ),
            Step(
                PROPOSE,
                "Proposes it, and opens the last: 60 or 63 who came in 2022.",
                opens=True,
                says=QUESTIONS["yearly"],
                picture="10-rounding",
                alt="60 against 63 in 2022; the page suggests that one is the other, rounded",
            ),
            Step(
                (Press("p"), Write("use o"), TAB, TAB, Press("Enter")),
                "*Use one*, and the suggested cause, *Rounding*.",
                holds=("Why they differ", "rounding"),
            ),
            Step(
                (TAB, TAB, Write("ac"), TAB, Write("p")),
                "*Accepted* for 60, *Preferred* for 63.",
                holds=("Printed answer", "63"),
            ),
            Step(
                (TAB, Write("60 was said aloud and is 63, rounded.")),
                "*Rationale*.",
                focus="Rationale",
            ),
            Step(
                PROPOSE,
                "Proposes it. That was the last one, and the desk is back.",
                opens=True,
                says="That was the last one of this list.",
            ),
        ),
    ),
    Part(
        "The approver approves",
        Role.APPROVER,
        (
            _log_in(Role.APPROVER),
            Step(
                (Press("n"),),
                "Four proposals wait for you; this is the first. Above stands the sentence as it would be "
                "printed, below "
                "it what it rests on.",
                opens=True,
                says="Approve",
                picture="11-to-approve",
                alt="The proposal of the reviewer, with the buttons Approve and Return with comment",
            ),
            Step(
                (Press("a"),),
                "Goes to **Approve**, and presses nothing yet. If you disagreed, <kbd>r</kbd> would lead "
                "to **Return with "
                "comment** by way of the comment.",
                focus="Approve",
            ),
            Step((Press("Enter"),), "Approves it, and opens the next one.", opens=True, says="Approved."),
            Step(
                (Press("a"), Press("Enter")),
                "The second …",
                opens=True,
                says=QUESTIONS["penalty"],
            ),
            Step((Press("a"), Press("Enter")), "… the third …", opens=True, says=QUESTIONS["yearly"]),
            Step(
                (Press("a"), Press("Enter")),
                "… and the last. The desk is back, and nothing waits for you.",
                opens=True,
                says="That was the last one of this list.",
                picture="12-nothing-waits",
                alt="The desk of the approver: nothing waits any more",
            ),
            Step(
                (Press("v"),),
                "What is verified: four claims, each with its answer, its sentence and the day of its "
                "approval, ready to "
                "be exported.",
                opens=True,
                says="Export 4 claims",
                picture="13-verified",
                alt="The list of the four verified claims",
                phone=True,
            ),
        ),
    ),
)
