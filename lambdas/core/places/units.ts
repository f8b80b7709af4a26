import { z } from 'zod';
import { daySchema } from '../calendar/instant.ts';
import data from './units.json' with { type: 'json' };

/** Kinds of units below the province, as written in front of their names. */
export const unitKindSchema = z.enum(['thành phố', 'thị xã', 'quận', 'huyện', 'phường', 'xã', 'đặc khu']);
/** See {@link unitKindSchema}. */
export type UnitKind = z.infer<typeof unitKindSchema>;

const byProvince = z.record(z.string(), z.partialRecord(unitKindSchema, z.array(z.string())));

const unitsSchema = z.object({
  version: z.literal(1),
  /** Districts, towns and provincial cities, up to their last day; their names live on in wards and communes. */
  districts: z.object({
    until: daySchema,
    document: z.string(),
    checked: z.array(z.string()),
    provinces: byProvince,
  }),
  /** Wards, communes and special zones since their first day: those of the six cities that are known beyond them, others by the way. */
  communes: z.object({ since: daySchema, document: z.string(), checked: z.array(z.string()), provinces: byProvince }),
  /** Names that are also persons, words or other places: counted only with their kind in front (`huyện Hòa An`). */
  needsKind: z.array(z.string()),
});

/** The table of units below the province, parsed; place ids as in the gazetteer. */
export const units = unitsSchema.parse(data);

/** A unit below the province: its kind, the province that has or had it, and whether its bare name is enough. */
export interface Unit {
  readonly name: string;
  readonly kind: UnitKind;
  readonly place: string;
  readonly isDistrict: boolean;
}

/** All units, districts first. */
export function allUnits(): Unit[] {
  return [
    ...unitsOf(units.districts.provinces).map((unit) => ({ ...unit, isDistrict: true })),
    ...unitsOf(units.communes.provinces).map((unit) => ({ ...unit, isDistrict: false })),
  ];
}

function unitsOf(table: z.infer<typeof byProvince>): Omit<Unit, 'isDistrict'>[] {
  return Object.entries(table).flatMap(([place, kinds]) =>
    Object.entries(kinds).flatMap(([kind, names]) =>
      names.map((name) => ({ name, kind: unitKindSchema.parse(kind), place })),
    ),
  );
}
