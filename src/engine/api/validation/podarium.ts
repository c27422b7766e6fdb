/** The playground's own kinds. */
import {
  type Fault,
  type FaultSpec,
  type FaultType,
  faultTypes,
  type Machine,
  probeKinds,
} from '../podarium.ts';
import { forbidden, invalid, required } from './field-error.ts';
import { dnsSubdomainErrors, rangeMessage } from './formats.ts';
import { checkPositive } from './claims.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import {
  checkImmutable,
  checkLabels,
  checkOptionalWord,
  checkWord,
  isSet,
  negativeText,
  readQuantity,
  type Errors,
} from './rules.ts';
import { checkStaticPods } from './static-pods.ts';

export function checkMachine(machine: Machine, errors: Errors): void {
  checkMetadata(machine.metadata, false, dnsSubdomainErrors, errors);
  checkMachineSpec(machine, errors);
}

export function checkMachineUpdate(next: Machine, previous: Machine, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkMachineSpec(next, errors);
  checkImmutable(next.spec?.role, previous.spec?.role, 'spec.role', errors);
}

function checkMachineSpec({ spec }: Machine, errors: Errors): void {
  checkOptionalWord(spec?.power, ['On', 'Off'], 'spec.power', errors);
  checkOptionalWord(spec?.network, ['Connected', 'Partitioned'], 'spec.network', errors);
  checkOptionalWord(spec?.role, ['worker', 'control-plane'], 'spec.role', errors);
  if (spec?.cpu !== undefined) checkPositive(spec.cpu, 'spec.cpu', errors);
  if (spec?.memory !== undefined) checkPositive(spec.memory, 'spec.memory', errors);
  const logSize = spec?.kubelet?.containerLogMaxSize;
  if (logSize !== undefined) checkPositive(logSize, 'spec.kubelet.containerLogMaxSize', errors);
  const { pods } = spec ?? {};
  if (pods !== undefined && (pods < 0 || !Number.isInteger(pods))) {
    errors.push(invalid('spec.pods', pods, 'must be greater than or equal to 0'));
  }
  checkLabels(spec?.labels, 'spec.labels', errors);
  checkStaticPods(spec?.staticPods ?? [], 'spec.staticPods', errors);
}

export function checkFault(fault: Fault, errors: Errors): void {
  checkMetadata(fault.metadata, false, dnsSubdomainErrors, errors);
  checkFaultSpec(fault, errors);
}

export function checkFaultUpdate(next: Fault, previous: Fault, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkFaultSpec(next, errors);
}

function checkFaultSpec({ spec }: Fault, errors: Errors): void {
  if (spec === undefined) {
    errors.push(required('spec'));
    return;
  }
  checkWord(spec.type, faultTypes, 'spec.type', errors);
  checkOwnFields(spec, errors);
  const { exitCode, seconds, probe, rate, durationSeconds } = spec;
  if (exitCode !== undefined && (exitCode < 0 || exitCode > 255 || !Number.isInteger(exitCode)))
    errors.push(invalid('spec.exitCode', exitCode, rangeMessage(0, 255)));
  if (seconds !== undefined && seconds <= 0)
    errors.push(invalid('spec.seconds', seconds, 'must be greater than zero'));
  checkOptionalWord(probe, probeKinds, 'spec.probe', errors);
  if (rate !== undefined) checkPositive(rate, 'spec.rate', errors);
  if (durationSeconds !== undefined && durationSeconds <= 0)
    errors.push(invalid('spec.durationSeconds', durationSeconds, 'must be greater than zero'));
  checkAvailable(spec, errors);
  if (spec.type === 'ImageUnpullable' && !isSet(spec.target?.image)) {
    errors.push(required('spec.target.image', "must be set when `type` is 'ImageUnpullable'"));
  }
  checkLabels(spec.target?.labels, 'spec.target.labels', errors);
}

/** Fields that belong to some types alone. */
const typesOf = {
  exitCode: ['ContainerExit'],
  seconds: ['SlowStart'],
  probe: ['ProbeFailure'],
  rate: ['MemoryLeak'],
  available: ['MemoryPressure', 'DiskPressure'],
} satisfies Partial<Record<keyof FaultSpec, readonly FaultType[]>>;

function checkOwnFields(spec: FaultSpec, errors: Errors): void {
  for (const [field, types] of Object.entries(typesOf) as [keyof typeof typesOf, readonly FaultType[]][]) {
    if (spec[field] === undefined || types.includes(spec.type)) continue;
    const names = types.map((type) => `'${type}'`).join(' or ');
    errors.push(forbidden(`spec.${field}`, `may only be set when \`type\` is ${names}`));
  }
}

/** `90Mi`, or `9%`. */
function checkAvailable({ available }: FaultSpec, errors: Errors): void {
  if (available === undefined) return;
  if (!available.endsWith('%')) {
    const quantity = readQuantity(available, 'spec.available', errors);
    if (quantity !== undefined && quantity.unscaled < 0n)
      errors.push(invalid('spec.available', available, negativeText));
  } else if (!/^\d+(\.\d+)?%$/.test(available) || Number.parseFloat(available) > 100) {
    errors.push(invalid('spec.available', available, 'must be a quantity or a percentage from 0% to 100%'));
  }
}
