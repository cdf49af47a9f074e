"""Minimal pairs: one change of wording, and the direction in which it must move the tone."""

import re

import pytest

from dateline.polarity import target_tone, tone

# (less favourable, more favourable)
PAIRS = """
negation | The plan was not good. | The plan was good.
negation | The plan wasn't good. | The plan was good.
negation | The plan wasn’t good. | The plan was good.
negation | The plan wasnʼt good. | The plan was good.
negation | The result was a disaster. | The result was no disaster.
negation | The result was a disaster. | The result was not a disaster.
negation | The result was a disaster. | The result wasn’t a disaster.
negation | The voters did not trust the mayor. | The voters did trust the mayor.
negation | The voters didn’t trust the mayor. | The voters did trust the mayor.
negation | The film is never great. | The film is always great.
negation | The scheme was fraud. | The scheme was never fraud.
negation | Nobody was happy with the school. | Everybody was happy with the school.
negation | The army caused terror. | The army never caused terror.
negation | There was violence in the square. | There was no violence in the square.
negation | The strike ended with bloodshed. | The strike ended without bloodshed.
negation | The bridge is not safe. | The bridge is safe.
negation | The bridge isn’t safe. | The bridge is safe.
negation | Critics can't praise the book. | Critics can praise the book.
negation | Critics can’t praise the book. | Critics can praise the book.
negation | Critics cannot praise the book. | Critics can praise the book.
negation | The law brings no freedom. | The law brings freedom.
negation | The report found corruption. | The report found no corruption.
negation | The report found corruption. | The report didn’t find corruption.
negation | The town was in danger. | The town was not in danger.
negation | The house lacks beauty. | The house has beauty.
negation | The guards were cruel. | The guards weren’t cruel.
negation | The guards were cruel. | The guards weren't cruel.
negation | It was hardly a success. | It was surely a success.
negation | It was scarcely a triumph. | It was surely a triumph.
negation | He is seldom honest. | He is always honest.
negation | Neither side was generous. | Each side was generous.
negation | The team could not win the award. | The team could win the award.
negation | The rescue became a tragedy. | The rescue prevented a tragedy.
negation | The wine is not excellent. | The wine is excellent.
negation | The wine is awful. | The wine is not awful.
negation | The judge was not wise. | The judge was not only wise.
negation | They stopped the murder. | They praised the peace.
negation | The crowd was angry. | The crowd wasn’t angry.
negation | The deal is a betrayal. | The deal isn’t a betrayal.
negation | The garden is not beautiful. | The garden is beautiful.
but | The plan is good but the cost is terrible. | The cost is terrible but the plan is good.
but | The mayor is brave but cruel to his staff. | The mayor is cruel but brave to his staff.
but | The meal was wonderful but the service awful. | The service was awful but the meal wonderful.
but | The team was strong but the season a failure. | The season was a failure but the team strong.
but | The song is lovely but the film is a disaster. | The film is a disaster but the song is lovely.
but | The law is fair but the police were brutal. | The police were brutal but the law is fair.
but | The offer was generous but the letter rude. | The letter was rude but the offer generous.
but | The city is safe but its air is horrible. | The air is horrible but the city is safe.
but | The speech was honest but the policy a fraud. | The policy was a fraud but the speech honest.
but | The town is happy but the harvest was terrible. | The harvest was terrible but the town is happy.
intensifier | The news was very bad. | The news was bad.
intensifier | The news was extremely bad. | The news was bad.
intensifier | The news was terrible. | The news was slightly terrible.
intensifier | The book is good. | The book is very good.
intensifier | The book is good. | The book is really good.
intensifier | The book is good. | The book is truly good.
intensifier | The book is great. | The book is absolutely great.
intensifier | The crime was utterly cruel. | The crime was cruel.
intensifier | The crime was deeply shameful. | The crime was shameful.
intensifier | The man was highly dangerous. | The man was dangerous.
intensifier | The nurse was kind. | The nurse was extremely kind.
intensifier | The nurse was brave. | The nurse was incredibly brave.
intensifier | The outcome was totally disastrous. | The outcome was disastrous.
intensifier | The reform is successful. | The reform is hugely successful.
intensifier | The child was happy. | The child was particularly happy.
intensifier | The minister was completely corrupt. | The minister was corrupt.
diminisher | The book is slightly good. | The book is good.
diminisher | The book is somewhat great. | The book is great.
diminisher | The book is partly successful. | The book is successful.
diminisher | The mood was angry. | The mood was slightly angry.
diminisher | The mood was hostile. | The mood was somewhat hostile.
diminisher | The town is dangerous. | The town is mildly dangerous.
diminisher | The report was false. | The report was partly false.
diminisher | The boss was cruel. | The boss was occasionally cruel.
diminisher | The win was almost glorious. | The win was glorious.
diminisher | The economy is marginally better. | The economy is better.
diminisher | The road is relatively safe. | The road is safe.
diminisher | The storm was destructive. | The storm was slightly destructive.
diminisher | The drug was deadly. | The drug was nearly deadly.
diminisher | The leader was ruthless. | The leader was fairly ruthless.
condition | If the plan is a success we go home. | The plan is a success so we go home.
condition | The plan is a disaster and we go home. | If the plan is a disaster we go home.
condition | The war kills thousands and the talks end. | If the war kills thousands the talks end.
condition | The crisis destroys jobs. | Whether the crisis destroys jobs is open.
condition | If they win the prize they travel. | They win the prize and they travel.
condition | He betrays the voters. | Unless he betrays the voters.
condition | The bank will collapse. | If the bank will collapse.
condition | If peace comes to the valley. | Peace comes to the valley.
condition | If the hero saves the child. | The hero saves the child.
question | Is the plan a success? | The plan is a success.
question | The plan is a disaster. | Is the plan a disaster?
question | Was the mayor honest? | The mayor was honest.
denial | The firm admitted that it was guilty of fraud. | The firm denied that it was guilty of fraud.
denial | The mayor agreed that the police were brutal. | The mayor denied that the police were brutal.
denial | He conceded the claim of corruption. | He refuted the claim of corruption.
denial | She knew that the guards tortured prisoners. | She denied that the guards tortured prisoners.
denial | The army denies that the talks were a success. | The army thinks that the talks were a success.
denial | The agency admits that it lied to voters. | The agency denies that it lied to voters.
denial | They are admitting abuse of the children. | They are denying abuse of the children.
denial | The paper repeated the story of a murder. | The paper disproved the story of a murder.
denial | The critic disputes that the film is brilliant. | The critic thinks that the film is brilliant.
denial | The bank admitted that it stole the money. | The bank denied that it stole the money.
words | The crowd hated the show. | The crowd loved the show.
words | The senator was attacked by critics. | The senator was praised by critics.
words | A criminal ran the office. | A hero ran the office.
words | The troops killed the children. | The troops saved the children.
words | The treaty is a failure. | The treaty is a success.
words | The reform hurt the poor. | The reform helped the poor.
"""
SENTENCES = [tuple(cell.strip() for cell in line.split("|")) for line in PAIRS.strip().splitlines()]

# (less favourable for the target in brackets, more favourable)
TARGET_PAIRS = """
verb | The court convicted [Lee] of fraud. | The court cleared [Lee] of fraud.
verb | The panel criticized [Lee] on Monday. | The panel praised [Lee] on Monday.
verb | The union attacked [Lee]. | The union thanked [Lee].
verb | Voters blamed [Lee] for the loss. | Voters honored [Lee] for the win.
voice | [Lee] was attacked by the paper. | [Lee] was praised by the paper.
voice | [Lee] was accused of a crime. | [Lee] was awarded a prize.
voice | [Lee] lied to the voters. | [Lee] helped the voters.
agent | [Lee] murdered a child. | [Lee] rescued a child.
agent | [Lee] threatened the witness. | [Lee] thanked the witness.
noun | The scandal around [Lee] grew. | The support for [Lee] grew.
noun | Critics of [Lee] gathered in the square. | Supporters of [Lee] gathered in the square.
noun | [Lee] is a racist. | [Lee] is a great leader.
noun | [Lee] is a dangerous liar. | [Lee] is an honest man.
possessive | [Lee]'s lies angered the town. | [Lee]'s courage inspired the town.
possessive | [Lee]’s failures cost the team the title. | [Lee]’s talent won the team the title.
negation | [Lee] is not a good leader. | [Lee] is a good leader.
negation | [Lee] isn’t honest. | [Lee] is honest.
pronoun | The jury said [he] was guilty of abuse. | The jury said [he] was innocent and brave.
"""
TARGETS = [tuple(cell.strip() for cell in line.split("|")) for line in TARGET_PAIRS.strip().splitlines()]


# each target in brackets is worded ill (-), well (+), or neither (0)
ROLES = [
    ("The mayor praised [Ann Moss] but condemned [Tom Reed].", "+-"),
    ("[Ann Moss] condemned the attack.", "0"),
    ("The [FBI] arrested [Tom Reed] for fraud.", "0-"),
    ("[Brown] accused [Reed] of lying to voters.", "0-"),
    ("[Tom Reed] was condemned by the mayor.", "-"),
    ("[Tom Reed] denied the allegations.", "0"),
]


@pytest.mark.parametrize(("marked", "expected"), ROLES)
def test_who_condemns_is_not_condemned(marked, expected):
    told, plain = "", marked.replace("[", "").replace("]", "")
    for i, match in enumerate(re.finditer(r"\[(.*?)\]", marked)):
        value = target_tone(plain, match.start() - 2 * i, match.end() - 2 * i - 2)
        told += "-" if value < -0.05 else "+" if value > 0.05 else "0"
    assert told == expected


def toward(marked: str) -> float:
    start, end = marked.index("["), marked.index("]") - 1
    return target_tone(marked.replace("[", "").replace("]", ""), start, end)


@pytest.mark.parametrize(("kind", "worse", "better"), SENTENCES)
def test_sentence_moves_the_right_way(kind, worse, better):
    assert tone(worse) < tone(better)


@pytest.mark.parametrize(("kind", "worse", "better"), TARGETS)
def test_target_moves_the_right_way(kind, worse, better):
    assert toward(worse) < toward(better)
