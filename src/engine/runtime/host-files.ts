/** What a machine's own file system has before any pod has written to it. */
import { hashText } from '../kernel/index.ts';
import { hostVolume } from './volumes.ts';
import type { World } from './world.ts';

const directories =
  /^\/(?:bin|boot|dev|etc(?:\/kubernetes(?:\/(?:manifests|pki))?|\/cni(?:\/net\.d)?|\/ssl(?:\/certs)?|\/containerd)?|home|lib(?:\/modules)?|media|mnt|opt(?:\/cni(?:\/bin)?)?|proc|root|run(?:\/containerd)?|sbin|srv|sys(?:\/fs(?:\/cgroup)?)?|tmp|usr(?:\/(?:bin|lib|local|share|sbin|src))?|var(?:\/(?:lib(?:\/(?:kubelet|containerd|docker|containers))?|log(?:\/(?:pods|containers))?|run|tmp|cache))?)?$/;
const sockets = /^\/(?:var\/)?run\/containerd\/containerd\.sock$/;
const characterDevices = /^\/dev\/(?:null|zero|full|random|urandom|tty|fuse|kmsg)$/;
const files = /^\/etc\/(?:hosts|hostname|resolv\.conf|passwd|group|os-release|machine-id|localtime)$/;

export type HostPathKind = 'directory' | 'file' | 'socket' | 'charDevice' | 'blockDevice';

/** What stands at a path of a machine; undefined when nothing does. */
export function hostPathKind(world: World, node: string, path: string): HostPathKind | undefined {
  const clean = path.replace(/(.)\/+$/, '$1');
  const layer = world.volumes.get(hostVolume(node)) ?? {};
  const entry = layer[clean];
  if (typeof entry === 'string') return 'file';
  if (entry === null || Object.keys(layer).some((file) => file.startsWith(`${clean}/`))) return 'directory';
  if (directories.test(clean)) return 'directory';
  if (sockets.test(clean)) return 'socket';
  if (characterDevices.test(clean)) return 'charDevice';
  return files.test(clean) ? 'file' : undefined;
}

const osRelease = `PRETTY_NAME="Podarium (simulated)"
NAME="Podarium"
ID=podarium
`;
const passwords =
  'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n';
const groups = 'root:x:0:\nnogroup:x:65534:\n';

/** Files that the machine of a volume has of its own; undefined for a volume that is no machine's. */
export function hostFiles(volume: string): Readonly<Record<string, string>> | undefined {
  const machine = /^host\/(.+)$/.exec(volume)?.[1];
  if (machine === undefined) return undefined;
  const id = `${hashText(machine)}${hashText(`${machine}/id`)}`.replace(/[^0-9a-f]/g, '0');
  return {
    '/etc/hostname': `${machine}\n`,
    '/etc/hosts': `127.0.0.1\tlocalhost\n127.0.1.1\t${machine}\n`,
    '/etc/resolv.conf': 'nameserver 127.0.0.53\n',
    '/etc/machine-id': `${id.padEnd(32, '0').slice(0, 32)}\n`,
    '/etc/os-release': osRelease,
    '/etc/passwd': passwords,
    '/etc/group': groups,
  };
}
