/** What a network namespace is made of, as ip and ifconfig show it. */
import { hashText } from '../../kernel/index.ts';
import type { Command, CommandCall } from '../shell/host.ts';
import { complain } from './file-arguments.ts';

interface Interface {
  readonly address: string;
  readonly prefix: number;
  readonly broadcast: string;
  readonly gateway: string;
  readonly hardware: string;
  /** The other end stands on the machine. */
  readonly isPair: boolean;
}

/** Pods have a part of the pod network of their machine, machines a part of theirs. */
function interfaceOf({ host: { podIp } }: CommandCall): Interface {
  const parts = podIp.split('.');
  const isPair = parts[0] === '10';
  const net = parts.slice(0, isPair ? 3 : 2);
  const digits = hashText(podIp).slice(0, 8).match(/../g)!;
  return {
    address: podIp,
    prefix: isPair ? 24 : 16,
    broadcast: [...net, ...(isPair ? ['255'] : ['255', '255'])].join('.'),
    gateway: [...net, ...(isPair ? ['1'] : ['0', '1'])].join('.'),
    hardware: ['0a', '58', ...digits].join(':'),
    isPair,
  };
}

const ip: Command = (call) => {
  const [object = '', ...rest] = call.args.filter((arg) => !/^-(?:4|c|color|br|brief|o)/.test(arg));
  if (rest.some((word) => !/^(?:s|sh|show|ls|list|l|dev|eth0|lo)$/.test(word)))
    return complain(call, `RTNETLINK answers: Operation not permitted`) + 1;
  const link = interfaceOf(call);
  if ('address'.startsWith(object) && object !== '') call.out(addressText(link, true));
  else if ('link'.startsWith(object) && object !== '') call.out(addressText(link, false));
  else if ('route'.startsWith(object) && object !== '') call.out(routeText(link));
  else {
    call.err('BusyBox v1.36.1 multi-call binary.\n\nUsage: ip [OPTIONS] address|route|link [ARGS]\n');
    return 1;
  }
  return 0;
};

function addressText(link: Interface, withAddresses: boolean): string {
  const { address, prefix, broadcast, hardware, isPair } = link;
  const lasting = '       valid_lft forever preferred_lft forever\n';
  const flags = `BROADCAST,MULTICAST,UP,LOWER_UP${isPair ? ',M-DOWN' : ''}`;
  return [
    '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n',
    '    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n',
    ...(withAddresses ? ['    inet 127.0.0.1/8 scope host lo\n', lasting] : []),
    `2: eth0${isPair ? '@if3' : ''}: <${flags}> mtu 1500 qdisc noqueue \n`,
    `    link/ether ${hardware} brd ff:ff:ff:ff:ff:ff\n`,
    ...(withAddresses ? [`    inet ${address}/${prefix} brd ${broadcast} scope global eth0\n`, lasting] : []),
  ].join('');
}

function routeText({ address, prefix, gateway, broadcast }: Interface): string {
  const net = broadcast.replaceAll('255', '0');
  return `default via ${gateway} dev eth0 \n${net}/${prefix} dev eth0 scope link  src ${address} \n`;
}

const ifconfig: Command = (call) => {
  const { address, prefix, broadcast, hardware } = interfaceOf(call);
  const mask = prefix === 24 ? '255.255.255.0' : '255.255.0.0';
  const counters =
    '          RX packets:0 errors:0 dropped:0 overruns:0 frame:0\n' +
    '          TX packets:0 errors:0 dropped:0 overruns:0 carrier:0\n';
  const shown: Readonly<Record<string, string>> = {
    eth0:
      `eth0      Link encap:Ethernet  HWaddr ${hardware.toUpperCase()}  \n` +
      `          inet addr:${address}  Bcast:${broadcast}  Mask:${mask}\n` +
      `          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1\n${counters}\n`,
    lo:
      'lo        Link encap:Local Loopback  \n' +
      '          inet addr:127.0.0.1  Mask:255.0.0.0\n' +
      `          UP LOOPBACK RUNNING  MTU:65536  Metric:1\n${counters}\n`,
  };
  const [only] = call.args.filter((arg) => !arg.startsWith('-'));
  if (only !== undefined && shown[only] === undefined)
    return complain(call, `${only}: error fetching interface information: Device not found`);
  call.out(only === undefined ? Object.values(shown).join('') : shown[only]!);
  return 0;
};

/** `sysctl net.core.somaxconn`, `sysctl -n ...` */
const sysctl: Command = (call) => {
  let status = 0;
  const isBare = call.args.includes('-n');
  for (const name of call.args.filter((arg) => !arg.startsWith('-'))) {
    const path = `/proc/sys/${name.replaceAll('.', '/')}`;
    const value = call.host.files.read(path);
    if (name.includes('='))
      status = complain(call, `error setting key '${name.split('=')[0]}': Read-only file system`);
    else if (value === undefined) status = complain(call, `error: '${path}' is an unknown key`);
    else call.out(isBare ? value : `${name} = ${value}`);
  }
  return status;
};

export const interfaceCommands: ReadonlyMap<string, Command> = new Map([
  ['ip', ip],
  ['ifconfig', ifconfig],
  ['sysctl', sysctl],
]);
