import type { LogLine } from '../api/container-runtime.ts';
import type { ContainerLog } from './records.ts';

/** A container keeps its last lines only, so that thousands of containers stay small. */
const maxLines = 500;
const maxLineLength = 2_000;

/** `containerLogMaxSize` of a kubelet that is told nothing else. */
export const usualLogBytes = 10 * 1_048_576;
/** A kubelet looks at its logs so often. `pkg/kubelet/logs/container_log_manager.go` */
const lookEveryMs = 10_000;
/** Time, stream and mark that stand before each line in the file: `2026-03-02T09:00:00.000000000Z stdout F `. */
const lineHeadBytes = 40;
/** Below this no kubelet is asked how big a log may be. */
const smallLogBytes = 1_024;

export function createLog(): ContainerLog {
  return { entries: [], dropped: 0, partial: '' };
}

/** Adds printed text: whole lines become entries, the rest waits for its line end. `maxBytes`: of one log file. */
export function appendToLog(log: ContainerLog, text: string, timeMs: number, maxBytes: () => number): void {
  if (isDue(log, timeMs)) rotate(log);
  const lines = (log.partial + text).split('\n');
  log.partial = lines.pop()!.slice(0, maxLineLength);
  log.bytes = (log.bytes ?? 0) + text.length + lines.length * lineHeadBytes;
  if (lines.length > maxLines) log.dropped += lines.splice(0, lines.length - maxLines).length;
  for (const line of lines) log.entries.push({ timeMs, text: line.slice(0, maxLineLength) });
  if (log.entries.length > 2 * maxLines)
    log.dropped += log.entries.splice(0, log.entries.length - maxLines).length;
  if (log.fullSinceMs === undefined && log.bytes > smallLogBytes && log.bytes > maxBytes())
    log.fullSinceMs = timeMs;
}

/** The kubelet has looked at a log since it grew too big. */
function isDue({ fullSinceMs }: ContainerLog, nowMs: number): boolean {
  return fullSinceMs !== undefined && nowMs >= lookEveryMs * (Math.floor(fullSinceMs / lookEveryMs) + 1);
}

/** The file is put aside and a new one begun: readers see the new one only. */
function rotate(log: ContainerLog): void {
  log.dropped += log.entries.length;
  log.entries = [];
  log.bytes = 0;
  delete log.fullSinceMs;
  if (log.banner !== undefined) log.banner = { ...log.banner, at: -1 };
}

/** From here on stand the lines that the image's server prints at its start. */
export function beginBanner(log: ContainerLog, image: string, timeMs: number): void {
  log.banner = { timeMs, image, at: log.dropped + log.entries.length };
}

/** Lines of a log and where they stand in all that was ever printed. */
export interface LogPiece {
  /** Oldest first. */
  readonly lines: readonly LogLine[];
  /** Position of the first of them. */
  readonly start: number;
}

/**
 * The lines that are kept; `bannerLines` gives what an image's server prints at its start. A line without its end
 * counts as one once the container has ended.
 */
export function readLog(
  log: ContainerLog,
  bannerLines: (image: string) => readonly string[],
  withPartial: boolean,
  nowMs: number,
): LogPiece {
  if (isDue(log, nowMs)) {
    const rotated = { ...log };
    rotate(rotated);
    return readLog(rotated, bannerLines, withPartial, nowMs);
  }
  const { banner, dropped, entries, partial } = log;
  const printed = banner === undefined ? [] : bannerLines(banner.image);
  const split = banner === undefined ? entries.length : banner.at - dropped;
  const lines: LogLine[] = entries.slice(0, Math.max(0, split));
  if (banner !== undefined && split >= 0)
    lines.push(...printed.map((text) => ({ timeMs: banner.timeMs, text })), ...entries.slice(split));
  else if (banner !== undefined) lines.push(...entries);
  if (withPartial && partial !== '') lines.push({ timeMs: lines.at(-1)?.timeMs ?? 0, text: partial });
  const kept = lines.slice(-maxLines);
  const before = dropped + (banner !== undefined && split < 0 ? printed.length : 0);
  return { lines: kept, start: before + lines.length - kept.length };
}
