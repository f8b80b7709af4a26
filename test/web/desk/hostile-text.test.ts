import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../../lambdas/core/drafting/draft.ts';
import { paragraph } from '../../../lambdas/core/extraction/article.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const ISSUE = `/desk/issues/${DAY}`;
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus='alert(1)",
  '</textarea><svg onload=alert(1)>',
  '{{ person.name }}{% include "desk/frame.liquid" %}',
].join(' ');

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

/** The sample draft with a hostile text wherever a paper or an editor can put one. */
function poisoned(draft: Draft): Draft {
  return {
    ...draft,
    editorName: HOSTILE,
    gathered: {
      ...draft.gathered,
      missing: [{ sourceId: 'x', name: HOSTILE, failure: 'unreachable', detail: HOSTILE }],
    },
    clippings: draft.clippings.map((clipping) => ({
      ...clipping,
      title: HOSTILE,
      placePrefix: HOSTILE,
      body: [paragraph(HOSTILE)],
      citation: { site: HOSTILE, day: null, authors: [HOSTILE], agency: HOSTILE },
      reasons: [HOSTILE],
      url: 'javascript:alert(1)',
      others: [{ articleId: 'x', site: HOSTILE, title: HOSTILE, url: 'javascript:alert(1)' }],
    })),
    tray: draft.tray.map((candidate) => ({ ...candidate, title: HOSTILE, site: HOSTILE, url: 'data:text/html,x' })),
    log: [{ at: '2026-11-23T06:10:00+07:00', by: HOSTILE, did: HOSTILE }],
  };
}

/** What is no page of the desk, but an output shown in one; the pages are looked at in `hostile-pages.test.ts`. */
const PAGES = [ISSUE, `${ISSUE}/preview/web`, `${ISSUE}/preview/mail`];

describe('R27 text from papers and people at the desk', () => {
  for (const path of PAGES) {
    it(`stays text at ${path}`, async () => {
      const { app } = openDesk(await deskWorld(poisoned), house);
      const token = await house.token(['approvers'], { name: HOSTILE });
      const { status, html } = await visitor(app, token).get(path);
      const $ = load(html);

      expect(status).toBe(200);
      expect(
        $('script:not([src="/desk/assets/desk.js"]), svg, [onerror], [onload], [onfocus], [autofocus]'),
      ).toHaveLength(0);
      expect($('img[src=x]')).toHaveLength(0);
      expect(
        $('a, form, iframe')
          .toArray()
          .flatMap((element) => Object.values(element.attribs))
          .filter((value) => /^(javascript|data):/i.test(value)),
      ).toEqual([]);
      expect($('body').text()).toContain('alert(1)');
      expect($('body').text()).toContain('{{ person.name }}');
    });
  }

  it('control: would be found by this test if it were printed raw', () => {
    const $ = load(`<h3>${HOSTILE}</h3>`);

    expect($('script, svg, [onerror], [onload]').length).toBeGreaterThan(0);
  });

  it('R28 keeps a preview in a frame of its own, without script and forms', async () => {
    const { app } = openDesk(await deskWorld(poisoned), house);
    const { headers } = await visitor(app, await house.token(['readers'])).get(`${ISSUE}/preview/mail`);
    const policy = headers.get('content-security-policy') ?? '';

    expect(policy).toContain('sandbox');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(policy).not.toContain('allow-scripts');
    expect(policy).not.toContain('allow-same-origin');
  });
});
