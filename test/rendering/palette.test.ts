import { describe, expect, it } from 'vitest';
import { type Palette, readPalette, siteStyle } from '../../lambdas/rendering/palette.ts';

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Texts too faint on their ground: WCAG AA asks 4.5. */
function faint(colours: Palette['light']): string[] {
  const texts = ['ink', 'muted', 'navy', 'red'] as const;
  const grounds = ['paper', 'ground', 'panel'] as const;
  const pairs = texts.flatMap((text) => grounds.map((ground) => [text, ground] as const));
  return pairs.filter(([text, on]) => contrast(colours[text], colours[on]) < 4.5).map((pair) => pair.join(' on '));
}

describe('the palette', () => {
  it('has enough contrast for every text on every ground, light and dark', () => {
    expect(faint(readPalette().light)).toEqual([]);
    expect(faint(readPalette().dark)).toEqual([]);
  });

  it('is measured: a pale text is found', () => {
    expect(faint({ ...readPalette().light, muted: '#a0a0a0' })).toContain('muted on paper');
    expect(contrast('#000000', '#ffffff')).toBe(21);
  });

  it('is the only source of colours in the style of the site', () => {
    const style = siteStyle();
    expect(style.slice(style.indexOf('/* The public pages')).match(/#[0-9a-f]{3,8}\b/giu)).toBeNull();
    const used = [...style.matchAll(/var\(--(\w+)\)/gu)].map((match) => match[1]);
    expect(used.filter((name) => !style.includes(`--${name}:`))).toEqual([]);
  });
});
