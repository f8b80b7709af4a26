import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { failureKindSchema } from '../../lambdas/core/sources/visit.ts';
import { proofOf } from '../../lambdas/rendering/proof.ts';
import { renderMarkup } from '../../lambdas/rendering/templates.ts';
import { sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

function filesUnder(folder: string): string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

/** Code without its comments. */
const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gmu, '');

/** A letter only Vietnamese has. */
const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/iu;

describe('the templates', () => {
  it('print everything escaped but our own style sheet', () => {
    const raw = filesUnder('templates').flatMap(
      (file) => readFileSync(file, 'utf8').match(/\{\{[^}]*\|\s*raw[^}]*\}\}/gu) ?? [],
    );
    expect([...new Set(raw)]).toEqual(['{{ style | raw }}']);
  });

  it('fail with line and column on an unknown variable', () => {
    expect(() => renderMarkup('site/not-found.html', { root: '/' })).toThrow(
      /undefined variable: style.*line:\d+, col:\d+/u,
    );
  });

  it('hold all words a reader sees: the code has none', () => {
    const ours = ['lambdas/rendering', 'lambdas/core/issue', 'lambdas/core/archive'].flatMap(filesUnder);
    const worded = ours.filter((file) => file.endsWith('.ts') && VIETNAMESE.test(codeOf(readFileSync(file, 'utf8'))));
    expect(worded).toEqual([]);
    expect(VIETNAMESE.test(codeOf("const a = 'tin tức'; // chú thích"))).toBe(true);
  });

  it('have words for every reason why a paper is missing', () => {
    const content = sampleContent();
    for (const failure of [...failureKindSchema.options, 'silent', 'never-visited', 'not-lately'] as const) {
      const missing = [{ sourceId: 'a', name: 'Báo A', failure, detail: '' }];
      const snapshot = sampleSnapshot({ ...content, gathered: { ...content.gathered, missing } });
      expect(proofOf(snapshot).missing[0]?.why).toMatch(VIETNAMESE);
    }
  });
});
