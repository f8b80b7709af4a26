import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, deskWorld } from './desk/desk-world.ts';
import { type KeyHouse, openKeyHouse } from './desk/sign-in-house.ts';
import { openDesk } from './desk/visitor.ts';
import { makeSite } from './public/site.ts';

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

/** What scanners send to any address they find: three answers of 5xx in a quarter of an hour would call the operator. */
const BROKEN: readonly RequestInit[] = [
  { body: 'x', headers: { 'content-type': 'multipart/form-data' } },
  { body: '--b\r\nnothing', headers: { 'content-type': 'multipart/form-data; boundary=b' } },
  { body: '', headers: { 'content-type': 'multipart/form-data; boundary=b' } },
];
const GOOD = { body: 'address=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } };

describe('a form that is none', () => {
  it('is the sender’s fault at the desk, whoever he is, and reported to nobody', async () => {
    const { app, reports } = openDesk(await deskWorld(), house);
    const send = async ({ body = null, headers = {} }: RequestInit) => {
      const from = { ...Object.fromEntries(new Headers(headers)), origin: 'https://desk.example.vn' };
      return (await app.request(`/desk/issues/${DAY}/approve`, { method: 'POST', body, headers: from })).status;
    };
    expect(await Promise.all(BROKEN.map(send))).toEqual([422, 422, 422]);
    expect(await send(GOOD)).toBe(401);
    expect(reports).toEqual([]);
  });

  it('is so on the readers’ pages, and leaves the way out open', async () => {
    const site = makeSite();
    const send = (path: string) => async (form: RequestInit) =>
      (await site.get(path, { method: 'POST', ...form })).status;
    expect(await Promise.all(BROKEN.map(send('')))).toEqual([400, 400, 400]);
    // Of a mail program’s button only the token counts: what else it sends may be anything.
    expect(await Promise.all(BROKEN.map(send('/leave?token=x')))).toEqual([400, 400, 400]);
    expect(site.reports).toEqual([]);
  });

  it('is a failure of the house where nobody looks first: the planted fault', async () => {
    const request = new Request('https://desk.example.vn/desk', { method: 'POST', ...BROKEN[1] });
    await expect(request.formData()).rejects.toThrow();
  });
});
