import { parseTimestamp } from '../../api/time.ts';
import type { Command, CommandCall, CommandOutcome } from '../shell/host.ts';
import { nameIn } from './accounts.ts';
import { parseDuration } from './duration.ts';
import { processListing } from './process-listing.ts';
import { exportedVariables } from './shell-builtins.ts';
import { timeout } from './timeout-command.ts';

/** Commands about time, processes and the machine. */

const sleep: Command = (call) => {
  let total: number | null = 0;
  for (const arg of call.args) {
    const ms = parseDuration(arg);
    if (ms === undefined) {
      call.err(`sleep: invalid number '${arg}'\n`);
      return 1;
    }
    total = ms === null || total === null ? null : total + ms;
  }
  if (call.args.length === 0) {
    call.err('BusyBox: sleep: missing operand\n');
    return 1;
  }
  return total === 0 ? 0 : { ms: total, status: 0 };
};

/** In microseconds. */
const usleep: Command = (call) => {
  const [text = ''] = call.args;
  if (!/^\d+$/.test(text)) {
    call.err(text === '' ? 'BusyBox: usleep: missing operand\n' : `usleep: invalid number '${text}'\n`);
    return 1;
  }
  const ms = Number(text) / 1_000;
  return ms === 0 ? 0 : { ms: Number.isFinite(ms) ? ms : null, status: 0 };
};

const env: Command = (call) => {
  const rest = call.args.findIndex((arg) => !arg.includes('=') && !arg.startsWith('-'));
  if (rest >= 0) return withAssignments(call, call.args.slice(0, rest), call.args.slice(rest));
  for (const [name, value] of Object.entries(exportedVariables(call))) call.out(`${name}=${value}\n`);
  return 0;
};

function withAssignments(
  call: CommandCall,
  assignments: readonly string[],
  words: readonly string[],
): CommandOutcome {
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    if (at > 0) call.thread.variables[assignment.slice(0, at)] = assignment.slice(at + 1);
  }
  return call.run(words);
}

const printenv: Command = (call) => {
  const exported = exportedVariables(call);
  if (call.args.length === 0) return env(call);
  let status = 0;
  for (const name of call.args) {
    if (exported[name] === undefined) status = 1;
    else call.out(`${exported[name]}\n`);
  }
  return status;
};

/** `nohup`, `nice`, `time`, `tini --`: run what follows. */
const wrapper: Command = (call) => {
  const first = call.args.findIndex((arg) => !arg.startsWith('-'));
  return first < 0 ? 0 : call.run(call.args.slice(first));
};

/** `-f` and `-d` look the name up, which /etc/hosts answers. */
const hostname: Command = (call) => {
  const { hostname: name, podIp, files } = call.host;
  const flags = call.args.join('');
  const line = (files.read('/etc/hosts') ?? '').split('\n').find((text) => text.split(/\s+/)[0] === podIp);
  const full = line?.split(/\s+/)[1] ?? name;
  const [short = name, ...domain] = full.split('.');
  if (/-(?:i|I|-ip)/.test(flags)) call.out(`${podIp}\n`);
  else if (/-(?:f|-fqdn)/.test(flags)) call.out(`${full}\n`);
  else if (/-(?:d|-domain)/.test(flags)) call.out(`${domain.join('.')}\n`);
  else if (/-(?:s|-short)/.test(flags)) call.out(`${short}\n`);
  else call.out(`${name}\n`);
  return 0;
};

const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The fields of an RFC 3339 time in UTC that `date +FORMAT` names. */
function dateFields(timestamp: string): Record<string, string> {
  const [year = '1970', month = '01', day = '01', hour = '00', minute = '00', second = '00'] =
    timestamp.split(/[-T:.Z]/);
  const seconds = Math.floor(parseTimestamp(timestamp) / 1_000);
  const weekday = weekdays[Math.floor(seconds / 86_400) % 7] ?? '';
  const monthName = months[Number(month) - 1] ?? '';
  const time = `${hour}:${minute}:${second}`;
  const entries = [
    ...Object.entries({ Y: year, m: month, d: day, H: hour, M: minute, S: second, y: year.slice(2) }),
    ...Object.entries({ a: weekday, b: monthName, e: String(Number(day)).padStart(2), s: String(seconds) }),
    ...Object.entries({
      T: time,
      R: `${hour}:${minute}`,
      F: `${year}-${month}-${day}`,
      D: `${month}/${day}/${year.slice(2)}`,
    }),
    ...Object.entries({ Z: 'UTC', z: '+0000', N: '000000000', n: '\n', '%': '%' }),
    ['c', `${weekday} ${monthName} ${day} ${time} ${year}`],
  ];
  return Object.fromEntries(entries);
}

const date: Command = (call) => {
  const fields = dateFields(call.host.timestamp);
  const format = call.args.find((arg) => arg.startsWith('+'))?.slice(1) ?? '%a %b %e %T UTC %Y';
  const iso = call.args.some((arg) => arg === '-Iseconds' || arg === '--iso-8601=seconds');
  const text = (iso ? '%Y-%m-%dT%T+00:00' : format).replace(
    /%([A-Za-z%])/g,
    (found, letter: string) => fields[letter] ?? found,
  );
  call.out(`${text}\n`);
  return 0;
};

function printing(text: (call: CommandCall) => string): Command {
  return (call) => {
    call.out(`${text(call)}\n`);
    return 0;
  };
}

const uname = printing((call) =>
  call.args.includes('-a') ? `Linux ${call.host.hostname} 6.8.0 #1 SMP x86_64 GNU/Linux` : 'Linux',
);

const whoami: Command = (call) => {
  const { uid } = call.host.user;
  const name = nameIn(call.host, '/etc/passwd', uid);
  if (name === undefined) {
    const isGnu = call.host.toolbox === 'debian';
    call.err(isGnu ? `whoami: cannot find name for user ID ${uid}\n` : `whoami: unknown uid ${uid}\n`);
    return 1;
  }
  call.out(`${name}\n`);
  return 0;
};

function identity({ args, host }: CommandCall): string {
  const { uid, gid, groups } = host.user;
  const all = [...new Set([gid, ...groups])];
  const isNamed = args.some((arg) => /^-[ugG]*n/.test(arg));
  const flags = args.join('');
  const shown = (id: number, file: string): string =>
    isNamed ? (nameIn(host, file, id) ?? String(id)) : String(id);
  if (flags.includes('u')) return shown(uid, '/etc/passwd');
  if (flags.includes('G')) return all.map((id) => shown(id, '/etc/group')).join(' ');
  if (flags.includes('g')) return shown(gid, '/etc/group');
  const named = (id: number, file: string): string => {
    const name = nameIn(host, file, id);
    return name === undefined ? String(id) : `${id}(${name})`;
  };
  const groupList = all.map((id) => named(id, '/etc/group')).join(',');
  return `uid=${named(uid, '/etc/passwd')} gid=${named(gid, '/etc/group')} groups=${groupList}`;
}

export const processCommands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['sleep', sleep],
  ['usleep', usleep],
  ['env', env],
  ['printenv', printenv],
  ['timeout', timeout],
  ['nohup', wrapper],
  ['nice', wrapper],
  ['time', wrapper],
  ['hostname', hostname],
  ['date', date],
  ...processListing,
  ['whoami', whoami],
  ['id', printing(identity)],
  ['uname', uname],
  ['nproc', printing(() => '4')],
]);
