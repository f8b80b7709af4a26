import { fromMillis } from '../../../lambdas/core/calendar/instant.ts';
import type { StoryInput } from '../../../lambdas/core/stories/group-stories.ts';

/** Articles with the event each tells, by article id. */
export interface Corpus {
  readonly articles: readonly StoryInput[];
  readonly eventOf: ReadonlyMap<string, string>;
}

/** Papers that print; every event is told by one to six of them. */
const PAPERS = 60;
const MOST_REPORTS = 6;
/** Syllables of a report, from to. */
const LENGTH = [220, 620] as const;
/** How a report comes by its text: shares of reprints and of rewritten reports; the rest say the facts in own words. */
const REPRINTS = 0.3;
const REWRITTEN = 0.25;
/** Share of events that are one more of a kind held in many provinces, under the same name, and how many kinds there are. */
const SIMILAR = 0.4;
const KINDS = 40;
/** Share of events that go on from the one before a day later: its place, subject and first person, new figures. */
const FOLLOW_UPS = 0.12;
/** Share of a fact-giving sentence's facts that a report leaves out. */
const LEFT_OUT = 0.4;
const HOURS = 24;
const START = Date.parse('2026-11-22T06:00:00+07:00');

const ONSETS = 'b c ch d đ g gi h kh l m n ng nh ph qu s t th tr v x'.split(' ');
const VOWELS = 'a ă â e ê i o ô ơ u ư ai ao au ây eo iê oa ua ưa uô ươ'.split(' ');
const CODAS = ['', 'n', 'ng', 'm', 't', 'c', 'nh', 'i'];
const TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const PROVINCES = 'Hà Nội,Bắc Ninh,Lâm Đồng,Cà Mau,Sơn La,Nghệ An,Gia Lai,Huế,Đà Nẵng,Lào Cai,An Giang,Quảng Trị'.split(
  ',',
);

/** A number from 0 to 1, the same every time. */
type Dice = () => number;

function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Invented syllables of Vietnamese shape, the commonest first. */
function vocabulary(): string[] {
  const words = ONSETS.flatMap((onset) =>
    VOWELS.flatMap((vowel) =>
      CODAS.flatMap((coda) => TONES.map((tone) => (onset + vowel + tone + coda).normalize('NFC'))),
    ),
  );
  const dice = diceOf(7);
  return words
    .map((word) => ({ word, at: dice() }))
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word);
}

/** A word by Zipf's law: the n-th commonest comes about 1/n as often as the first. */
function zipf(words: readonly string[], dice: Dice): string {
  return words[Math.floor(Math.exp(dice() * Math.log(words.length)) - 1)] ?? '';
}

/**
 * About `count` articles over some days, of events that one to six papers tell; the same every time. Papers add standing
 * text of their own, ceremonies of one name are held in many provinces, and some events go on a day later.
 */
export function inventedCorpus(count: number): Corpus {
  const dice = diceOf(count);
  const words = vocabulary();
  const phrase = (length: number): string => Array.from({ length }, () => zipf(words, dice)).join(' ');
  const press: Press = {
    dice,
    phrase,
    kinds: Array.from({ length: KINDS }, () => phrase(6)),
    standing: Array.from({ length: PAPERS }, () => `${phrase(24)}.`),
  };
  const articles: StoryInput[] = [];
  const eventOf = new Map<string, string>();
  let last: Event | null = null;
  for (let number = 0; articles.length < count; number++) {
    last = eventAfter(last, number, press);
    for (const article of reportsOf(last, press).slice(0, count - articles.length)) {
      articles.push(article);
      eventOf.set(article.id, `e${number}`);
    }
  }
  return { articles, eventOf };
}

interface Press {
  readonly dice: Dice;
  readonly phrase: (length: number) => string;
  /** Names of ceremonies held in many provinces. */
  readonly kinds: readonly string[];
  /** What each paper prints under its articles. */
  readonly standing: readonly string[];
}

interface Event {
  readonly number: number;
  readonly place: string;
  readonly subject: string;
  readonly persons: readonly string[];
  readonly figures: readonly string[];
  /** Hours after the first events of the days. */
  readonly hour: number;
}

function eventAfter(last: Event | null, number: number, { dice, phrase, kinds }: Press): Event {
  const one = <T>(all: readonly T[], none: T): T => all[Math.floor(dice() * all.length)] ?? none;
  const named = (length: number): string => phrase(length).replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
  const figures = [`${Math.floor(dice() * 9_000 + 100)}`, `${Math.floor(dice() * 900) + 10}/QĐ-UBND`];
  if (last !== null && dice() < FOLLOW_UPS)
    return { ...last, number, figures, persons: [last.persons[0] ?? '', named(3)], hour: last.hour + HOURS };
  return {
    number,
    place: one(PROVINCES, ''),
    subject: dice() < SIMILAR ? one(kinds, '') : phrase(6),
    persons: [named(3), named(3)],
    figures,
    hour: dice() * HOURS,
  };
}

function reportsOf({ number, place, subject, persons, figures, hour }: Event, press: Press): StoryInput[] {
  const { dice, phrase, standing } = press;
  const facts = [place, subject, ...persons, ...figures];
  const text = sentences({ dice, facts, phrase });
  const count = Math.max(1, Math.ceil(dice() ** 2 * MOST_REPORTS));
  return Array.from({ length: count }, (_, index): StoryInput => {
    const manner = index === 0 ? 0 : dice();
    const paper = Math.floor(dice() * PAPERS);
    const rewritten = manner < REPRINTS ? text : sentences({ dice, facts, phrase });
    const own = manner < REPRINTS || manner >= REPRINTS + REWRITTEN ? rewritten : half(text, rewritten);
    return {
      id: `a${number}-${index}`,
      title: index === 0 ? `${place}: ${subject} ${phrase(4)}` : `${phrase(2)} ${subject} ${place} ${phrase(3)}`,
      lead: own.slice(0, 2).join(' '),
      text: [...own.slice(2), standing[paper] ?? ''].join(' '),
      sourceId: `p${paper}`,
      publishedAt: fromMillis(START + Math.floor((hour + dice() * 4 + index) * 3_600_000)),
      rank: Math.floor(dice() * 100),
    };
  });
}

/** A text of sentences; every third one holds some of the event's facts. */
function sentences(from: { dice: Dice; facts: readonly string[]; phrase: (length: number) => string }): string[] {
  const { dice, facts, phrase } = from;
  const wanted = LENGTH[0] + dice() * (LENGTH[1] - LENGTH[0]);
  const all: string[] = [];
  for (let syllables = 0; syllables < wanted; syllables += 18) {
    const told = [facts[Math.floor(dice() * facts.length)], facts[all.length % facts.length]];
    const fact = all.length % 3 === 0 ? ` ${told.filter(() => dice() >= LEFT_OUT).join(' ')}` : '';
    all.push(`${phrase(8)}${fact} ${phrase(8)}.`);
  }
  return all;
}

function half(text: readonly string[], other: readonly string[]): string[] {
  return text.map((sentence, index) => (index % 2 === 0 ? sentence : (other[index] ?? sentence)));
}

/** The hard days: everyone prints one agency's text; a thousand articles share their standing text. */
export function hardCorpora(count: number): Record<string, Corpus> {
  const { articles } = inventedCorpus(count);
  const [first] = articles;
  const standing = articles
    .slice(1, 4)
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 900);
  const wire = articles.map((article, index) =>
    index % 5 === 0 ? { ...article, text: first?.text ?? '', lead: first?.lead ?? null } : article,
  );
  const boilerplate = articles.map((article, index) =>
    index % 5 === 0 ? { ...article, text: `${article.text} ${standing}` } : article,
  );
  const long = articles.map((article, index) =>
    index % 100 === 0 ? { ...article, text: article.text.repeat(70) } : article,
  );
  const none = new Map<string, string>();
  return {
    'one text in a fifth': { articles: wire, eventOf: none },
    'standing text in a fifth': { articles: boilerplate, eventOf: none },
    '200 KB every hundredth': { articles: long, eventOf: none },
  };
}
