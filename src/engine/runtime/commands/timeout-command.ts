/** `timeout DURATION COMMAND`: coreutils' and busybox's. */
import type { Command, CommandCall } from '../shell/host.ts';
import { parseDuration } from './duration.ts';

/** What busybox makes of no time at all: it looks once a second. */
const shortestMs = 1_000;

interface Wanted {
  /** Absent: as long as it takes. */
  readonly limitMs?: number;
  /** `$?` when the time is over. */
  readonly status: number;
  readonly words: readonly string[];
}

export const timeout: Command = (call) => {
  const wanted = parse(call);
  if (typeof wanted === 'number') return wanted;
  const { limitMs, status, words } = wanted;
  const before = call.thread.calls.length;
  const outcome = call.run(words);
  if (limitMs === undefined) return outcome;
  const begun = call.thread.calls[before];
  if (begun !== undefined) begun.until = { ms: call.host.nowMs + call.budget.waitedMs + limitMs, status };
  if (typeof outcome === 'number' || (outcome.ms !== null && outcome.ms <= limitMs)) return outcome;
  return { ...outcome, ms: limitMs, status };
};

function parse(call: CommandCall): Wanted | number {
  const isGnu = call.host.toolbox === 'debian';
  let isKill = false;
  let index = 0;
  for (; call.args[index]?.startsWith('-') === true; index++) {
    const [flag = '', given] = call.args[index]!.split('=');
    if (['-s', '-k', '--signal', '--kill-after'].includes(flag) && given === undefined) index++;
    if (/^(?:-s|--signal)/.test(flag)) isKill = /KILL|9/.test(given ?? call.args[index] ?? flag);
  }
  const [text, ...words] = call.args.slice(index);
  if (text === undefined || words.length === 0) return refuse(call, isGnu, 'missing operand');
  const ms = parseDuration(text);
  if (ms === undefined)
    return refuse(call, isGnu, isGnu ? `invalid time interval '${text}'` : `invalid number '${text}'`);
  const status = isKill ? 137 : isGnu ? 124 : 143;
  if (ms === null || (ms === 0 && isGnu)) return { status, words };
  return { limitMs: ms === 0 ? shortestMs : ms, status, words };
}

function refuse(call: CommandCall, isGnu: boolean, message: string): number {
  call.err(`timeout: ${message}\n`);
  return isGnu ? 125 : 1;
}
