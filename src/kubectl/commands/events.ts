import type { Event } from '../../engine/api/generated/types.ts';
import { humanDuration } from '../../engine/api/human-duration.ts';
import { nameOf } from '../../engine/api/object.ts';
import { goSorted } from '../go-sort.ts';
import { columnWidths, printLines } from '../columns.ts';
import type { Invocation, KubectlCommand } from '../invocation.ts';
import { outputFlag } from '../invocation.ts';
import { KubectlError } from '../kubectl-error.ts';
import { printJson, printYaml } from '../structured-text.ts';
import { kindByName, parseResourceArguments } from '../resource-arguments.ts';
import { collectionPath } from '../server.ts';

const layout = { gap: 3, least: 6 };

/** `kubectl events`. `staging/src/k8s.io/kubectl/pkg/cmd/events/{events,event_printer}.go` */
export const eventsCommand: KubectlCommand = {
  name: 'events',
  flags: [
    outputFlag,
    { name: 'all-namespaces', short: 'A', takes: 'switch' },
    { name: 'chunk-size', takes: 'number', initially: '500' },
    { name: 'for', takes: 'text' },
    { name: 'no-headers', takes: 'switch' },
    { name: 'types', takes: 'list' },
    { name: 'watch', short: 'w', takes: 'switch' },
  ],
  async run(invocation) {
    const { flags, server, namespace } = invocation;
    for (const type of flags.list('types'))
      if (!/^(normal|warning)$/i.test(type)) throw new KubectlError('valid --types are Normal or Warning');
    const everywhere = flags.isOn('all-namespaces');
    const fieldSelector = await selectorFor(invocation);
    const query: Record<string, string> = fieldSelector === '' ? {} : { fieldSelector };
    const path = collectionPath(kindByName('events'), everywhere ? '' : namespace);
    const list = (await server.send({ method: 'GET', path, query })) as EventList;
    const wanted = (list.items ?? []).filter((event) => isWanted(invocation, event));
    const found = goSorted(wanted, (a, b) => timeOf(a) < timeOf(b));
    const printer = new EventPrinter(invocation);
    if (flags.isOn('watch')) return followEvents(invocation, path, query, list, found, printer);
    if (found.length > 0) printer.print(found);
    else if (everywhere) invocation.warn('No events found.');
    else invocation.warn(`No events found in ${namespace} namespace.`);
  },
};

interface EventList {
  readonly metadata?: { readonly resourceVersion?: string };
  readonly items?: readonly Event[];
}

async function followEvents(
  { server }: Invocation,
  path: string,
  query: Readonly<Record<string, string>>,
  { metadata }: EventList,
  found: readonly Event[],
  printer: EventPrinter,
): Promise<void> {
  if (found.length > 0) printer.print(found);
  const resourceVersion = metadata?.resourceVersion ?? '';
  await server.watch(
    { method: 'GET', path, query: { ...query, watch: 'true', resourceVersion } },
    (event) => {
      if (event.type !== 'DELETED' && printer.isWanted(event.object as Event))
        printer.print([event.object as Event]);
      return false;
    },
  );
}

/** `--for pod/web` asks the server for the events about one object. */
async function selectorFor({ flags, server }: Invocation): Promise<string> {
  const about = flags.text('for');
  if (about === '') return '';
  if (about.split('/').length !== 2) throw new KubectlError('--for must be in resource/name form');
  const [argument] = await parseResourceArguments(server, [about]);
  const { kind, name = '' } = argument!;
  return `involvedObject.kind=${kind.kind},involvedObject.name=${name}`;
}

function isWanted({ flags }: Invocation, event: Event): boolean {
  const types = flags.list('types').map((type) => type.toLowerCase());
  return types.length === 0 || types.includes((event.type ?? '').toLowerCase());
}

function timeOf({ series, lastTimestamp, eventTime }: Event): number {
  return Date.parse(String(series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? '')) || 0;
}

/** Prints events as lines, headers once; columns never get narrower. */
class EventPrinter {
  readonly #invocation: Invocation;
  #widths: number[] = [];
  #started = false;

  constructor(invocation: Invocation) {
    this.#invocation = invocation;
  }

  isWanted(event: Event): boolean {
    return isWanted(this.#invocation, event);
  }

  print(events: readonly Event[]): void {
    const { flags, print, write } = this.#invocation;
    const format = flags.text('output');
    if (format === 'json' || format === 'yaml') {
      const items = events.map((event) => ({ apiVersion: 'v1', kind: 'Event', ...event }));
      const list = { apiVersion: 'v1', items, kind: 'List', metadata: {} };
      return format === 'json' ? print(printJson(list)) : write(printYaml(list));
    }
    if (format === 'name') return events.forEach((event) => print(`event/${nameOf(event)}`));
    if (format !== '')
      throw new KubectlError(
        `unable to match a printer suitable for the output format "${format}", allowed formats are: json,name,yaml`,
      );
    this.#printLines(events);
  }

  #printLines(events: readonly Event[]): void {
    const { flags, print, client } = this.#invocation;
    const everywhere = flags.isOn('all-namespaces');
    const rows = events.map((event) => rowOf(event, Date.parse(client.now()), everywhere));
    const headers = [
      ...(everywhere ? ['NAMESPACE'] : []),
      'LAST SEEN',
      'TYPE',
      'REASON',
      'OBJECT',
      'MESSAGE',
    ];
    const lines = this.#started || flags.isOn('no-headers') ? rows : [headers, ...rows];
    this.#widths = columnWidths(lines, layout, this.#widths);
    this.#started = true;
    print(printLines(lines, this.#widths));
  }
}

function rowOf(event: Event, nowMs: number, everywhere: boolean): string[] {
  const { involvedObject, type = '', reason = '', message = '' } = event;
  return [
    ...(everywhere ? [event.metadata.namespace ?? ''] : []),
    interval(event, nowMs),
    type,
    reason,
    `${involvedObject.kind}/${involvedObject.name}`,
    message.trim(),
  ];
}

function interval(
  { eventTime, firstTimestamp, lastTimestamp, series, count = 0 }: Event,
  nowMs: number,
): string {
  const since = (time: unknown) =>
    time === undefined || time === null
      ? '<unknown>'
      : humanDuration((nowMs - Date.parse(String(time))) / 1000);
  const first = since(eventTime ?? firstTimestamp);
  if (series !== undefined) return `${since(series.lastObservedTime)} (x${series.count ?? 0} over ${first})`;
  return count > 1 ? `${since(lastTimestamp)} (x${count} over ${first})` : first;
}
