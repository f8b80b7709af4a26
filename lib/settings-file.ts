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
const SCALAR = /(?:"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** Reads JSON as `JSON.parse` does, and remembers lines. Throws {@link BrokenJsonError}. */
export function readSettingsFile(text: string): SettingsFile {
  const reader = new Reader(text);
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
      if (!this.#takes(':')) this.#fail(`a colon is missing after "${key}"`);
      const value = this.#value([...path, key]);
      this.lines.set(pointer([...path, key]), line);
      entries.push([key, value]);
      this.#blank();
    } while (this.#takes(','));
    if (!this.#takes('}')) this.#fail('a comma or } is missing');
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
    if (!this.#takes(']')) this.#fail('a comma or ] is missing');
    return items;
  }

  #scalar(otherwise: string): unknown {
    SCALAR.lastIndex = this.#at;
    const found = SCALAR.exec(this.#text)?.[0];
    if (found === undefined) return this.#fail(otherwise);
    try {
      const value: unknown = JSON.parse(found);
      this.#at += found.length;
      return value;
    } catch {
      return this.#fail(`${found} cannot be read`);
    }
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

  #fail(message: string): never {
    throw new BrokenJsonError(this.#line(), message);
  }
}
