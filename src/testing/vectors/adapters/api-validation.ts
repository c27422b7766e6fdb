import type { Adapter, Adapters } from '../adapter.ts';
import { applyDefaults } from '../../../engine/api/defaults/index.ts';
import { findKind } from '../../../engine/api/kinds.ts';
import type { KubeObject } from '../../../engine/api/object.ts';
import { checkUpdate, validateCreate } from '../../../engine/api/validation/index.ts';
import { checkMetadataUpdate } from '../../../engine/api/validation/metadata.ts';
import { checkAnnotations, checkLabels, type Errors } from '../../../engine/api/validation/rules.ts';

/** The suites name types without their prefix. */
function told(errors: Errors): object[] {
  return errors.map(({ field, type, detail }) => ({ field, type: type.replace(/^FieldValue/, ''), detail }));
}

function resourceOf(object: KubeObject): string {
  return findKind(object.apiVersion ?? '', object.kind ?? '')?.id ?? '';
}

const create: Adapter = ({ object }) => {
  const resource = resourceOf(object);
  return told(validateCreate(resource, applyDefaults(resource, object)));
};

const update: Adapter = ({ object, old }) => {
  const resource = resourceOf(object);
  return told(checkUpdate(resource, applyDefaults(resource, object), applyDefaults(resource, old)));
};

const created =
  'cluster-role-binding cluster-role config-map cron-job daemon-set deployment endpoints ' +
  'horizontal-pod-autoscaler ingress-class ingress job limit-range namespace network-policy node ' +
  'persistent-volume-claim persistent-volume pod-disruption-budget pod priority-class replica-set ' +
  'replication-controller resource-quota role-binding role secret service stateful-set storage-class';
const updated =
  'config-map daemon-set namespace network-policy node persistent-volume-claim persistent-volume pod ' +
  'priority-class replica-set replication-controller role-binding secret service stateful-set storage-class';

function collect(check: (errors: Errors) => void): { field: string; type: string }[] {
  const errors: Errors = [];
  check(errors);
  return errors.map(({ field, type }) => ({ field, type: type.replace(/^FieldValue/, '') }));
}

export const adapters: Adapters = {
  ...Object.fromEntries(created.split(' ').map((kind) => [`api/validate-${kind}`, create])),
  ...Object.fromEntries(updated.split(' ').map((kind) => [`api/validate-update-${kind}`, update])),
  'api/labels-validation': ({ labels, path }) => collect((errors) => checkLabels(labels, path, errors)),
  'api/annotations-validation': ({ annotations, path }) =>
    collect((errors) => checkAnnotations(annotations, path, errors)),
  'api/metadata-update-validation': ({ newMetadata, oldMetadata, path }) => {
    const errors: Errors = [];
    checkMetadataUpdate(newMetadata, oldMetadata, errors, path);
    return told(errors);
  },
};
