import { z } from 'zod';
import { type Day, daySchema } from '../calendar/instant.ts';
import data from './gazetteer.json' with { type: 'json' };

/** A province or city under central rule, as it was before and is since the change of 2025-07-01. */
export const placeSchema = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  /** As printed: `Bắc Giang`, `TP. Hồ Chí Minh`. */
  name: z.string(),
  /** Two-digit code before the change (Quyết định 124/2004/QĐ-TTg). */
  oldCode: z.string().regex(/^\d{2}$/),
  /** Code since the change (Quyết định 19/2025/QĐ-TTg); absent where the place was merged into another. */
  newCode: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  /** Id of the province it became a part of. */
  mergedInto: z.string().optional(),
  formerName: z.string().optional(),
  renamedOn: daySchema.optional(),
  /** Documents, by id, against which name, codes and merger were compared line by line. */
  checked: z.array(z.string()),
});
/** See {@link placeSchema}. */
export type Place = z.infer<typeof placeSchema>;

const gazetteerSchema = z.object({
  version: z.literal(1),
  /** First day of the 34 provinces and cities. */
  changedOn: daySchema,
  /** Deciding and confirming documents by id, in Vietnamese. */
  documents: z.record(z.string(), z.string()),
  provinces: z.array(placeSchema),
  /** Other spellings, by place id: as good as the name. */
  aliases: z.record(z.string(), z.array(z.string())),
  /** Well-known places that are no units of their own or are spelled otherwise, by place id: weaker than the name. */
  towns: z.record(z.string(), z.array(z.string())),
  /** Family and middle names: what follows one of them is a person (`Trương Hòa Bình`). */
  personNames: z.array(z.string()),
});

/** The gazetteer's data, parsed. */
export const gazetteer = gazetteerSchema.parse(data);

const byId: ReadonlyMap<string, Place> = new Map(gazetteer.provinces.map((place) => [place.id, place]));

/** The place of that id, one of the 63 before the change; null for an unknown id. */
export function placeById(id: string): Place | null {
  return byId.get(id) ?? null;
}

/** The id of the province that holds `id` on `day`: `bac-giang` is `bac-ninh` from 2025-07-01. Unknown ids stay. */
export function placeOn(id: string, day: Day): string {
  const place = byId.get(id);
  return day < gazetteer.changedOn ? id : (place?.mergedInto ?? id);
}

/** Official two-digit code at `day`, of the successor where the place was merged; `99` (sorts last) for an unknown id. */
export function provinceCode(id: string, day: Day): string {
  const place = byId.get(placeOn(id, day));
  if (place === undefined) return '99';
  return day < gazetteer.changedOn ? place.oldCode : (place.newCode ?? place.oldCode);
}

/** Name as printed at `day`: the former name before a renaming, the successor's after a merger. */
export function placeName(id: string, day: Day): string {
  const place = byId.get(placeOn(id, day));
  if (place === undefined) return id;
  const isBeforeRenaming = place.renamedOn !== undefined && day < place.renamedOn;
  return isBeforeRenaming ? (place.formerName ?? place.name) : place.name;
}

/** Ids of the provinces and cities that exist at `day`: 63, from 2025-07-01 on 34. */
export function placesOn(day: Day): string[] {
  return gazetteer.provinces.filter((place) => placeOn(place.id, day) === place.id).map((place) => place.id);
}
