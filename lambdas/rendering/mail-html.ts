/**
 * The HTML of a mail from its MJML, which must be without a fault; indents are left out, as every byte counts. MJML is loaded
 * with the first mail, not before: it is a third of what the desk would load to show a page.
 */
export async function htmlOf(mjml: string): Promise<string> {
  // biome-ignore lint/correctness/noUnresolvedImports: Biome does not follow the package's main to lib/
  const { default: mjml2html } = await import('mjml');
  const { html } = await mjml2html(mjml, { validationLevel: 'strict', keepComments: false, fonts: {} });
  return html.replaceAll(/^\s+/gmu, '');
}
