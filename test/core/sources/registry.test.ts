import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { canonicalUrl } from '../../../lambdas/core/listing/canonical-url.ts';
import { seedRegistry } from '../../../lambdas/core/sources/registry.ts';
import { sourceRegistrySchema } from '../../../lambdas/core/sources/source.ts';

const { sources } = seedRegistry();

describe('the seed registry', () => {
  it('has at least forty papers in alphabetical order, each once', () => {
    const ids = sources.map((source) => source.id);
    expect(ids.length).toBeGreaterThanOrEqual(40);
    expect(ids).toEqual([...new Set(ids)].toSorted());
  });

  it('claims no host for two papers', () => {
    const hosts = sources.flatMap((source) => source.hosts);
    expect(new Set(hosts).size).toBe(hosts.length);
  });

  it('gives every paper a way in, at canonical addresses', () => {
    for (const { id, listing } of sources) {
      const addresses = [...listing.feeds, ...listing.pages.map((page) => page.url)];
      expect(addresses.length, id).toBeGreaterThan(0);
      for (const address of addresses) expect(canonicalUrl(address), id).toBe(address);
    }
  });

  it('is polite, admits what was not checked, and prints in full only what the state publishes', () => {
    for (const source of sources) {
      expect(source.courtesy.gapMs, source.id).toBeGreaterThanOrEqual(2_000);
      expect(source.state, source.id).toBe('unconfirmed');
      expect(source.printing === 'full', source.id).toBe(source.kind === 'portal');
      expect(source.place !== null, source.id).toBe(source.kind === 'local');
      expect(source.citeAs.toLowerCase(), source.id).toBe((source.hosts[0] ?? '').replace(/^www\./, ''));
    }
  });

  it('has selectors that can be read', () => {
    const $ = load('<p></p>');
    for (const { rules, listing } of sources) {
      const { remove = [], ...single } = rules ?? {};
      for (const selector of [...Object.values(single), ...remove, ...listing.pages.map((page) => page.links)]) {
        expect(() => $(selector), selector).not.toThrow();
      }
    }
  });

  it('refuses a source without a host (control)', () => {
    const broken = { version: 1, sources: [{ ...sources[0], hosts: [] }] };
    expect(sourceRegistrySchema.safeParse(broken).success).toBe(false);
  });
});
