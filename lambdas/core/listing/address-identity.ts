/** Beginnings of host names that serve the same pages in another dress. */
const DRESSES = /^(?:(?:www\d?|m|mobile|amp|wap|touch)\.)+(?=[^.]+\.)/;

/** Paths of AMP and print pages, and the plain page's path; each applied once, in this order. */
const PLAIN_PATHS: readonly (readonly [RegExp, string])[] = [
  [/\/{2,}/g, '/'],
  [/^\/(?:amp|print|printview|in-bai-viet)\/(?=.)/i, '/'],
  [/(?<=.)\/(?:amp|print|printview)\/?$/i, ''],
  [/[.-](?:amp|print)(?=\.(?:html?|aspx|vnp|antd|epi|tpo|vov)$)/i, ''],
  [/(?<=\.(?:html?|aspx))\.(?:amp|print)$/i, ''],
  [/(?<=.)\.amp$/i, ''],
  [/\/+$/, ''],
];

/** Parameters that ask for another dress of the same page. */
const DRESS_PARAMETERS =
  /^(?:amp(?:=.*)?|print(?:=.*)?|(?:output|outputtype|view|mode|layout)=(?:amp|print)|tmpl=component)$/i;

/** A host name without `www.`, `m.`, `amp.` and the like, in lower case. */
export function bareHostOf(host: string): string {
  const lower = host.toLowerCase();
  const bare = lower.replace(DRESSES, '');
  // `amp.vn` is a paper of that name, not a dress of `vn`.
  return bare.includes('.') ? bare : lower;
}

/**
 * What makes two addresses one article: scheme, `www.`, mobile and AMP hosts, AMP and print pages, trailing slashes and
 * the order of parameters do not count. A host of the source other than its first counts as the first.
 */
export function identityOf(canonical: string, hosts: readonly string[] = []): string {
  const url = new URL(canonical);
  const host = bareHostOf(url.host);
  const bare = hosts.map(bareHostOf);
  const present = bare.includes(host) ? (bare[0] ?? host) : host;
  const path = PLAIN_PATHS.reduce((text, [pattern, plain]) => text.replace(pattern, plain), spelledAlike(url.pathname));
  const parameters = url.search
    .slice(1)
    .split('&')
    .filter((each) => each !== '' && !DRESS_PARAMETERS.test(each))
    .toSorted();
  return `${present}${path}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`;
}

/** A path in raw letters, composed or not, and with either case of its escapes is one path. */
function spelledAlike(path: string): string {
  if (!/%[89a-f]/i.test(path)) return path;
  try {
    return encodeURI(decodeURI(path).normalize('NFC'));
  } catch {
    return path;
  }
}

/** True when the address is the page's plain one: no AMP, print or mobile dress. */
export function isPlain(canonical: string): boolean {
  const url = new URL(canonical);
  const plainHost = /^(?:m|mobile|amp|wap|touch)\./.test(url.hostname) === false;
  const path = PLAIN_PATHS.slice(1, -1).every(([pattern]) => !pattern.test(url.pathname));
  return (
    plainHost &&
    path &&
    !url.search
      .slice(1)
      .split('&')
      .some((each) => DRESS_PARAMETERS.test(each))
  );
}
