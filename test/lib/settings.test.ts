import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bareAddress, hostOf, parseSettings, readSettings, type Settings, SettingsError } from '../../lib/settings.ts';
import { SETTINGS, settingsText } from './stub-house.ts';

const given = (context: Record<string, unknown>) => (key: string) => context[key];
const dev = given({});
const { stage: _, ...OWN } = SETTINGS;
const text = (changes: Record<string, unknown> = {}) => settingsText({ dev: { ...OWN, ...changes } });
const ofFile = (file: string, context: Record<string, unknown> = {}): Settings => parseSettings(file, given(context));

describe('the settings', () => {
  it('of the repository are whole for both its stages, which never mail from each other’s sender', () => {
    const [one, other] = [readSettings(dev), readSettings(given({ stage: 'prod' }))];

    expect([one.stage, other.stage]).toEqual(['dev', 'prod']);
    expect(hostOf(one.sender)).not.toBe(hostOf(other.sender));
    expect(one.signInPrefix).not.toBe(other.signInPrefix);
  });

  it('of a stage go before those of every stage, and the command line before both', () => {
    const file = settingsText({ dev: { ...OWN, monthlyBudget: 7 }, prod: {} }, { monthlyBudget: 5 });

    expect(ofFile(file).monthlyBudget).toBe(7);
    expect(ofFile(file, { monthlyBudget: '9' }).monthlyBudget).toBe(9);
    expect(ofFile(text(), { mailAllowList: 'a@example.vn,@example.gov.vn', domain: '' })).toMatchObject({
      mailAllowList: ['a@example.vn', '@example.gov.vn'],
      domain: null,
      sender: SETTINGS.sender,
    });
  });

  it('mail everyone in prod only', () => {
    const prod = { stage: 'prod' };

    expect(() => ofFile(text({ mailAllowList: [] }))).toThrow(/mailAllowList: must name/);
    expect(() => ofFile(settingsText({ prod: OWN }), prod)).toThrow(/mailAllowList: must be empty/);
    expect(ofFile(settingsText({ prod: { ...OWN, mailAllowList: [] } }), prod).mailAllowList).toEqual([]);
  });

  it.each([
    ['region', 'Singapore'],
    ['publicAddress', 'http://diembao.example.vn'],
    ['publicAddress', 'https://diembao.example.vn/'],
    ['sender', 'nobody'],
    ['sender', 'A <a@example.vn>\r\nBcc: all@example.vn'],
    ['alarmEmail', 'ops'],
    ['mailAllowList', ['x'], '"x"'],
    ['mailAllowList', ['*'], '"*"'],
    ['domain', { name: 'x', certificateArn: 'y' }, '"name": "x"'],
    ['signInPrefix', '-a'],
    ['senderIdentity', 'maybe'],
    ['monthlyBudget', '20'],
  ])('name the line of %s when it is %j', (field, value, place = `"${field}"`) => {
    const file = text({ [field]: value });
    const line = file.split('\n').findIndex((each) => each.includes(place)) + 1;

    expect(() => ofFile(file)).toThrow(new RegExp(`^lib/settings\\.json, line ${line}\\b.*stages → dev → ${field}`));
    expect(() => ofFile(file)).not.toThrow(/is missing/);
  });

  it('name every fault at once: what is missing, what is not known, what the command line has wrong', () => {
    const { replyTo: __, ...rest } = OWN;
    const file = settingsText({ dev: { ...rest, colour: 'red' } }, { monthlyBudget: 5 });

    expect(() => ofFile(file, { region: 'here' })).toThrow(/-c region: must be an AWS region/);
    expect(() => ofFile(file)).toThrow(/stages → dev → replyTo: is missing\n.*dev → colour: is not known/);
    expect(() => ofFile(file, { stage: 'pilot' })).toThrow(/has no pilot; it has dev/);
  });

  it.each([
    ['{\n "version": 1,\n}', 'line 3: a comma before } is one too many'],
    ['{\n "version" 1 }', 'line 2: a colon is missing after "version"'],
    ['{ "version": 1\n "stages": {} }', 'line 1: a comma is missing at the end, or }'],
    ['{ "a": 1,\n "a": 2 }', 'line 2: "a" stands here twice'],
    ['{ "a": [1,\n ] }', 'line 2: a comma before ] is one too many'],
    ['{ "a": ,\n }', 'line 1: a value is missing'],
    ['{ "a": "x }', 'line 1: a text has no closing "'],
    ['{} {}', 'line 1: nothing more may stand'],
  ])('that are no JSON say in plain words what is wrong: %j', (file, message) => {
    expect(() => ofFile(file)).toThrow(`lib/settings.json, ${message}`);
  });

  it.each([
    ['"replyTo"', '“replyTo”', 'line 7: typographic quotation marks: write straight ones'],
    ['"toasoan@example.vn"', "'toasoan@example.vn'", 'line 7: a text stands in double quotation marks'],
    ['toasoan@', 'toasoan\t@', 'line 7: a tab stands in the text'],
    ['"ap-southeast-1",', '"ap-southeast-1"', 'line 4: a comma is missing at the end'],
    ['"domain": null', '// own\n"domain": null', 'line 5: there are no comments'],
    ['"domain": null', '"domain": None', 'line 5: what is not there is written null'],
    ['"monthlyBudget": 20\n', '"monthlyBudget": 20,5\n', 'line 10: a number has a point before its decimals'],
    ['"publicAddress": null', '"publicAddress": "http://bao.vn"', 'publicAddress: must begin with https://'],
    ['"toasoan@example.vn"', '"toasoan"', 'replyTo: must be one e-mail address, without spaces; it is "toasoan"'],
    ['"vanhanh@example.vn"', '"vanhanh@example.vn "', 'alarmEmail: must be one e-mail address, without spaces; it is'],
    ['thu.example.vn>', 'thu.example.vn', 'sender: must be an e-mail address, or a name and behind it'],
    ['<diembao@thu.example.vn>', 'diembao@thu.example.vn', 'sender: must be an e-mail address, or a name'],
    ['"domain": null', '"domain": "bao.vn"', 'domain: must be null or { "name": "…", "certificateArn": "…" }'],
    ['["thunghiem@example.vn", "@simulator.amazonses.com"]', '"a@b.vn"', 'mailAllowList: must be a list'],
    ['"alarmEmail"', '"alarmMail"', 'alarmMail: is not known; did you mean alarmEmail?'],
    ['"signInPrefix"', '"signinPrefix"', 'signinPrefix: is not known; did you mean signInPrefix?'],
    ['"stages"', '"stage"', 'stage: is not known; did you mean stages?'],
    ['"domain": null', '"colour": 1, "domain": null', 'colour: is not known; the names are stage, region'],
    [
      '"domain": null',
      '"timeZone": "UTC", "domain": null',
      'timeZone: is not known; the time is Viet Nam’s everywhere',
    ],
    ['"version": 1,', '"version": 1, "replyTo": "a@b.vn",', 'replyTo: is not known; it belongs into everyStage'],
  ])('say of a slip what to write: %s as %s', (right, wrong, says) => {
    const whole = readFileSync('lib/settings.json', 'utf8');
    expect(whole).toContain(right);
    const said = (text: string): string => {
      try {
        return ofFile(text).stage;
      } catch (error) {
        return error instanceof SettingsError ? error.message : `no fault of the file: ${error}`;
      }
    };
    expect(said(whole.replace(right, wrong))).toContain(says);
    expect(said(`\uFEFF${whole}`)).toBe('dev');
  });

  it('of the command line are told in the same words', () => {
    expect(() => ofFile(text(), { domain: 'bao.vn' })).toThrow(/^-c domain: must be null or/);
    expect(() => ofFile(text(), { zalo: 'True' })).toThrow('-c zalo: must be true or false; it is "True"');
    expect([ofFile(text(), { zalo: 'true' }).zalo, ofFile(text(), { zalo: 'false' }).zalo]).toEqual([true, false]);
  });

  it('are read as JSON is', () => {
    const file = text({ sender: 'Điểm “báo” \\ \u0009 <a@example.vn>' });

    expect(ofFile(file).sender).toBe(JSON.parse(file).stages.dev.sender);
  });

  it('know the host and the bare address of a sender with a name', () => {
    expect(hostOf(SETTINGS.sender)).toBe('example.vn');
    expect(bareAddress(SETTINGS.sender)).toBe('diembao@example.vn');
    expect(bareAddress('diembao@example.vn')).toBe('diembao@example.vn');
  });
});
