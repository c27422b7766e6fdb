/** Security contexts of pods and containers. `pkg/apis/core/validation/validation.go` */
import type {
  AppArmorProfile,
  PodSpec,
  SeccompProfile,
  SecurityContext,
  Sysctl,
} from '../generated/types.ts';
import { duplicate, forbidden, invalid, required } from './field-error.ts';
import { idErrors } from './formats.ts';
import { checkDescendingPath } from './paths.ts';
import { checkFormat, checkOptionalWord, checkRequired, type Errors } from './rules.ts';

function checkId(id: number | undefined, path: string, errors: Errors): void {
  if (id !== undefined) checkFormat(idErrors, id, path, errors);
}

export function checkPodSecurity(spec: PodSpec, path: string, errors: Errors): void {
  const context = spec.securityContext;
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    const detail = 'ShareProcessNamespace and HostPID cannot both be enabled';
    errors.push(invalid(`${path}.shareProcessNamespace`, true, detail));
  }
  if (context === undefined) return;
  checkId(context.fsGroup, `${path}.fsGroup`, errors);
  checkId(context.runAsUser, `${path}.runAsUser`, errors);
  checkId(context.runAsGroup, `${path}.runAsGroup`, errors);
  context.supplementalGroups?.forEach((id, index) =>
    checkId(id, `${path}.supplementalGroups[${index}]`, errors),
  );
  checkSysctls(context.sysctls, spec, `${path}.sysctls`, errors);
  checkOptionalWord(
    context.fsGroupChangePolicy,
    ['Always', 'OnRootMismatch'],
    `${path}.fsGroupChangePolicy`,
    errors,
  );
  checkSeccomp(context.seccompProfile, `${path}.seccompProfile`, errors);
  checkAppArmor(context.appArmorProfile, `${path}.appArmorProfile`, errors);
  checkOptionalWord(
    context.supplementalGroupsPolicy,
    ['Merge', 'Strict'],
    `${path}.supplementalGroupsPolicy`,
    errors,
  );
}

const sysctlSegment = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const sysctlPattern = `^(${sysctlSegment}[\\./])*${sysctlSegment}$`;
const sysctlName = new RegExp(sysctlPattern);

function checkSysctls(
  sysctls: readonly Sysctl[] | undefined,
  spec: PodSpec,
  path: string,
  errors: Errors,
): void {
  const names = new Set<string>();
  sysctls?.forEach(({ name = '' }, index) => {
    const at = `${path}[${index}].name`;
    if (checkRequired(name, at, errors)) {
      if (name.length > 253 || !sysctlName.test(name)) {
        errors.push(invalid(at, name, `must have at most 253 characters and match regex ${sysctlPattern}`));
      } else if (names.has(name)) {
        errors.push(duplicate(at, name));
      }
    }
    names.add(name);
    const host = name.startsWith('net.') ? 'hostNetwork' : isIpcSysctl(name) ? 'hostIPC' : undefined;
    if (host !== undefined && spec[host] === true) {
      errors.push(invalid(at, name, `may not be specified when '${host}' is true`));
    }
  });
}

function isIpcSysctl(name: string): boolean {
  return name === 'kernel.sem' || /^(kernel\.shm|kernel\.msg|fs\.mqueue\.)/.test(name);
}

function checkSeccomp(profile: SeccompProfile | undefined, path: string, errors: Errors): void {
  if (profile === undefined) return;
  const types = ['Localhost', 'RuntimeDefault', 'Unconfined'];
  if (checkRequired(profile.type, `${path}.type`, errors, 'type is required when seccompProfile is set')) {
    checkOptionalWord(profile.type, types, `${path}.type`, errors);
  }
  const at = `${path}.localhostProfile`;
  if (profile.type !== 'Localhost') {
    if (profile.localhostProfile !== undefined) {
      errors.push(invalid(at, profile, 'can only be set when seccomp type is Localhost'));
    }
  } else if (profile.localhostProfile === undefined) {
    errors.push(required(at, 'must be set when seccomp type is Localhost'));
  } else {
    checkDescendingPath(profile.localhostProfile, at, errors);
  }
}

function checkAppArmor(profile: AppArmorProfile | undefined, path: string, errors: Errors): void {
  if (profile === undefined) return;
  const { type, localhostProfile } = profile;
  const at = `${path}.localhostProfile`;
  if (type === 'Localhost') {
    if (localhostProfile === undefined || localhostProfile.trim() === '') {
      errors.push(required(at, 'must be set when AppArmor type is Localhost'));
    } else if (localhostProfile.trim() !== localhostProfile) {
      errors.push(invalid(at, localhostProfile, 'must not be padded with whitespace'));
    }
    return;
  }
  const needed = 'type is required when appArmorProfile is set';
  if (!checkRequired(type, `${path}.type`, errors, needed)) return;
  const before = errors.length;
  checkOptionalWord(type, ['Localhost', 'RuntimeDefault', 'Unconfined'], `${path}.type`, errors);
  if (errors.length === before && localhostProfile !== undefined) {
    errors.push(invalid(at, localhostProfile, 'can only be set when AppArmor type is Localhost'));
  }
}

export function checkContainerSecurity(
  context: SecurityContext | undefined,
  spec: PodSpec,
  path: string,
  errors: Errors,
): void {
  if (context === undefined) return;
  checkId(context.runAsUser, `${path}.runAsUser`, errors);
  checkId(context.runAsGroup, `${path}.runAsGroup`, errors);
  checkOptionalWord(context.procMount, ['Default', 'Unmasked'], `${path}.procMount`, errors);
  if (context.procMount === 'Unmasked' && spec.hostUsers !== false) {
    errors.push(
      invalid(`${path}.procMount`, context.procMount, '`hostUsers` must be false to use `Unmasked`'),
    );
  }
  checkSeccomp(context.seccompProfile, `${path}.seccompProfile`, errors);
  if (context.allowPrivilegeEscalation === false) {
    const start = 'cannot set `allowPrivilegeEscalation` to false and';
    if (context.privileged === true) errors.push(invalid(path, context, `${start} \`privileged\` to true`));
    if (context.capabilities?.add?.includes('CAP_SYS_ADMIN') === true) {
      errors.push(invalid(path, context, `${start} \`capabilities.Add\` CAP_SYS_ADMIN`));
    }
  }
  checkAppArmor(context.appArmorProfile, `${path}.appArmorProfile`, errors);
}

/** A pod with users of its own may not share namespaces with the host. */
export function checkHostUsers(spec: PodSpec, path: string, errors: Errors): void {
  if (spec.hostUsers !== false) return;
  const detail = 'when `pod.Spec.HostUsers` is false';
  if (spec.hostNetwork === true) errors.push(forbidden(`${path}.hostNetwork`, detail));
  if (spec.hostPID === true) errors.push(forbidden(`${path}.HostPID`, detail));
  if (spec.hostIPC === true) errors.push(forbidden(`${path}.HostIPC`, detail));
}
