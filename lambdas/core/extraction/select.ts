import type { Cheerio, CheerioAPI } from 'cheerio/slim';
import type { AnyNode } from 'domhandler';

/**
 * What a selector finds. A paper's rules are data a person edits: a selector that cannot be read finds nothing, and the
 * general way goes on without it.
 */
export function select($: CheerioAPI, selector: string): Cheerio<AnyNode> {
  try {
    return $(selector);
  } catch {
    return $([]);
  }
}
