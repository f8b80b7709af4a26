/** One element: a text, or elements by name (an array repeats the element). */
export type Xml = string | number | boolean | { readonly [name: string]: Xml | readonly Xml[] | undefined };

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** A document with one root element, as AWS answers. */
export function xmlDocument(name: string, content: Xml, namespace: string | null = null): string {
  const root = namespace === null ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${root}>${inner(content)}</${name}>`;
}

function inner(content: Xml): string {
  if (typeof content !== 'object') return String(content).replace(/[&<>"\r]/g, (sign) => ESCAPES[sign] ?? sign);
  return Object.entries(content)
    .flatMap(([name, value]) =>
      value === undefined ? [] : isList(value) ? value.map((one) => element(name, one)) : [element(name, value)],
    )
    .join('');
}

function isList(value: Xml | readonly Xml[]): value is readonly Xml[] {
  return Array.isArray(value);
}

function element(name: string, content: Xml): string {
  return `<${name}>${inner(content)}</${name}>`;
}
