import type { Adapters } from '../adapter.ts';
import type { ConfigMap, Container, EnvVar, Node, Pod, Secret, Service } from '../../../engine/index.ts';
import { deadlineVerdict } from '../../../engine/kubelet/active-deadline.ts';
import { rejectionOf } from '../../../engine/kubelet/admission.ts';
import { EnvironmentError, expandCommand, makeEnvironment } from '../../../engine/kubelet/environment.ts';
import { expand } from '../../../engine/api/expansion.ts';
import {
  FieldPathError,
  fieldOf,
  formatMap,
  resourceFieldOf,
  splitSubscript,
} from '../../../engine/api/field-path.ts';
import { orderedPodIps } from '../../../engine/kubelet/pod-ips.ts';
import { serviceVariables } from '../../../engine/kubelet/service-environment.ts';
import { parseTimestamp } from '../../../engine/index.ts';

function byVariable(env: readonly EnvVar[]): Record<string, string> {
  return Object.fromEntries(env.map(({ name, value = '' }) => [name, value]));
}

interface EnvironmentInput {
  readonly pod: Pod;
  readonly services: Service[] | null;
  readonly configMaps: ConfigMap[];
  readonly secrets: Secret[];
  readonly podIPs: string[];
  readonly hostIPs: string[];
}

export const adapters: Adapters = {
  'kubelet/env-expansion': ({ text, vars }: { text: string; vars: Record<string, string> }) =>
    expand(text, (name) => vars[name]),
  'kubelet/command-args-expansion': ({ container, env }: { container: Container; env: EnvVar[] }) => {
    const { command, args } = expandCommand(container, byVariable(env));
    return { command, args };
  },
  'kubelet/probe-exec-command': ({ command, env }: { command: string[]; env: EnvVar[] }) =>
    expandCommand({ name: 'container', command }, byVariable(env)).command,
  'kubelet/service-environment': ({ services }: { services: Service[] }) => serviceVariables(services),
  'kubelet/container-environment': (input: EnvironmentInput) => {
    try {
      const env = makeEnvironment({
        pod: input.pod,
        container: input.pod.spec!.containers[0]!,
        services: input.services,
        configMap: (name) => input.configMaps.find(({ metadata }) => metadata?.name === name),
        secret: (name) => input.secrets.find(({ metadata }) => metadata?.name === name),
        podIps: input.podIPs,
        hostIps: input.hostIPs,
      });
      return { env };
    } catch (error) {
      if (error instanceof EnvironmentError) return { error: error.message };
      throw error;
    }
  },
  'kubelet/field-path': ({ pod, fieldPath }: { pod: Pod; fieldPath: string }) => {
    try {
      return { ok: true, value: fieldOf(pod, fieldPath) };
    } catch (error) {
      if (!(error instanceof FieldPathError)) throw error;
      return error.message.startsWith('unsupported') ? { ok: false, error: error.message } : { ok: false };
    }
  },
  'kubelet/field-path-subscript': ({ fieldPath }: { fieldPath: string }) => {
    const subscript = splitSubscript(fieldPath);
    return subscript === undefined ? { ok: false } : { ok: true, ...subscript };
  },
  'kubelet/field-path-map': ({ map }: { map: Record<string, string> | null }) => formatMap(map),
  'kubelet/resource-field-ref': (input: {
    pod: Pod;
    container: string;
    resource: string;
    divisor?: string;
  }) => {
    const { containers, initContainers = [] } = input.pod.spec!;
    const container = [...containers, ...initContainers].find(({ name }) => name === input.container)!;
    return resourceFieldOf(container, input.resource, input.divisor);
  },
  'kubelet/pod-ips-order': ({ nodeIP, podIPs }: { nodeIP: string; podIPs: string[] }) =>
    orderedPodIps(podIPs, nodeIP === '' ? [] : [nodeIP]),
  'kubelet/kubelet-admission': (input: { pod: Pod; node: Node; otherPods: Pod[] }) => {
    const rejection = rejectionOf(input.pod, input.node, input.otherPods);
    return rejection === undefined ? { admit: true } : { admit: false, ...rejection };
  },
  'kubelet/active-deadline': ({ pod, now }: { pod: Pod; now: string }) => {
    const verdict = deadlineVerdict(pod, parseTimestamp(now), parseTimestamp);
    if (verdict === undefined) return { evict: false };
    const { reason, message, event } = verdict;
    return {
      evict: true,
      phase: 'Failed',
      reason,
      message,
      event: { type: 'Normal', reason, message: event },
    };
  },
};
