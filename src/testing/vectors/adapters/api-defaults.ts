import type { Adapter, Adapters } from '../adapter.ts';
import { applyDefaults } from '../../../engine/api/defaults/index.ts';
import { findKind } from '../../../engine/api/kinds.ts';

const defaults: Adapter = ({ object }) =>
  applyDefaults(findKind(object.apiVersion, object.kind)?.id ?? '', object);

const kinds =
  'cron-job daemon-set deployment endpoints job limit-range namespace network-policy node persistent-volume ' +
  'persistent-volume-claim pod priority-class replica-set replication-controller secret service stateful-set storage-class';

export const adapters: Adapters = Object.fromEntries(
  kinds.split(' ').map((kind) => [`api/defaults-${kind}`, defaults]),
);
