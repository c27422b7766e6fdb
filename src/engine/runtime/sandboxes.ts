import type { Node, Pod } from '../api/generated/types.ts';
import { sandboxHostname } from '../api/pod-hostname.ts';
import { isStaticPod } from '../api/static-pod.ts';
import { nextAddress } from './addresses.ts';
import type { Processes } from './processes.ts';
import type { Sandbox } from './records.ts';
import { podVolumePrefix } from './volumes.ts';
import type { World } from './world.ts';

/** Where a machine's own address is unknown. */
const unknownAddress = '172.18.0.2';

/** A full address range is asked again after this. */
const fullRangeRetryMs = 10_000;

/** Pod sandboxes: the pause container with its network namespace and address. */
export class Sandboxes {
  #world: World;
  #processes: Processes;
  /** Pods by address: rebuilt from the records. */
  #byAddress = new Map<string, string>();

  constructor(world: World, processes: Processes) {
    this.#world = world;
    this.#processes = processes;
  }

  /** The pod that has an address of the pod network. */
  podAt(address: string): string | undefined {
    return this.#byAddress.get(address);
  }

  run(node: string, pod: Pod): void {
    const podUid = pod.metadata?.uid ?? '';
    this.stop(podUid);
    const ip = this.#address(node, pod);
    const hostNetwork = pod.spec?.hostNetwork === true;
    const name = pod.metadata?.name ?? '';
    const sandbox: Sandbox = {
      node,
      namespace: pod.metadata?.namespace ?? '',
      podName: name,
      podUid,
      ip,
      hostname: hostNetwork ? node : sandboxHostname(pod),
      hostNetwork,
      sharesProcesses: pod.spec?.shareProcessNamespace === true || pod.spec?.hostPID === true,
      ...(pod.spec?.hostPID === true ? { hostProcesses: true as const } : {}),
      ...(isStaticPod(pod) ? { staticPod: pod } : {}),
      containers: {},
      listeners: [],
    };
    this.#world.sandboxes.set(podUid, sandbox);
    if (!hostNetwork && ip !== '') this.#byAddress.set(ip, podUid);
    const { sandboxMs, sandboxJitterMs } = this.#world.timings;
    const jitterMs =
      sandboxJitterMs === 0 ? 0 : this.#world.context.random('sandbox').integer(sandboxJitterMs);
    this.#world.context.schedule('sandbox', sandboxMs + jitterMs, { podUid, ip });
  }

  /** The sandbox that was being made is there. */
  finish(podUid: string, ip: string): void {
    const sandbox = this.#world.sandboxes.get(podUid);
    if (sandbox?.ip !== ip || sandbox.stopped === true) return;
    if (ip === '') return this.#tryAgain(sandbox);
    this.#world.onEvent({ kind: 'SandboxReady', node: sandbox.node, podUid, podIp: ip });
  }

  /** Ends what runs in a sandbox and frees its address; logs stay until the sandbox is removed. */
  stop(podUid: string): void {
    const sandbox = this.#world.sandboxes.get(podUid);
    if (sandbox === undefined || sandbox.stopped === true) return;
    for (const container of Object.values(sandbox.containers)) this.#processes.abandon(sandbox, container);
    if (this.#byAddress.get(sandbox.ip) === podUid) this.#byAddress.delete(sandbox.ip);
    this.#world.sandboxes.set(podUid, { ...sandbox, stopped: true });
  }

  /** Its volumes go when the pod itself has gone, which may have been before. */
  remove(podUid: string): void {
    const sandbox = this.#world.sandboxes.get(podUid);
    if (sandbox === undefined) return;
    this.stop(podUid);
    this.#world.sandboxes.delete(podUid);
    if (this.#world.podOf(sandbox) === undefined) this.#dropVolumes(podUid);
  }

  /** The pod is no more: its own volumes go with it, as soon as no container of it is left that writes to them. */
  forgetVolumes(podUid: string): void {
    if (!this.#world.sandboxes.has(podUid)) this.#dropVolumes(podUid);
  }

  #dropVolumes(podUid: string): void {
    const { volumes, attributes, outdated } = this.#world;
    const prefix = podVolumePrefix(podUid);
    for (const kept of [volumes, attributes, outdated])
      for (const key of kept.keys()) if (key.startsWith(prefix)) kept.delete(key);
  }

  powerOff(node: string): void {
    for (const sandbox of this.#world.sandboxes.values())
      if (sandbox.node === node) this.remove(sandbox.podUid);
  }

  rebuild(): void {
    this.#byAddress.clear();
    for (const { ip, podUid, hostNetwork, stopped } of this.#world.sandboxes.values())
      if (!hostNetwork && ip !== '' && stopped !== true) this.#byAddress.set(ip, podUid);
  }

  #tryAgain(sandbox: Sandbox): void {
    const ip = this.#nextAddress(sandbox.node);
    this.#world.sandboxes.set(sandbox.podUid, { ...sandbox, ip });
    if (ip !== '') this.#byAddress.set(ip, sandbox.podUid);
    this.#world.context.schedule('sandbox', fullRangeRetryMs, { podUid: sandbox.podUid, ip });
  }

  #address(node: string, pod: Pod): string {
    return pod.spec?.hostNetwork === true ? this.#nodeAddress(node) : this.#nextAddress(node);
  }

  #nodeAddress(node: string): string {
    const given = this.#world.options.nodeAddresses?.[node];
    const addresses = this.#world.context.view.get<Node>('nodes', '', node)?.status?.addresses ?? [];
    return given ?? addresses.find((address) => address.type === 'InternalIP')?.address ?? unknownAddress;
  }

  /** '' when the node's range is full. */
  #nextAddress(node: string): string {
    const record = this.#world.node(node);
    const range = this.#world.context.view.get<Node>('nodes', '', node)?.spec?.podCIDR;
    const next = nextAddress(range, record.lastAddress, (address) => this.#byAddress.has(address));
    if (next === undefined) return '';
    record.lastAddress = next.offset;
    return next.address;
  }
}
