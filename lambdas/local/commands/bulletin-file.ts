import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio/slim';
import mammoth from 'mammoth';
import { WrongInputError } from './command.ts';
import { readInput } from './input.ts';

/** Largest bulletin that is read, megabytes. */
const LARGEST = 25;
const KINDS = /\.(?:txt|md|docx)$/iu;

/** The files of a folder that may be bulletins, by name; throws {@link WrongInputError} where there is no folder or none in it. */
export function bulletinFiles(folder: string): string[] {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) throw new WrongInputError(`${folder}: no such folder`);
  const files = readdirSync(folder).filter((name) => KINDS.test(name) && !/^(?:~\$.*|README\.md)$/u.test(name));
  if (files.length === 0) throw new WrongInputError(`${folder}: no .txt, .md or .docx file in it`);
  return files.toSorted().map((name) => join(folder, name));
}

/** The text of a bulletin; of a Word document with the marks of Markdown for headings, bold, items and rows. Throws where it is neither. */
export async function bulletinText(path: string): Promise<string> {
  const bytes = readInput(path, LARGEST);
  return /\.docx$/iu.test(path) ? wordText(bytes) : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** A Word document as text: every paragraph a line, an empty line between two. */
export async function wordText(bytes: Uint8Array): Promise<string> {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  const $ = load(value);
  const lines: string[] = [];
  $.root()
    .children()
    .each((_index, node) => {
      lines.push(...linesOf($, $(node), node.type === 'tag' ? node.name : ''));
    });
  return lines.join('\n\n');
}

type Selection = ReturnType<CheerioAPI>;

function linesOf($: CheerioAPI, node: Selection, name: string): string[] {
  const all = (selector: string): string[] =>
    node
      .find(selector)
      .toArray()
      .map((each) => wordsOf($(each)));
  if (name === 'ul' || name === 'ol')
    return all('li').map((item, at) => (name === 'ol' ? `${at + 1}. ${item}` : `- ${item}`));
  if (name === 'table') {
    const rows = node.find('tr').toArray();
    return rows.map(
      (row) =>
        `| ${$(row)
          .find('td, th')
          .toArray()
          .map((cell) => cellOf($(cell)))
          .join(' | ')} |`,
    );
  }
  const text = wordsOf(node);
  if (text === '') return [];
  if (/^h[1-6]$/u.test(name)) return [`# ${text}`];
  return [wordsOf(node.find('strong')).length >= text.length - 1 ? `**${text}**` : text];
}

/** Tabs stay: in a table of contents one stands before the page. */
function wordsOf(node: Selection): string {
  return node
    .text()
    .replace(/[^\S\t]+/gu, ' ')
    .trim();
}

function cellOf(node: Selection): string {
  return wordsOf(node).replaceAll('|', '/');
}
