import { describe, expect, it } from 'vitest';
import { DESK_ROUTES } from '../../../lambdas/web/desk/routes.ts';
import { readDeskBook } from '../../../lambdas/workflows/editing/desk-book.ts';
import { ALL, LONG } from '../../faults/sizes.ts';
import { DAY, type DeskWorld } from './desk-world.ts';
import { filledPath, fullWorld, KEEPER, NEW_PAPER } from './full-world.ts';
import { openDesk, visitor } from './visitor.ts';

/** What ends the editing of an issue comes last: after it the others are refused. */
const LAST = /\/(?:approve|no-issue|withdraw|void|signed-out)$/u;
const ROUTES = DESK_ROUTES.filter(({ method, needs }) => method === 'POST' && needs !== 'nothing')
  .map(({ path }) => path)
  .toSorted((a, b) => Number(LAST.test(a)) - Number(LAST.test(b)));
/** Forms that keep what they found out beside the draft, and change nothing of it. */
const FINDINGS: readonly string[] = ['/desk/issues/:key/links', '/desk/monthly/:key/links'];
/** Who asked after an address, or had its block lifted: written before anything is done, so that no asking goes unseen. */
const OWN_DEEDS: readonly string[] = ['look-up', 'lift'];
/** Something for every field that any form of the desk has. */
const FORM = {
  ...{ title: 'Tiêu đề mới', placePrefix: '', text: 'Đoạn một.\r\n\r\nĐoạn hai.', site: 'Baomau.vn', day: '05/9/2024' },
  ...{ authors: 'An, Bình', section: 'phan-tich', position: '0', picked: 'yes', into: '2', why: 'có lý do', by: 'An' },
  ...{ reason: 'có lý do', name: 'Thanh Hồng', editorName: 'Thanh Hồng', editor: 'Thanh Hồng', url: NEW_PAPER },
  ...{ caption: 'Một chú thích', to: '1', deed: 'pause', confirm: 'yes', address: 'nam.tran@sonoivu.example.vn' },
};

/** Everything the house has but the desk's book, as text. */
function contentsOf({ ports }: DeskWorld): string {
  const { newsroom, archive, issues, ledger, subscribers, mailer, visits, entries } = ports;
  const objects = [newsroom, archive].flatMap(({ objects: all }) =>
    [...all].flatMap(([key, { etag }]) => (key.startsWith('journal/desk/') ? [] : [`${key} ${etag}`])),
  );
  const rows = [issues.rows, visits.rows, entries.rows, subscribers.rows].map((all) => JSON.stringify([...all]));
  const mailings = JSON.stringify([[...ledger.mailings], [...ledger.deliveries]]);
  return [...objects.sort(), ...rows, mailings, mailer.sent.length].join('\n');
}

/** What a form came to, and what stands in the book of it. */
async function send(world: DeskWorld, route: string) {
  const identity = {
    verify: async () => ({ kind: 'valid' as const, person: KEEPER, nonce: null }),
    exchange: async () => ({ kind: 'failed' as const, detail: '' }),
  };
  const { app } = openDesk(world, { identity, issuer: 'https://ten.example.vn' });
  const keeper = visitor(app, 'x');
  const path = filledPath(route);
  const page = path.replace(/(\/desk\/(?:issues|monthly|settings)\/[^/]+).*/u, '$1');
  const [before, lines] = [contentsOf(world), await readDeskBook(world.ports.newsroom, DAY)];
  const { status } = await keeper.post(path, { ...FORM, ...(await keeper.fields(page)) });
  const after = await readDeskBook(world.ports.newsroom, DAY);
  const known = new Set(lines.map((line) => JSON.stringify(line)));
  const written = after.filter((line) => !known.has(JSON.stringify(line)));
  return { status, path, isChanged: contentsOf(world) !== before, written };
}

describe('R33 every change at the desk', () => {
  it(
    'is one line of its book with who, where and hashes; what was refused is none and changed nothing',
    LONG,
    async () => {
      const world = await fullWorld();
      const wrong: unknown[] = [];
      const taken: string[] = [];
      for (const route of ROUTES.filter((_, at) => ALL || at % 6 === 0)) {
        world.clock.advance(1_000);
        const { status, path, isChanged, written } = await send(world, route);
        const sound = written.filter(
          ({ by, name, deed, about, sent }) =>
            by === KEEPER.id &&
            name === KEEPER.name &&
            /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/u.test(sent) &&
            (deed === `POST ${route}` ? about === path : OWN_DEEDS.includes(deed)),
        );
        if (status === 303) taken.push(route);
        const isDeed = status === 303 || (isChanged && !FINDINGS.includes(route));
        // A list that was taken changes nothing, and is told all the same; of what was refused only who asked is.
        const told = sound.filter(({ deed }) => status < 400 || OWN_DEEDS.includes(deed)).length;
        const expected = isDeed ? 1 : told;
        if (written.length !== expected || sound.length !== expected || expected > 1)
          wrong.push({ route, status, isChanged, written });
      }
      expect(wrong).toEqual([]);
      expect(taken.length).toBeGreaterThan(ALL ? 9 : 2);
    },
  );

  it('control: is caught where a form changes something and the book has nothing of it', async () => {
    const world = await fullWorld();
    const put = world.ports.newsroom.put;
    world.ports.newsroom.put = async (...call) =>
      call[0].startsWith('journal/desk/') ? { kind: 'stored', etag: '"x"' } : put(...call);
    const { status, isChanged, written } = await send(world, '/desk/issues/:key/clippings/:id/drop');

    expect({ status, isChanged, written }).toEqual({ status: 303, isChanged: true, written: [] });
  });
});
