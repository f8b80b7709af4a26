import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dialler, systemDialler } from '../../lambdas/net/dialler.ts';
import { guardSocket } from '../../lambdas/net/exchange.ts';
import { createPoliteWeb } from '../../lambdas/net/polite-web.ts';
import { sleepingClock } from './fixtures.ts';

const REQUEST = { validators: null, gapMs: 0 };
let reached = 0;
let port = 0;
const inside = createServer((_request, response) => {
  reached += 1;
  response.end('secret');
});

beforeAll(async () => {
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  const address = inside.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => new Promise<void>((resolve) => inside.close(() => resolve())));

const webWith = (dialler: Dialler) => createPoliteWeb({ dialler, clock: sleepingClock(), userAgent: 'DiemBao/0.1' });
const leadsTo = (...addresses: string[]): Dialler => ({
  lookup: async () => addresses.map((address) => ({ address, port: null, guarded: true })),
});

/** The same machine in the spellings a URL may use. */
const SPELLINGS = [
  '127.0.0.1',
  '127.1',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '2130706433',
  '0x7f000001',
  '127.0.0.1.',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:7f00:1]',
  '0',
  '0.0.0.0',
  '[::]',
  '①②⑦.0.0.1',
  '127。0。0。1',
];

describe('R21 the address guard on the way out', () => {
  it.each(SPELLINGS)('does not reach this machine as %s', async (host) => {
    reached = 0;
    const outcome = await webWith(systemDialler()).fetch({ url: `http://${host}:${port}/`, ...REQUEST });
    expect(outcome).toMatchObject({ kind: 'failed', failure: 'blocked-address' });
    expect(reached).toBe(0);
  });

  it('does not reach localhost by name', async () => {
    const outcome = await webWith(systemDialler()).fetch({ url: `http://localhost:${port}/`, ...REQUEST });
    expect(outcome).toMatchObject({ kind: 'failed', failure: 'blocked-address' });
  });

  it.each([[['127.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['::1', '8.8.8.8']], [['169.254.169.254']]])(
    'does not follow a name that leads to %j',
    async (addresses) => {
      reached = 0;
      const outcome = await webWith(leadsTo(...addresses)).fetch({ url: `http://bao.example.vn:${port}/`, ...REQUEST });
      expect(outcome).toMatchObject({ kind: 'failed', failure: 'blocked-address' });
      expect(reached).toBe(0);
    },
  );

  it('would reach it without the guard (control)', async () => {
    reached = 0;
    const open: Dialler = { lookup: async () => [{ address: '127.0.0.1', port, guarded: false }] };
    const outcome = await webWith(open).fetch({ url: 'http://bao.example.vn/', ...REQUEST });
    expect(outcome.kind).toBe('fetched');
    expect(reached).toBeGreaterThan(0);
  });

  it('resolves a name once: a second answer cannot lead elsewhere', async () => {
    let asked = 0;
    const rebinding: Dialler = {
      lookup: async () => {
        asked += 1;
        return [{ address: asked === 1 ? '192.0.2.1' : '127.0.0.1', port: null, guarded: true }];
      },
    };
    expect(await webWith(rebinding).fetch({ url: 'http://bao.example.vn/', ...REQUEST })).toMatchObject({
      failure: 'blocked-address',
    });
    expect(asked).toBe(1);
  });
});

describe('guardSocket', () => {
  class FakeSocket extends Socket {
    override readonly remoteAddress: string;
    constructor(remoteAddress: string) {
      super();
      this.remoteAddress = remoteAddress;
    }
  }
  const connected = (remote: string, guarded: boolean): { socket: Socket; fault: Promise<unknown> } => {
    const socket = new FakeSocket(remote);
    const fault = EventEmitter.once(socket, 'error').then(
      ([error]) => error,
      () => null,
    );
    guardSocket(socket, new URL('http://bao.example.vn/'), [{ address: '8.8.8.8', port: null, guarded }]);
    socket.emit('connect');
    return { socket, fault };
  };

  it('destroys a socket whose other end turns out to be private', async () => {
    const { socket, fault } = connected('10.0.0.7', true);
    expect(socket.destroyed).toBe(true);
    expect(await fault).toMatchObject({ kind: 'blocked-address' });
  });

  it('leaves a public one, and one nobody asked to guard (control)', () => {
    expect(connected('8.8.8.8', true).socket.destroyed).toBe(false);
    expect(connected('127.0.0.1', false).socket.destroyed).toBe(false);
  });
});
