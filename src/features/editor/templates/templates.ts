import { access, policy } from './access-policy.ts';
import { cluster, podarium } from './cluster-podarium.ts';
import { config, network, storage } from './network-config-storage.ts';
import type { Template } from './template.ts';
import { workloads } from './workloads.ts';

/** A manifest for each kind that a person writes, by area. */
export const templates: readonly Template[] = [
  ...workloads,
  ...network,
  ...config,
  ...storage,
  ...access,
  ...policy,
  ...cluster,
  ...podarium,
];
