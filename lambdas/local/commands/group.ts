import { z } from 'zod';
import { at, daySchema, instantSchema } from '../../core/calendar/instant.ts';
import { groupStories } from '../../core/stories/group-stories.ts';
import type { Command } from './command.ts';
import { readLines } from './input.ts';

const lineSchema = z.object({
  id: z.string(),
  title: z.string(),
  lead: z.string().nullish(),
  text: z.string().nullish(),
  source: z.string().nullish(),
  publishedAt: z.string().nullish(),
});

/** A moment, or a day: then its noon. */
const timeSchema = instantSchema.or(daySchema.transform((day) => at(day, '12:00')));

/** `group`: which of these texts tell the same news. */
export const group: Command = {
  usage: 'L.jsonl',
  summary: 'a story a line: {story, lead, members}; lines are {id, title, lead?, text?, source?, publishedAt?}',
  *run([path]) {
    const texts = readLines(path, lineSchema).map((line) => ({
      id: line.id,
      title: line.title,
      lead: line.lead ?? null,
      text: line.text ?? '',
      sourceId: line.source ?? '',
      publishedAt: timeSchema.safeParse(line.publishedAt).data ?? null,
      rank: 0,
    }));
    for (const story of groupStories(texts)) {
      yield { story: story.id, lead: story.lead, members: story.members };
    }
  },
};
