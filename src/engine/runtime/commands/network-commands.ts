import type { Command } from '../shell/host.ts';
import { flagOf } from './flag-of.ts';
import { addressesOf, after } from './http-client.ts';

/** Commands that ask for names and try ports, with the messages of the real tools. */

const nslookup: Command = (call) => {
  const host = call.args.find((arg) => !arg.startsWith('-')) ?? '';
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
  for (const address of answer.addresses) call.out(`Name:\t${answer.name}\nAddress: ${address}\n`);
  call.out('\n');
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

export const hostLookupCommands: ReadonlyMap<string, Command> = new Map([['getent', getent]]);
