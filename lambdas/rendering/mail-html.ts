// biome-ignore lint/correctness/noUnresolvedImports: Biome does not follow the package's main to lib/
import mjml2html from 'mjml';

/** The HTML of a mail from its MJML, which must be without a fault; indents are left out, as every byte counts. */
export async function htmlOf(mjml: string): Promise<string> {
  const { html } = await mjml2html(mjml, { validationLevel: 'strict', keepComments: false, fonts: {} });
  return html.replaceAll(/^\s+/gmu, '');
}
