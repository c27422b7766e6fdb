import type { Cluster, Json } from '../engine/index.ts';
import type { Upcoming } from './protocol.ts';

/** At most so many timers are told: the nearest. */
const maxUpcoming = 40;
/** Timers that only keep things going say nothing about the future. */
const routine = new Set([
  '',
  'resync',
  'retry',
  'lease',
  'heartbeat',
  'status',
  'probe',
  'monitor',
  'relist',
  'sync',
  'housekeeping',
]);

/** What the queue already knows: back-off ends, evictions, ends of grace, planned faults. */
export function upcomingOf(cluster: Cluster): Upcoming[] {
  const found: Upcoming[] = [];
  for (const { atMs, part, timer, payload } of cluster.upcoming()) {
    if (routine.has(timer)) continue;
    found.push({ timeMs: atMs, lane: laneOf(payload), label: `${part}: ${timer}` });
    if (found.length === maxUpcoming) break;
  }
  return found;
}

/** Payloads name their object by `lane`, or are a pod's key. */
function laneOf(payload: Json): string {
  if (typeof payload === 'string') return payload;
  const lane = (payload as { lane?: string } | null)?.lane;
  return typeof lane === 'string' ? lane : '';
}
