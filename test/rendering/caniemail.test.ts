import { describe, expect, it } from 'vitest';
import { renderEmail } from '../../lambdas/rendering/email.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { ACCEPTED, unsupported } from '../support/mail-lint.ts';
import { SAMPLE_ADDRESS, sampleSnapshot } from '../support/sample-snapshot.ts';

describe('the mail in the programs of its readers', () => {
  it('uses nothing they lack but what is accepted with a reason', async () => {
    const { html } = await renderEmail(viewOf(sampleSnapshot(), SAMPLE_ADDRESS));
    expect(unsupported(html).filter((title) => ACCEPTED[title] === undefined)).toEqual([]);
    expect(Object.keys(ACCEPTED).filter((title) => !unsupported(html).includes(title))).toEqual([]);
  });

  it('is checked by a lint that sees what they lack', () => {
    expect(unsupported('<div style="display:flex"><video></video></div>')).toContain('display:flex');
  });
});
