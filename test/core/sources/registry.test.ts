import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { articleId, canonicalUrl } from '../../../lambdas/core/listing/canonical-url.ts';
import { placeById, placeOn, placesOn } from '../../../lambdas/core/places/gazetteer.ts';
import { sourceAt } from '../../../lambdas/core/sources/hosts.ts';
import { seedRegistry } from '../../../lambdas/core/sources/registry.ts';
import { sourceRegistrySchema } from '../../../lambdas/core/sources/source.ts';

const { sources } = seedRegistry();

describe('the seed registry', () => {
  it('has at least sixty papers and portals in alphabetical order, each once', () => {
    const ids = sources.map((source) => source.id);
    expect(ids.length).toBeGreaterThanOrEqual(60);
    expect(ids).toEqual([...new Set(ids)].toSorted());
  });

  it('claims no host for two papers', () => {
    const hosts = sources.flatMap((source) => source.hosts);
    expect(new Set(hosts).size).toBe(hosts.length);
  });

  it('has a paper or portal of each of the 34 provinces and cities of today', () => {
    const today = placesOn('2026-11-23');
    const covered = new Set(sources.flatMap(({ place }) => (place === null ? [] : [placeOn(place, '2026-11-23')])));
    expect(today).toHaveLength(34);
    expect(today.filter((place) => !covered.has(place))).toEqual([]);
    // The control: a province that is no more is covered by none under its own name.
    expect(covered.has('thai-binh')).toBe(false);
  });

  it('names only places of the gazetteer', () => {
    for (const { id, place } of sources) if (place !== null) expect(placeById(place), id).not.toBeNull();
  });

  it('finds the source of an old address, and identifies its articles with those of the present host', () => {
    const old = 'http://www.baobacgiang.com.vn/bg/tin-123.html';
    const source = sourceAt(old, sources);
    expect(source?.id).toBe('baobacninhtv');
    const present = 'https://baobacninhtv.vn/bg/tin-123.html';
    expect(articleId(old, source?.hosts)).toBe(articleId(present, source?.hosts));
    expect(sourceAt('https://khongcobao.example/', sources)).toBeNull();
  });

  it('gives every paper a way in, at canonical addresses', () => {
    for (const { id, listing } of sources) {
      const addresses = [...listing.feeds, ...listing.pages.map((page) => page.url), ...(listing.sitemaps ?? [])];
      expect(addresses.length, id).toBeGreaterThan(0);
      for (const address of addresses) expect(canonicalUrl(address), id).toBe(address);
    }
  });

  it('R26 is polite, admits what was not checked, and prints in full only what the state publishes', () => {
    for (const source of sources) {
      expect(source.courtesy.gapMs, source.id).toBeGreaterThanOrEqual(2_000);
      expect(source.state, source.id).toBe('unconfirmed');
      expect(source.printing === 'full', source.id).toBe(source.kind === 'portal');
      if (source.kind === 'local') expect(source.place, source.id).not.toBeNull();
      expect(source.citeAs.toLowerCase(), source.id).toBe((source.hosts[0] ?? '').replace(/^www\./, ''));
      expect(source.citeAs, source.id).toMatch(/^[A-Z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+$/);
      expect(
        source.hosts.map((host) => host.toLowerCase()),
        source.id,
      ).toEqual(source.hosts);
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
