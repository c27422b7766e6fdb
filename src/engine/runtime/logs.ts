import type { LogLine } from '../api/container-runtime.ts';
import type { ContainerLog } from './records.ts';

/** A container keeps its last lines only. */
const maxLines = 200;
const maxLineLength = 2_000;

export function createLog(): ContainerLog {
  return { entries: [], partial: '' };
}

/** Adds printed text: whole lines become entries, the rest waits for its line end. */
export function appendToLog(log: ContainerLog, text: string, timeMs: number): void {
  const lines = (log.partial + text).split('\n');
  log.partial = lines.pop()!.slice(0, maxLineLength);
  if (lines.length > maxLines) lines.splice(0, lines.length - maxLines);
  for (const line of lines) log.entries.push({ timeMs, text: line.slice(0, maxLineLength) });
  if (log.entries.length > 2 * maxLines) log.entries.splice(0, log.entries.length - maxLines);
}

/** The lines of a log, oldest first; `bannerLines` gives what an image's server prints at its start. */
export function readLog(log: ContainerLog, bannerLines: (image: string) => readonly string[]): LogLine[] {
  const lines: LogLine[] = [];
  const { banner } = log;
  const before =
    banner === undefined
      ? log.entries.length
      : log.entries.findIndex((entry) => entry.timeMs > banner.timeMs);
  const split = before < 0 ? log.entries.length : before;
  lines.push(...log.entries.slice(0, split));
  if (banner !== undefined)
    lines.push(...bannerLines(banner.image).map((text) => ({ timeMs: banner.timeMs, text })));
  lines.push(...log.entries.slice(split));
  if (log.partial !== '') lines.push({ timeMs: lines.at(-1)?.timeMs ?? 0, text: log.partial });
  return lines.slice(-maxLines);
}
