import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { z } from 'zod';
import { FUNCTIONS } from '../../lambdas/names.ts';
import { buildHouse, type House } from '../../lib/house.ts';
import { parseSettings, type Settings } from '../../lib/settings.ts';

/** A settings file a person might write. */
export const SETTINGS: Settings = {
  stage: 'test',
  region: 'ap-southeast-1',
  domain: {
    name: 'diembao.example.vn',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d',
  },
  publicAddress: null,
  signInPrefix: 'diembao-test',
  sender: 'Điểm báo <diembao@example.vn>',
  replyTo: 'toasoan@example.vn',
  alarmEmail: 'vanhanh@example.vn',
  mailAllowList: ['thunghiem@example.vn', '@toasoan.example.vn'],
  runbookAddress: 'https://example.vn/RUNBOOK.md',
  senderIdentity: 'make',
  monthlyBudget: 20,
  zalo: true,
};

/** A settings file with these stages. */
export function settingsText(stages: Record<string, object>, everyStage: object = {}): string {
  return JSON.stringify({ version: 1, everyStage, stages }, null, 2);
}

const contextSchema = z.object({ context: z.record(z.string(), z.unknown()) });

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder under the system's temporary one, gone after the file's tests. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `diembao-${name}-`));
  made.push(folder);
  return folder;
}

/** The house of the settings above: synthesised once for all files of a worker, none of which changes it. */
let unchanged: House | undefined;

/** A house of handlers that do nothing, with the feature flags of `cdk.json`. */
export function stubHouse(changes?: Partial<Settings>): House {
  if (changes) return builtHouse(changes, temporaryFolder('house'));
  if (unchanged) return unchanged;
  const folder = mkdtempSync(join(tmpdir(), 'diembao-house-'));
  try {
    unchanged = builtHouse({}, folder);
    // The templates are read from their files once, then known.
    resourcesOf(unchanged);
    return unchanged;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function builtHouse(changes: Partial<Settings>, folder: string): House {
  for (const name of FUNCTIONS) {
    mkdirSync(join(folder, 'dist', name), { recursive: true });
    writeFileSync(join(folder, 'dist', name, 'index.mjs'), `export const handler = async () => '${name}';\n`);
  }
  const { context } = contextSchema.parse(JSON.parse(readFileSync('cdk.json', 'utf8')));
  const { stage, ...own } = { ...SETTINGS, ...changes };
  const settings = parseSettings(settingsText({ [stage]: own }), (key) => (key === 'stage' ? stage : undefined));
  // The toolkit's own look at the templates only ever warns; `cdk synth` of the suite keeps it. cdk-nag stays.
  const props = { outdir: join(folder, 'out'), context, builtinCloudFormationValidation: false };
  return buildHouse(join(folder, 'dist'), props, () => settings);
}

/** See {@link Resource}. */
export const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.any()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  DependsOn: z.array(z.string()).optional(),
});
/** One resource of a template. */
export type Resource = z.infer<typeof resourceSchema>;
/** The resources of a template by logical id. */
export type Resources = Record<string, Resource>;

/** The resources of the two stacks as CloudFormation gets them. */
export function resourcesOf(house: House): { readonly storage: Resources; readonly press: Resources } {
  const parse = (template: Template): Resources =>
    z.record(z.string(), resourceSchema).parse(structuredClone(template.toJSON().Resources));
  return { storage: parse(Template.fromStack(house.storage)), press: parse(Template.fromStack(house.press)) };
}

/** The resources of one type, with their logical ids. */
export function ofType(resources: Resources, type: string): [string, Resource][] {
  return Object.entries(resources).filter(([, resource]) => resource.Type === type);
}

/** Properties of the only resource of a type. */
export function onlyOf(resources: Resources, type: string): Resource['Properties'] {
  const [first, ...others] = ofType(resources, type);
  if (!first || others.length > 0) throw new Error(`not exactly one ${type}`);
  return first[1].Properties;
}
