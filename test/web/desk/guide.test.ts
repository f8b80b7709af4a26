import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, type Visitor, visitor } from './visitor.ts';

const TEMPLATES = join(import.meta.dirname, '../../../templates/desk');

let house: KeyHouse;
let reader: Visitor;
let guide = '';
beforeAll(async () => {
  house = await openKeyHouse();
  reader = visitor(openDesk(await deskWorld(), house).app, await house.token(['readers']));
  guide = (await reader.get('/desk/huong-dan')).html;
});
afterAll(() => house.close());

const all = (pattern: RegExp, text: string): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

describe('the editors’ guide', () => {
  it('shows every picture and leads to pages and chapters that are there', async () => {
    const pictures = all(/<img src="([^"]+)"/g, guide);
    expect(pictures).toHaveLength(8);
    for (const path of pictures) {
      const { status, headers } = await reader.get(path);
      expect([path, status, headers.get('content-type')]).toEqual([path, 200, 'image/png']);
    }
    for (const path of new Set(all(/<a href="(\/desk[^"#]*)"/g, guide))) {
      expect([path, (await reader.get(path)).status]).toEqual([path, 200]);
    }
    const chapters = all(/<section id="([^"]+)"/g, guide);
    expect(all(/<a href="#([^"]+)"/g, guide).filter((id) => id !== 'main')).toEqual(chapters);
  });

  it('has the chapter every “?” of a page points at', () => {
    const files = readdirSync(TEMPLATES).filter((file) => file.endsWith('.liquid'));
    const asked = files.flatMap((file) => all(/chapter: '([^']+)'/g, readFileSync(join(TEMPLATES, file), 'utf8')));

    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((chapter) => !guide.includes(`<section id="${chapter}"`))).toEqual([]);
  });
});
