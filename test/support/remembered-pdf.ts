import type { renderPdf } from '../../lambdas/rendering/pdf/render-pdf.ts';
import type { IssueView } from '../../lambdas/rendering/view.ts';

/**
 * The PDF room with a memory: a sweep of crashes renders the same issue a hundred times. For tests of what is done with a
 * PDF, never of the PDF; used in the factory of `vi.mock`, which has to import it itself.
 */
export function rememberedPdf(room: { readonly renderPdf: typeof renderPdf }): { renderPdf: typeof renderPdf } {
  const known = new Map<string, Promise<Uint8Array>>();
  return {
    renderPdf(view: IssueView) {
      const key = JSON.stringify(view);
      const rendered = known.get(key) ?? room.renderPdf(view);
      known.set(key, rendered);
      return rendered;
    },
  };
}
