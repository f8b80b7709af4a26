import { describe, expect, it } from 'vitest';
import { fingerprintOf, freeze } from '../../lambdas/core/issue/freeze.ts';
import type { MailExtent } from '../../lambdas/core/issue/mail-extent.ts';
import { snapshotSchema } from '../../lambdas/core/issue/snapshot.ts';
import { renderEmail } from '../../lambdas/rendering/email.ts';
import { bytesOf, MAIL_LIMIT } from '../../lambdas/rendering/fit-mail.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { readMail, readText, visibleText } from '../support/read-outputs.ts';
import {
  giantContent,
  SAMPLE_ADDRESS,
  SAMPLE_APPROVAL,
  sampleContent,
  sampleSnapshot,
} from '../support/sample-snapshot.ts';

const compact = (content = sampleContent(), mail: MailExtent = 'compact') => ({
  ...content,
  masthead: { ...content.masthead, mail },
});
const mailOf = (content = sampleContent()) => renderEmail(viewOf(sampleSnapshot(content), SAMPLE_ADDRESS));

describe('a compact mail', () => {
  it('has the contents, every title and lead, and a link to the rest, in both parts', async () => {
    const [short, whole] = [await mailOf(compact()), await mailOf()];
    expect(readMail(short.html)).toEqual(readMail(whole.html));
    expect(readText(short.text)).toEqual(readText(whole.text));
    expect(visibleText(short.html)).toContain('Thư này nêu mục lục và đoạn đầu của mỗi tin.');
    expect(visibleText(short.html)).toContain('so với quy định hiện hành.');
    expect(visibleText(short.html)).not.toContain('Theo kế hoạch vừa ban hành');
    expect(visibleText(whole.html)).toContain('Theo kế hoạch vừa ban hành');
    expect(short.html).toContain(
      'href="https://diembao.example.vn/daily/2026/11/23/#tin-1">Đọc tiếp trên trang web</a>',
    );
    expect(short.text).toContain('Đọc tiếp: https://diembao.example.vn/daily/2026/11/23/#tin-1');
    expect(bytesOf(short.html)).toBeLessThan(bytesOf(whole.html));
  });

  it('keeps within the limit where even the leads are too long', async () => {
    const { html } = await mailOf(compact(giantContent(150, 2000)));
    expect(bytesOf(html)).toBeLessThanOrEqual(MAIL_LIMIT);
    expect(readMail(html).contents).toHaveLength(150);
  });

  it('is chosen when the issue is frozen: with the setting the fingerprint is another', () => {
    expect(fingerprintOf(compact())).not.toBe(fingerprintOf(sampleContent()));
    expect(fingerprintOf(compact())).not.toBe(fingerprintOf(compact(sampleContent(), 'full')));
  });

  it('is not what issues get that were frozen before there was a choice', async () => {
    const stored = snapshotSchema.parse(JSON.parse(JSON.stringify(freeze(sampleContent(), SAMPLE_APPROVAL, 1))));
    expect(fingerprintOf(stored.content)).toBe(stored.fingerprint);
    expect(viewOf(sampleSnapshot(), SAMPLE_ADDRESS).mail).toBe('full');
  });
});
