import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Template } from 'aws-cdk-lib/assertions';
import { readCostData } from './costing/data.ts';
import { inventoryOf } from './costing/inventory.ts';
import { priced, usesOf } from './costing/month.ts';
import { billOf, serviceTable } from './costing/table.ts';
import { buildHouse } from './house.ts';

/**
 * `npm run cost -- [--readers N,N…] [--lines] [--zalo]`: what a month of the stacks as they would be deployed now costs, by service;
 * `--zalo`: as if a Zalo account were connected. Reads nothing from AWS: sizes and counts are those of the synthesised templates.
 */
const { values } = parseArgs({
  options: {
    readers: { type: 'string', default: '100,10000,100000' },
    lines: { type: 'boolean', default: false },
    zalo: { type: 'boolean', default: false },
  },
});
const readers = values.readers.split(',').map(Number);
if (readers.some((each) => !Number.isInteger(each) || each < 0)) {
  console.error(`--readers ${values.readers}: whole numbers, several with commas`);
  process.exit(2);
}
const outdir = mkdtempSync(join(tmpdir(), 'diembao-cost-'));
try {
  const context = values.zalo ? { zalo: true } : {};
  const { storage, press } = buildHouse(fileURLToPath(new URL('../dist', import.meta.url)), { outdir, context });
  const inventory = inventoryOf([storage, press].map((stack) => Template.fromStack(stack).toJSON().Resources));
  const data = readCostData();
  const bills = readers.map((each) => billOf(each, priced(usesOf(each, inventory, data), data.prices)));
  process.stdout.write(serviceTable(bills, data.prices, { lines: values.lines }));
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
