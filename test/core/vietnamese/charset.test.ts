import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../lambdas/core/vietnamese/charset.ts';

const TEXT = 'Điểm báo: thủ tục hành chính ở Ủy ban';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return bytes;
};
/** `thủ` in windows-1258: the hook is a combining mark there (0xD2), the horned u of `chức` is 0xFD. */
const WINDOWS_1258 = Uint8Array.from([0x74, 0x68, 0x75, 0xd2, 0x20, 0x63, 0x68, 0xfd, 0xec, 0x63]);

describe('decodeText', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    expect(decodeText(utf8(TEXT), 'text/html; charset=utf-8')).toBe(TEXT);
    expect(decodeText(utf8(`\ufeff${TEXT}`), null)).toBe(TEXT);
  });

  it('reads UTF-16 with a byte order mark or by its first tag', () => {
    expect(decodeText(utf16(`\ufeff${TEXT}`, true), null)).toBe(TEXT);
    expect(decodeText(utf16(`\ufeff${TEXT}`, false), 'text/xml')).toBe(TEXT);
    expect(decodeText(utf16(`<p>${TEXT}`, true), null)).toBe(`<p>${TEXT}`);
  });

  it('sees through a label that calls UTF-8 something else', () => {
    expect(decodeText(utf8(TEXT), 'text/html; charset=iso-8859-1')).toBe(TEXT);
    expect(decodeText(utf8(`<meta charset="windows-1252">${TEXT}`), null)).toContain(TEXT);
  });

  it('reads windows-1258 by header, prolog, meta or, mislabelled, by elimination', () => {
    expect(decodeText(WINDOWS_1258, 'text/html; charset="windows-1258"')).toBe('thủ chức');
    expect(decodeText(WINDOWS_1258, 'text/html; charset=utf-8')).toBe('thủ chức');
    expect(decodeText(WINDOWS_1258, null)).toBe('thủ chức');
    const prolog = utf8('<?xml version="1.0" encoding="windows-1258"?>');
    expect(decodeText(Uint8Array.from([...prolog, ...WINDOWS_1258]), null)).toContain('thủ chức');
  });

  it('keeps a UTF-8 text that has a broken byte or was cut inside a letter', () => {
    const bytes = utf8(TEXT.repeat(3));
    expect(decodeText(Uint8Array.from([...bytes, 0xff, 0x41]), null)).toBe(`${TEXT.repeat(3)}\ufffdA`);
    expect(decodeText(utf8('Ủy ban ế').subarray(0, -1), null)).toBe('Ủy ban ');
  });

  it('composes what it read and survives an unknown label', () => {
    expect(decodeText(utf8(TEXT.normalize('NFD')), 'text/html; charset=no-such-set')).toBe(TEXT);
    expect(decodeText(Uint8Array.from([0x61, 0xff, 0xfe]), 'text/html; charset=x-unknown')).toContain('a');
  });
});
