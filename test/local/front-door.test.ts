import { get } from 'node:http';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { openDoor } from '../../lambdas/local/front-door.ts';

describe('the door of the house', () => {
  it('is taken from the moment it is opened, and answers 503 until it leads somewhere', async () => {
    const door = await openDoor(0);
    await expect(openDoor(door.port)).rejects.toThrow(`port ${door.port} is busy; choose another with --port N`);
    expect((await fetch(`http://127.0.0.1:${door.port}/`)).status).toBe(503);
    door.lead(new Hono().get('/', (context) => context.text('kho lưu trữ')));
    expect(await (await fetch(`http://127.0.0.1:${door.port}/`)).text()).toBe('kho lưu trữ');
    expect(await statusFor(door.port, 'localhost')).toBe(200);
    // A name of somebody else's that leads here (DNS rebinding): his page would be of one origin with the outbox.
    expect(await statusFor(door.port, 'evil.example')).toBe(421);
    await door.close();
    await expect(fetch(`http://127.0.0.1:${door.port}/`)).rejects.toThrow();
  });
});

/** The answer to a request that calls the house by a name of its own choice. */
function statusFor(port: number, name: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { host: `${name}:${port}` };
    get({ host: '127.0.0.1', port, headers }, (response) => resolve(response.resume().statusCode)).on('error', reject);
  });
}
