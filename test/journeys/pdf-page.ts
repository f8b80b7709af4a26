import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page, Route } from 'playwright-core';

/** Mozilla's reader of PDF files, in one file; in a browser it draws. */
const PDFJS = fileURLToPath(import.meta.resolve('unpdf/pdfjs'));
/** An address nobody has: what is asked of it is answered from here. */
const ORIGIN = 'http://pdf-page.invalid';
/** Width of A4 in points. */
const A4 = 595.28;

/** A page of a PDF, from 1, so many pixels wide. */
export interface PdfPage {
  readonly pdf: Uint8Array;
  readonly number: number;
  readonly width: number;
}

/** Shows one page of a PDF as paper in the browser, whose own viewer a headless one does not have. */
export async function showPdfPage(page: Page, { pdf, number, width }: PdfPage): Promise<void> {
  const files: Readonly<Record<string, readonly [type: string, body: string | Buffer]>> = {
    '/': ['text/html', sheet(number, width / A4)],
    '/pdfjs.mjs': ['text/javascript', readFileSync(PDFJS)],
    '/issue.pdf': ['application/pdf', Buffer.from(pdf)],
  };
  const answer = (route: Route): Promise<void> => {
    const file = files[new URL(route.request().url()).pathname];
    return file ? route.fulfill({ contentType: file[0], body: file[1] }) : route.fulfill({ status: 404 });
  };
  await page.route(`${ORIGIN}/**`, answer);
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction("document.title === 'drawn'");
  await page.unroute(`${ORIGIN}/**`, answer);
}

function sheet(number: number, scale: number): string {
  return `<body style="margin:0"><canvas></canvas><script type="module">
import { getDocument } from '/pdfjs.mjs';
const page = await (await getDocument({ url: '/issue.pdf' }).promise).getPage(${number});
const viewport = page.getViewport({ scale: ${scale} });
const canvas = document.querySelector('canvas');
Object.assign(canvas, { width: viewport.width, height: viewport.height });
await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise;
document.title = 'drawn';
</script>`;
}
