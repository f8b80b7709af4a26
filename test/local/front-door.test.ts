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
    await door.close();
    await expect(fetch(`http://127.0.0.1:${door.port}/`)).rejects.toThrow();
  });
});
