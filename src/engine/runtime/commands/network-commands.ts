import type { Command } from '../shell/host.ts';
import { flagOf } from './flag-of.ts';
import { addressesOf, after } from './http-client.ts';

/** Commands that ask for names and try ports, with the messages of the real tools. */

const nslookup: Command = (call) => {
  const given = call.args.find((arg) => !arg.startsWith('-')) ?? '';
  const host = reversedName(given) ?? given;
  const answer = call.host.lookUp(host);
  if (answer.kind === 'unreachable') {
    call.out(';; connection timed out; no servers could be reached\n\n');
    return after(answer.waitedMs, 1);
  }
  const separator = call.host.toolbox === 'debian' ? '#' : ':';
  call.out(`Server:\t\t${answer.server}\nAddress:\t${answer.server}${separator}53\n\n`);
  if (answer.kind === 'unknown') {
    call.out(`** server can't find ${host}: NXDOMAIN\n\n`);
    return after(answer.waitedMs, 1);
  }
  const isPointer = answer.name.endsWith('.in-addr.arpa');
  const end = isPointer && separator === '#' ? '.' : '';
  for (const record of answer.records ?? [])
    call.out(`${answer.name}\t${isPointer ? 'name' : 'service'} = ${record}${end}\n`);
  for (const address of answer.addresses) call.out(`Name:\t${answer.name}\nAddress: ${address}\n`);
  call.out('\n');
  return after(answer.waitedMs, 0);
};

/** `10.0.96.10.in-addr.arpa` for `10.96.0.10`; undefined for a name. */
function reversedName(text: string): string | undefined {
  return /^\d+(?:\.\d+){3}$/.test(text)
    ? `${text.split('.').toReversed().join('.')}.in-addr.arpa.`
    : undefined;
}

/** `dig +short web.default.svc.cluster.local`, `dig -x 10.96.0.10`, `dig SRV ...`: names are whole, unless `+search`. */
const dig: Command = (call) => {
  const words = call.args.filter((arg) => !/^[-+@]/.test(arg) && !/^(?:A|SRV|PTR|IN|ANY)$/i.test(arg));
  const given = reversedName(words[0] ?? '') ?? words[0] ?? '.';
  const name = call.args.includes('+search') || given.endsWith('.') ? given : `${given}.`;
  const answer = call.host.lookUp(name);
  if (answer.kind === 'unreachable') {
    call.out(`;; connection timed out; no servers could be reached\n`);
    return after(answer.waitedMs, 9);
  }
  const found = answer.kind === 'found' ? answer : { name: given, addresses: [], records: [] };
  const isPointer = found.name.endsWith('.in-addr.arpa');
  const type = isPointer ? 'PTR' : (found.records ?? []).length > 0 ? 'SRV' : 'A';
  const values = [...(found.records ?? []).map((text) => text.replace(/\.?$/, '.')), ...found.addresses];
  const full = found.name.replace(/\.?$/, '.');
  const status = answer.kind === 'found' ? 'NOERROR' : 'NXDOMAIN';
  if (call.args.includes('+short')) call.out(values.map((value) => `${value}\n`).join(''));
  else {
    call.out(`\n; <<>> DiG 9.18.36 <<>> ${call.args.join(' ')}\n;; global options: +cmd\n;; Got answer:\n`);
    call.out(`;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: 4242\n\n;; QUESTION SECTION:\n`);
    call.out(`;${full}\t\tIN\t${type}\n\n`);
    if (values.length > 0) call.out(`;; ANSWER SECTION:\n`);
    for (const value of values) call.out(`${full}\t30\tIN\t${type}\t${value}\n`);
    call.out(`\n;; Query time: 1 msec\n;; SERVER: ${answer.server}#53(${answer.server}) (UDP)\n\n`);
  }
  return after(answer.waitedMs, 0);
};

const getent: Command = (call) => {
  const { addresses, waitedMs } = addressesOf(call, call.args[1] ?? '');
  for (const address of addresses) call.out(`${address.padEnd(16)}${call.args[1]}\n`);
  return after(waitedMs, addresses.length > 0 ? 0 : 2);
};

/** `nc -z host port`: is the port open? */
const netcat: Command = (call) => {
  const operands = call.args.filter(
    (arg, index) => !arg.startsWith('-') && !['-w', '-p', '-i'].includes(call.args[index - 1] ?? ''),
  );
  const [host = '', port = '0'] = operands;
  const { addresses, waitedMs } = addressesOf(call, host);
  const address = addresses[0];
  if (address === undefined) {
    call.err(`nc: bad address '${host}'\n`);
    return after(waitedMs, 1);
  }
  const answer = call.host.request(address, Number(port), '/');
  const verbose = call.args.some((arg) => /^-[a-z]*v/.test(arg));
  if (answer.kind === 'http' || answer.kind === 'open') {
    if (verbose) call.err(`${host} (${address}:${port}) open\n`);
    return 0;
  }
  if (answer.kind === 'refused' && verbose)
    call.err(`nc: ${host} (${address}:${port}): Connection refused\n`);
  return answer.kind === 'timeout' ? after(Number(flagOf(call.args, '-w') ?? 130) * 1_000, 1) : 1;
};

export const lookupCommands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['nslookup', nslookup],
  ['nc', netcat],
]);

export const digCommands: ReadonlyMap<string, Command> = new Map([['dig', dig]]);

export const hostLookupCommands: ReadonlyMap<string, Command> = new Map([['getent', getent]]);
