import { z } from 'zod';
import { daySchema } from '../../core/calendar/instant.ts';
import { classify } from '../../core/sections/classify.ts';
import { seedLexicon } from '../../core/sections/lexicon.ts';
import { seedRegistry } from '../../core/sources/registry.ts';
import type { Source } from '../../core/sources/source.ts';
import type { Command } from './command.ts';
import { readLines } from './input.ts';

const lineSchema = z.object({
  id: z.string(),
  title: z.string(),
  lead: z.string().nullish(),
  text: z.string().nullish(),
  url: z.string().nullish(),
  source: z.string().nullish(),
  date: z.string().nullish(),
});

/** `classify`: is it reform news, and where does it belong. */
export const classifyTexts: Command = {
  usage: 'L.jsonl',
  summary: 'reform or not, section, place and reasons; lines are {id, title, lead?, text?, url?, source?, date?}',
  *run([path]) {
    const lexicon = seedLexicon();
    const byHost = new Map(seedRegistry().sources.flatMap((source) => source.hosts.map((host) => [host, source])));
    for (const line of readLines(path, lineSchema)) {
      const source = sourceOf(line, byHost);
      const judged = classify(
        {
          title: line.title,
          lead: line.lead ?? null,
          text: line.text ?? '',
          rubric: null,
          sourceKind: source?.kind ?? null,
          sourcePlace: source?.place ?? null,
          day: daySchema.safeParse(line.date).data ?? null,
        },
        lexicon,
      );
      yield { id: line.id, ...judged };
    }
  },
};

function sourceOf(line: z.infer<typeof lineSchema>, byHost: ReadonlyMap<string, Source>): Source | null {
  const host = line.url && URL.canParse(line.url) ? new URL(line.url).hostname : (line.source ?? '').toLowerCase();
  return byHost.get(host) ?? byHost.get(host.replace(/^www\./, '')) ?? null;
}
