/** The playground's own kinds. */
import type { Fault, FaultType, Machine } from '../podarium.ts';
import { forbidden, invalid, required } from './field-error.ts';
import { dnsSubdomainErrors, rangeMessage } from './formats.ts';
import { checkPositive } from './claims.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import { checkImmutable, checkLabels, checkOptionalWord, checkWord, isSet, type Errors } from './rules.ts';

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
  const { pods } = spec ?? {};
  if (pods !== undefined && (pods < 0 || !Number.isInteger(pods))) {
    errors.push(invalid('spec.pods', pods, 'must be greater than or equal to 0'));
  }
  checkLabels(spec?.labels, 'spec.labels', errors);
}

const faultTypes: readonly FaultType[] = [
  'ContainerExit',
  'OOMKill',
  'ImageUnpullable',
  'ProbeFailure',
  'MemoryPressure',
  'DiskPressure',
];

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
  const { exitCode, durationSeconds } = spec;
  if (exitCode !== undefined) {
    if (spec.type !== 'ContainerExit') {
      errors.push(forbidden('spec.exitCode', "may only be set when `type` is 'ContainerExit'"));
    } else if (exitCode < 0 || exitCode > 255 || !Number.isInteger(exitCode)) {
      errors.push(invalid('spec.exitCode', exitCode, rangeMessage(0, 255)));
    }
  }
  if (durationSeconds !== undefined && durationSeconds <= 0) {
    errors.push(invalid('spec.durationSeconds', durationSeconds, 'must be greater than zero'));
  }
  if (spec.type === 'ImageUnpullable' && !isSet(spec.target?.image)) {
    errors.push(required('spec.target.image', "must be set when `type` is 'ImageUnpullable'"));
  }
  checkLabels(spec.target?.labels, 'spec.target.labels', errors);
}
