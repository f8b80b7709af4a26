/** A JSON text with the line every value stands on. */
export interface SettingsFile {
  readonly value: unknown;
  /** Line, from 1, of the value at a path; of what holds it where the path leads nowhere. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** The text is no JSON; the message says what was met, the line where. */
export class BrokenJsonError extends Error {
  override readonly name = 'BrokenJsonError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** Characters after which a value, a key or a sign begins. */
const BLANK = /[ \t\r\n]/;
/** What people write instead of what JSON wants, and what to say of it. */
const SLIPS: readonly { readonly begins: RegExp; readonly says: string }[] = [
  { begins: /^[“”„‟«»]/u, says: 'typographic quotation marks: write straight ones, "…"' },
  { begins: /^['‘’`]/u, says: 'a text stands in double quotation marks, "…"' },
  { begins: /^(\/[/*]|#)/, says: 'there are no comments in this file' },
  { begins: /^(none|nil|undefined)\b/i, says: 'what is not there is written null' },
  { begins: /^(true|false|null|yes|no)\b/i, says: 'it is written true, false or null, in small letters' },
  { begins: /^"[^"\n]*\t[^"\n]*"/, says: 'a tab stands in the text: take it out' },
  { begins: /^"[^"\n]*(\n|$)/, says: 'a text has no closing "' },
  { begins: /^[\p{L}_]/u, says: 'names and texts stand in double quotation marks, "…"' },
];
const SCALAR = /(?:"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

const DECIMALS = 'a number has a point before its decimals, no comma: 20.5';

/** Reads JSON as `JSON.parse` does, and remembers lines. Throws {@link BrokenJsonError}. */
export function readSettingsFile(text: string): SettingsFile {
  // Editors on Windows put a mark before everything that nobody sees.
  const reader = new Reader(text.replace(/^\uFEFF/, ''));
  const value = reader.whole();
  return {
    value,
    lineOf: (path) => {
      for (let length = path.length; length >= 0; length -= 1) {
        const line = reader.lines.get(pointer(path.slice(0, length)));
        if (line !== undefined) return line;
      }
      return 1;
    },
  };
}

/** Keys joined by what no key of a settings file holds. */
function pointer(path: readonly PropertyKey[]): string {
  return path.map(String).join('\n');
}

class Reader {
  readonly lines = new Map<string, number>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): unknown {
    const value = this.#value([]);
    this.#blank();
    if (this.#at < this.#text.length) this.#fail('nothing more may stand after the last }');
    return value;
  }

  #value(path: readonly string[]): unknown {
    this.#blank();
    this.lines.set(pointer(path), this.#line());
    if (this.#takes('{')) return this.#object(path);
    if (this.#takes('[')) return this.#list(path);
    return this.#scalar('a value is missing: a text in "…", a number, true, false, null, […] or {…}');
  }

  #object(path: readonly string[]): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.#blank();
    if (this.#takes('}')) return {};
    do {
      this.#blank();
      if (this.#text[this.#at] === '}') this.#fail('a comma before } is one too many');
      const line = this.#line();
      const key = String(this.#scalar('a name in "…" is missing'));
      if (entries.some(([known]) => known === key)) this.#fail(`"${key}" stands here twice`);
      this.#blank();
      if (!this.#takes(':')) this.#fail(/^\d+$/.test(key) ? DECIMALS : `a colon is missing after "${key}"`, line);
      const value = this.#value([...path, key]);
      this.lines.set(pointer([...path, key]), line);
      entries.push([key, value]);
      this.#blank();
    } while (this.#takes(','));
    if (!this.#takes('}')) this.#unfinished('}');
    return Object.fromEntries(entries);
  }

  #list(path: readonly string[]): unknown[] {
    const items: unknown[] = [];
    this.#blank();
    if (this.#takes(']')) return [];
    do {
      this.#blank();
      if (this.#text[this.#at] === ']') this.#fail('a comma before ] is one too many');
      items.push(this.#value([...path, String(items.length)]));
      this.#blank();
    } while (this.#takes(','));
    if (!this.#takes(']')) this.#unfinished(']');
    return items;
  }

  #scalar(otherwise: string): unknown {
    SCALAR.lastIndex = this.#at;
    const found = SCALAR.exec(this.#text)?.[0];
    if (found === undefined) return this.#fail(this.#slip() ?? otherwise);
    try {
      const value: unknown = JSON.parse(found);
      this.#at += found.length;
      return value;
    } catch {
      return this.#fail(this.#slip() ?? `${found} cannot be read`);
    }
  }

  #slip(): string | undefined {
    const rest = this.#text.slice(this.#at);
    return SLIPS.find(({ begins }) => begins.test(rest))?.says;
  }

  /** The place to mend is behind the last value, which may be lines above what comes next. */
  #unfinished(end: string): never {
    const before = this.#text.slice(0, this.#at).trimEnd();
    const isEnd = this.#at === this.#text.length;
    this.#at = before.length;
    this.#fail(isEnd ? `the file ends before its last ${end}` : `a comma is missing at the end, or ${end}`);
  }

  #blank(): void {
    while (BLANK.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #takes(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #line(): number {
    return this.#text.slice(0, this.#at).split('\n').length;
  }

  #fail(message: string, line = this.#line()): never {
    throw new BrokenJsonError(line, message);
  }
}
