/** The part of mjml 5 we use; the package has no types of its own. */
// biome-ignore lint/correctness/noUnresolvedImports: Biome does not follow the package's main to lib/
declare module 'mjml' {
  interface MjmlOptions {
    /** `strict` throws with line and element. */
    readonly validationLevel: 'strict';
    readonly keepComments: boolean;
    /** Web fonts that would be linked where a family is named: none, nothing is loaded from elsewhere. */
    readonly fonts: Readonly<Record<string, string>>;
  }
  // biome-ignore lint/style/noDefaultExport: this is how the package exports it
  export default function mjml2html(mjml: string, options: MjmlOptions): Promise<{ readonly html: string }>;
}
