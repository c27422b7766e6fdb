import type { Event } from '../../engine/api/generated/types.ts';
import { kindByName } from '../resource-arguments.ts';
import type { Server } from '../server.ts';
import { goSorted } from '../go-sort.ts';
import type { Description } from './description.ts';

/** What an Event points at. */
export interface EventTarget {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** Events about one object, as the server lists them. */
export async function eventsAbout(server: Server, target: EventTarget): Promise<Event[]> {
  const selector = Object.entries(target)
    .filter(([, value]) => value !== '')
    .map(([field, value]) => `involvedObject.${field}=${value}`);
  const found = await server.list(kindByName('events'), target.namespace, {
    fieldSelector: selector.join(','),
  });
  return found as unknown as Event[];
}

/** The section at the end of most descriptions, oldest first. `DescribeEvents` */
export function describeEvents(description: Description, events: readonly Event[]): void {
  if (events.length === 0) return description.line('Events:\t<none>');
  description.line('Events:');
  description.line('Type\tReason\tAge\tFrom\tMessage', 1);
  description.line('----\t------\t----\t----\t-------', 1);
  const moment = ({ lastTimestamp = '' }: Event) => lastTimestamp;
  for (const event of goSorted(events, (a, b) => moment(a) < moment(b))) {
    const { type = '', reason = '', source, reportingComponent, involvedObject, message = '' } = event;
    const from = source?.component || (reportingComponent ?? '');
    const about = involvedObject.fieldPath ? `${involvedObject.fieldPath}: ` : '';
    const text = `${about}${message.trim()}`;
    description.line(`${type}\t${reason}\t${ageOf(description, event)}\t${from}\t${text}`, 1);
  }
}

function ageOf(description: Description, event: Event): string {
  const { series, count = 0, lastTimestamp, firstTimestamp, eventTime } = event;
  const first = description.since(eventTime ?? firstTimestamp);
  if (series !== undefined)
    return `${description.since(series.lastObservedTime)} (x${series.count} over ${first})`;
  return count > 1 ? `${description.since(lastTimestamp)} (x${count} over ${first})` : first;
}
