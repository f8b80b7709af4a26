import { type Health, type HealthKind, healthOf } from '../../core/sources/health.ts';
import type { Source } from '../../core/sources/source.ts';
import type { Visit } from '../../core/sources/visit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VisitBook } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { loadHouse } from '../settings/house.ts';

/** What {@link sourceHealth} needs of the world. */
export interface HealthPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly visits: VisitBook;
}

/** A source of the house with its last visit and what it says of the source. */
export interface SourceState {
  readonly source: Source;
  readonly visit: Visit | null;
  readonly health: Health;
}

/** What needs a person comes first. */
const ORDER: readonly HealthKind[] = ['refused', 'failing', 'silent', 'thin', 'new', 'healthy'];

/** Every source of the house with its health, those in trouble first, each group in the order of the registry. */
export async function sourceHealth(ports: HealthPorts): Promise<SourceState[]> {
  const { sources, calendar } = await loadHouse(ports.newsroom);
  const visits = new Map((await ports.visits.all()).map((visit) => [visit.sourceId, visit]));
  const now = ports.clock.now();
  const states = sources.map((source): SourceState => {
    const visit = visits.get(source.id) ?? null;
    return { source, visit, health: healthOf(visit, { now, calendar }) };
  });
  return states.toSorted((a, b) => ORDER.indexOf(a.health.kind) - ORDER.indexOf(b.health.kind));
}
