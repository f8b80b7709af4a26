import type { Plugin } from 'esbuild';

/**
 * Packages that packages of ours ask for and no run of ours reaches; each is empty in the bundles. Together they were half of
 * what `publish-issue` loads.
 */
const NEVER_REACHED: readonly { readonly asked: RegExp; readonly onlyFor: string }[] = [
  { asked: /^(htmlnano|cssnano|cssnano-preset-lite|js-beautify)$/, onlyFor: 'MJML, to minify or to indent a mail' },
  { asked: /^undici$/, onlyFor: 'cheerio, to fetch a page itself; pages come through the guard alone' },
  { asked: /^encoding-sniffer$/, onlyFor: 'cheerio, to guess the encoding of bytes; it is given text' },
  { asked: /^web-resource-inliner$/, onlyFor: 'juice, to fetch what a mail refers to; ours refer to nothing' },
  { asked: /^brotli\/decompress\.js$/, onlyFor: 'fontkit, to unpack WOFF2; the faces are TrueType' },
];

/** zod's messages in fifty languages, of which only the English ones are ever printed. */
const LOCALES = { asked: /locales\/index\.js$/, importer: /[\\/]zod[\\/]v4[\\/]/ };

/** What `lodash/fp`, of which MJML asks for three functions, begins with: the same lodash again, minified. */
const LODASH_AGAIN = { asked: /^\.\/lodash\.min$/, importer: /[\\/]lodash[\\/]fp\.js$/ };

/** Leaves out of every bundle what no run of it reaches, and what is in it already. */
export const leftOut: Plugin = {
  name: 'left-out',
  setup(pluginBuild) {
    for (const { asked } of NEVER_REACHED)
      pluginBuild.onResolve({ filter: asked }, ({ path }) => ({ path, namespace: 'empty' }));
    pluginBuild.onLoad({ filter: /./, namespace: 'empty' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
    pluginBuild.onResolve({ filter: LODASH_AGAIN.asked }, ({ importer, resolveDir }) =>
      LODASH_AGAIN.importer.test(importer)
        ? pluginBuild.resolve('./lodash.js', { kind: 'require-call', resolveDir })
        : undefined,
    );
    pluginBuild.onResolve({ filter: LOCALES.asked }, ({ path, importer, resolveDir }) =>
      LOCALES.importer.test(importer) ? { path, namespace: 'english-only', pluginData: resolveDir } : undefined,
    );
    pluginBuild.onLoad({ filter: /./, namespace: 'english-only' }, ({ pluginData }) => ({
      contents: "export { default as en } from '../locales/en.js';",
      resolveDir: String(pluginData),
    }));
  },
};
