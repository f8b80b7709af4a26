import { strToU8, zipSync } from 'fflate';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A sheet of a workbook: its name and the texts of its cells; `=1+1` becomes a formula. */
interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** An `.xlsx` file as a spreadsheet program writes it: texts in a table of their own, one part a sheet. */
export function workbookOf(...sheets: readonly Sheet[]): Uint8Array {
  const texts = new Map<string, number>();
  const parts = sheets.map(({ rows }) => sheetPart(rows, texts));
  const entries: Record<string, string> = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets
      .map(({ name }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...parts.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${MAIN}">${[...texts.keys()].map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
  };
  for (const [at, part] of parts.entries()) entries[`xl/worksheets/sheet${at + 1}.xml`] = part;
  return zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])));
}

function sheetPart(rows: Sheet['rows'], texts: Map<string, number>): string {
  const cellOf = (text: string, place: string): string => {
    if (text.startsWith('=')) return `<c r="${place}"><f>${escaped(text.slice(1))}</f><v>2</v></c>`;
    const number = texts.get(text) ?? texts.size;
    texts.set(text, number);
    return `<c r="${place}" t="s"><v>${number}</v></c>`;
  };
  const lines = rows.map((cells, at) => {
    const written = cells.map((text, column) => cellOf(text, `${String.fromCharCode(65 + column)}${at + 1}`));
    return `<row r="${at + 1}">${written.join('')}</row>`;
  });
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const rows = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${rows.join('')}</Relationships>`;
}

function contentTypes(): string {
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const relation = 'application/vnd.openxmlformats-package.relationships+xml';
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="${relation}"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}"/></Types>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
