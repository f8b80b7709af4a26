import { createHash } from 'node:crypto';
import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import type { DailyContent } from '../../lambdas/core/issue/snapshot.ts';
import { renderDocx } from '../../lambdas/rendering/docx/render-docx.ts';
import { renderEmail } from '../../lambdas/rendering/email.ts';
import { renderFeed, renderJsonFeed } from '../../lambdas/rendering/feed.ts';
import { renderIssueJson } from '../../lambdas/rendering/issue-json.ts';
import { renderIssuePage } from '../../lambdas/rendering/issue-page.ts';
import { renderPdf } from '../../lambdas/rendering/pdf/render-pdf.ts';
import { type RenderedFile, renderIssue } from '../../lambdas/rendering/render-issue.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { dailyZaloArticle } from '../../lambdas/rendering/zalo/zalo-article.ts';
import { dailyZaloText } from '../../lambdas/rendering/zalo/zalo-text.ts';
import { readDocx } from '../support/read-docx.ts';
import {
  type ReadOutput,
  readFeed,
  readJson,
  readJsonFeed,
  readMail,
  readNumbered,
  readPage,
  readText,
} from '../support/read-outputs.ts';
import { listedIn, openPdf } from '../support/read-pdf.ts';
import { archiveFilesOf, contentsOf, manifestOf } from '../support/sample-archive.ts';
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
  it('is what the texts for Zalo list too', () => {
    const view = viewOf(sampleSnapshot(sampleContent()), SAMPLE_ADDRESS);
    const { contents } = expected(sampleContent());
    expect(readNumbered(dailyZaloText(view))).toEqual(contents);
    expect(readNumbered(dailyZaloArticle(view, '').paragraphs.join('\n'))).toEqual(contents);
  });

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

describe('the feeds of all issues', () => {
  const manifest = manifestOf([sampleSnapshot()]);

  it('list the same items under the same numbers', () => {
    for (const content of [sampleContent(), giantContent(50, 400)]) {
      const shown = manifestOf([sampleSnapshot(content)]);
      expect(readFeed(renderFeed(shown, SAMPLE_ADDRESS)), 'Atom').toEqual(expected(content));
      expect(readJsonFeed(renderJsonFeed(shown, SAMPLE_ADDRESS)), 'JSON Feed').toEqual(expected(content));
    }
  });

  it('are told apart by the readers of this test when one lists the items in another order', () => {
    const [issue] = manifest.issues;
    if (issue === undefined) throw new Error('the sample is in the manifest');
    const planted = { ...manifest, issues: [{ ...issue, titles: issue.titles.toReversed() }] };
    expect(readFeed(renderFeed(planted, SAMPLE_ADDRESS))).not.toEqual(expected(sampleContent()));
    expect(readJsonFeed(renderJsonFeed(planted, SAMPLE_ADDRESS))).not.toEqual(expected(sampleContent()));
  });
});

describe('the lists of the archive', () => {
  it('have every item of an issue in the page of its month, and once in the sections', () => {
    const files = archiveFilesOf(contentsOf([sampleSnapshot()]));
    const items = expected(sampleContent()).contents.map(({ number, title }) => `#tin-${number} ${title}`);
    expect(itemsLinked(files, /^thang\/2026\/11\/index\.html$/u)).toEqual(items);
    expect(itemsLinked(files, /^chuyen-muc\/[a-z-]+\/2026\/index\.html$/u).sort()).toEqual(items.sort());
  });
});

/** `#tin-3 <title>` of every link to an item in the pages whose keys match. */
function itemsLinked(files: readonly RenderedFile[], keys: RegExp): string[] {
  const pages = files.filter(({ key }) => keys.test(key)).map(({ body }) => load(String(body)));
  return pages.flatMap(($) =>
    $('main a[href*="#tin-"]')
      .toArray()
      .map(
        (link) =>
          `${$(link)
            .attr('href')
            ?.replace(/^[^#]*/u, '')} ${$(link).text()}`,
      ),
  );
}
