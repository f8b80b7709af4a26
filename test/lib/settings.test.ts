import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bareAddress, hostOf, parseSettings, readSettings } from '../../lib/settings.ts';
import { SETTINGS } from './stub-house.ts';

const none = () => undefined;
const given = (context: Record<string, unknown>) => (key: string) => context[key];
const text = (changes: Record<string, unknown> = {}) => JSON.stringify({ ...SETTINGS, ...changes });

describe('the settings', () => {
  it('come from the file of the repository as they are', () => {
    expect(readSettings(none)).toEqual(JSON.parse(readFileSync('lib/settings.json', 'utf8')));
  });

  it('give way to the command line, whose texts become lists and objects', () => {
    const settings = parseSettings(
      text(),
      given({ mailAllowList: 'a@example.vn,@example.gov.vn', domain: '', stage: 'pilot' }),
    );

    expect(settings).toMatchObject({
      mailAllowList: ['a@example.vn', '@example.gov.vn'],
      domain: null,
      stage: 'pilot',
      sender: SETTINGS.sender,
    });
  });

  it('mail everyone in production only', () => {
    expect(() => parseSettings(text({ mailAllowList: [] }), none)).toThrow(/^settings: mailAllowList: must name/);
    expect(() => parseSettings(text({ stage: 'production' }), none)).toThrow(/^settings: mailAllowList: must be empty/);
    expect(parseSettings(text({ stage: 'production', mailAllowList: [] }), none).mailAllowList).toEqual([]);
  });

  it.each([
    ['stage', 'Production'],
    ['region', 'Singapore'],
    ['publicAddress', 'http://diembao.example.vn'],
    ['publicAddress', 'https://diembao.example.vn/'],
    ['sender', 'nobody'],
    ['sender', 'A <a@example.vn>\r\nBcc: all@example.vn'],
    ['alarmEmail', 'ops'],
    ['mailAllowList', ['x']],
    ['mailAllowList', ['*']],
    ['domain', { name: 'x', certificateArn: 'y' }],
    ['signInPrefix', '-a'],
  ])('name the field %s when it is %j', (field, value) => {
    expect(() => parseSettings(text({ [field]: value }), none)).toThrow(new RegExp(`^settings: ${field}`));
  });

  it('name a field that is missing and one that does not exist', () => {
    const { replyTo: _, ...rest } = SETTINGS;

    expect(() => parseSettings(JSON.stringify({ ...rest, colour: 'red' }), none)).toThrow(
      /settings: replyTo: [\s\S]*settings: colour: /,
    );
  });

  it('know the host and the bare address of a sender with a name', () => {
    expect(hostOf(SETTINGS.sender)).toBe('example.vn');
    expect(bareAddress(SETTINGS.sender)).toBe('diembao@example.vn');
    expect(bareAddress('diembao@example.vn')).toBe('diembao@example.vn');
  });
});
