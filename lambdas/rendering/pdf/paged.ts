import type { Palette } from '../palette.ts';
import type { PrintWords } from '../print-words.ts';
import type { IssueView, ViewItem, ViewRun } from '../view.ts';
import { type Face, faceOf } from './fonts.ts';
import type { StyledText } from './lines.ts';
import type { Pen, Style } from './pen.ts';

/** What everything that draws has in hand. */
export interface Paged {
  readonly pen: Pen;
  readonly words: PrintWords;
  readonly colours: Palette['light'];
  /** Page on which a named place lies, known from an earlier pass; 0 where it is not known yet. */
  readonly pageOf: (name: string) => number;
  /** Notes that a named place lies where the pen is; with a title it is bookmarked, an item under its section. */
  readonly arrive: (name: string, bookmark?: { readonly title: string; readonly level: 1 | 2 }) => void;
}

/** What draws a daily: its view too. */
export interface IssuePaged extends Paged {
  readonly view: IssueView;
}

/** Name of the top of the contents. */
export const CONTENTS = 'muc-luc';

/** A style in ink. */
export function styled(paged: Pick<Paged, 'colours'>, face: Face, size: number): Style {
  return { face, size, colour: paged.colours.ink };
}

/** Runs of the view in one size. */
export function runsOf(paged: Paged, runs: readonly ViewRun[], size: number): StyledText<Style>[] {
  return runs.map((run) => ({ text: run.text, style: styled(paged, faceOf(run), size) }));
}

/** A link to a paper, where its address may be printed. */
export function webLink(item: Pick<ViewItem, 'url'>): Pick<Style, 'link'> {
  return item.url === null ? {} : { link: { kind: 'web', url: item.url } };
}
