import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { emptyManifest, manifestIssueOf, withIssue } from '../../lambdas/core/archive/manifest-of.ts';
import type { DailyContent } from '../../lambdas/core/issue/snapshot.ts';
import { renderLatest } from '../../lambdas/rendering/archive-pages.ts';
import { renderDocx } from '../../lambdas/rendering/docx/render-docx.ts';
import { renderEmail } from '../../lambdas/rendering/email.ts';
import { renderFeed } from '../../lambdas/rendering/feed.ts';
import { renderIssueJson } from '../../lambdas/rendering/issue-json.ts';
import { renderIssuePage } from '../../lambdas/rendering/issue-page.ts';
import { renderPdf } from '../../lambdas/rendering/pdf/render-pdf.ts';
import { renderIssue } from '../../lambdas/rendering/render-issue.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { readDocx } from '../support/read-docx.ts';
import { type ReadOutput, readJson, readMail, readPage, readText } from '../support/read-outputs.ts';
import { listedIn, openPdf } from '../support/read-pdf.ts';
import { giantContent, SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';

async function readAll(content: DailyContent): Promise<Record<string, ReadOutput>> {
  const view = viewOf(sampleSnapshot(content), SAMPLE_ADDRESS);
  const mail = await renderEmail(view);
  return {
    mail: readMail(mail.html),
    text: readText(mail.text),
    page: readPage(renderIssuePage(view)),
    json: readJson(renderIssueJson(view)),
  };
}

async function readPaged(content: DailyContent): Promise<Record<string, ReadOutput>> {
  const view = viewOf(sampleSnapshot(content), SAMPLE_ADDRESS);
  const { bytes, pageOf } = await renderPdf(view);
  const { contents, titles } = listedIn(await openPdf(bytes));
  return { pdf: { contents, titles }, docx: readDocx(await renderDocx(view, { pageOf, stamp: null })) };
}

function expected(content: DailyContent): ReadOutput {
  const clippings = content.sections.flatMap((section) => section.clippings);
  return {
    contents: clippings.map(({ number, title }) => ({ number, title })),
    titles: clippings.map((clipping) => clipping.title),
  };
}

describe('every output of an issue', () => {
  it('lists the same items under the same numbers', async () => {
    const outputs = { ...(await readAll(sampleContent())), ...(await readPaged(sampleContent())) };
    for (const [name, output] of Object.entries(outputs)) {
      expect(output, name).toEqual(expected(sampleContent()));
    }
  });

  it('lists them when the bodies no longer fit into the mail', async () => {
    const content = giantContent(50, 20_000);
    for (const [name, output] of Object.entries(await readAll(content))) {
      expect(output, name).toEqual(expected(content));
    }
  });

  it('lists them in the contents of the mail when even the titles fit only once', async () => {
    const content = giantContent(400, 2000);
    const { mail, text } = await readAll(content);
    expect(mail?.contents).toEqual(expected(content).contents);
    expect(text?.contents).toEqual(expected(content).contents);
    expect(mail?.titles).toEqual([]);
  });

  it('is told apart by the readers of this test when one of them numbers otherwise', async () => {
    const content = sampleContent();
    const [page] = await renderIssue(sampleSnapshot(content), SAMPLE_ADDRESS);
    const planted = String(page?.body).replace('<span>4.</span>', '<span>1.</span>');
    expect(readPage(planted)).not.toEqual(expected(content));
  });

  it('changes no byte when it is rendered again', async () => {
    // Held against each other as digests: byte for byte, the test's own comparing took longer than all the rendering.
    const digests = async () =>
      (await renderIssue(sampleSnapshot(), SAMPLE_ADDRESS)).map(({ key, body }) => [
        key,
        createHash('sha256').update(body).digest('hex'),
      ]);
    expect(await digests()).toEqual(await digests());
  });
});

describe('what is derived from the manifest', () => {
  const manifest = withIssue(emptyManifest(), manifestIssueOf(sampleSnapshot(), '2026-11-23T07:31:00+07:00'));
  const titles = expected(sampleContent()).titles;

  it('lists the items of the newest issue', () => {
    const html = renderLatest(manifest, SAMPLE_ADDRESS);
    expect(titles.filter((title) => !html.includes(`>${title}</a>`))).toEqual([]);
  });

  it('lists them in the feed', () => {
    const feed = renderFeed(manifest, SAMPLE_ADDRESS);
    expect(titles.filter((title) => !feed.includes(`&gt;${title}&lt;/a&gt;`))).toEqual([]);
  });
});
