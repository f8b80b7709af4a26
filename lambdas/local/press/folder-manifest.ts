import { z } from 'zod';
import { sourceSchema } from '../../core/sources/source.ts';

const httpUrl = z.url({ protocol: /^https?$/ });

/** A saved answer: the address it is served under, its file in the folder, and what the server said it was. */
const savedFileSchema = z.strictObject({ url: httpUrl, file: z.string().min(1), contentType: z.string().optional() });
/** See {@link savedFileSchema}. */
export type SavedFile = z.infer<typeof savedFileSchema>;

/** One paper of a folder; what is left out has the default of `README.md`. */
const savedSourceSchema = z.strictObject({
  ...sourceSchema.pick({ id: true, name: true, citeAs: true, hosts: true }).shape,
  kind: sourceSchema.shape.kind.default('central'),
  place: sourceSchema.shape.place.default(null),
  rank: sourceSchema.shape.rank.default(50),
  printing: sourceSchema.shape.printing.default('full'),
  rules: sourceSchema.shape.rules.default(null),
  feeds: z.array(savedFileSchema).default([]),
  /** Saved section pages with the selector of their links. */
  listings: z.array(savedFileSchema.extend({ links: z.string().min(1) })).default([]),
  pages: z.array(savedFileSchema).default([]),
});
/** See {@link savedSourceSchema}. */
export type SavedSource = z.infer<typeof savedSourceSchema>;

/** `press.json`: what is in a folder of saved pages and feeds. */
export const pressFolderSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1),
  sources: z.array(savedSourceSchema).min(1),
});
/** See {@link pressFolderSchema}. */
export type PressFolder = z.infer<typeof pressFolderSchema>;
/** What a person or a program writes: {@link PressFolder} with its defaults left out. */
export type PressFolderInput = z.input<typeof pressFolderSchema>;
