/** Probes and lifecycle hooks. `pkg/apis/core/validation/validation.go`, validateProbe, validateHandler */
import type { HTTPGetAction, Lifecycle, LifecycleHandler, Probe } from '../generated/types.ts';
import { forbidden, invalid, required } from './field-error.ts';
import { headerNameErrors } from './formats.ts';
import { checkNonNegative, checkOptionalWord, checkPort, checkRequired, type Errors } from './rules.ts';

export interface ProbedContainer {
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly lifecycle?: Lifecycle;
}

export function checkProbes(
  container: ProbedContainer,
  graceSeconds: number | undefined,
  path: string,
  errors: Errors,
): void {
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = container;
  if (lifecycle?.postStart !== undefined) {
    checkHandler(lifecycle.postStart, graceSeconds, `${path}.lifecycle.postStart`, errors);
  }
  if (lifecycle?.preStop !== undefined) {
    checkHandler(lifecycle.preStop, graceSeconds, `${path}.lifecycle.preStop`, errors);
  }
  if (livenessProbe !== undefined) checkSingleSuccessProbe(livenessProbe, `${path}.livenessProbe`, errors);
  if (readinessProbe !== undefined) {
    const at = `${path}.readinessProbe`;
    checkProbe(readinessProbe, at, errors);
    const grace = readinessProbe.terminationGracePeriodSeconds;
    if (grace !== undefined) {
      errors.push(
        invalid(`${at}.terminationGracePeriodSeconds`, grace, 'must not be set for readinessProbes'),
      );
    }
  }
  if (startupProbe !== undefined) checkSingleSuccessProbe(startupProbe, `${path}.startupProbe`, errors);
}

function checkSingleSuccessProbe(probe: Probe, path: string, errors: Errors): void {
  checkProbe(probe, path, errors);
  if (probe.successThreshold !== 1) {
    errors.push(invalid(`${path}.successThreshold`, probe.successThreshold ?? 0, 'must be 1'));
  }
}

const probeNumbers = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

function checkProbe(probe: Probe, path: string, errors: Errors): void {
  checkHandler(probe, undefined, path, errors);
  for (const field of probeNumbers) checkNonNegative(probe[field], `${path}.${field}`, errors);
  const grace = probe.terminationGracePeriodSeconds;
  if (grace !== undefined && grace <= 0) {
    errors.push(invalid(`${path}.terminationGracePeriodSeconds`, grace, 'must be greater than 0'));
  }
}

type Handler = Pick<Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'> & Pick<LifecycleHandler, 'sleep'>;

function checkHandler(
  handler: Handler,
  graceSeconds: number | undefined,
  path: string,
  errors: Errors,
): void {
  const checks = {
    exec: () => checkRequired(handler.exec?.command, `${path}.exec.command`, errors),
    httpGet: () => checkHttpGet(handler.httpGet!, `${path}.httpGet`, errors),
    tcpSocket: () => checkPort(handler.tcpSocket?.port, `${path}.tcpSocket.port`, errors),
    grpc: () => checkPort(handler.grpc?.port, `${path}.grpc.port`, errors),
    sleep: () => checkSleep(handler.sleep?.seconds ?? 0, graceSeconds, `${path}.sleep`, errors),
  };
  const given = (Object.keys(checks) as (keyof typeof checks)[]).filter(
    (kind) => handler[kind] !== undefined,
  );
  given.forEach((kind, index) => {
    if (index === 0) checks[kind]();
    else errors.push(forbidden(`${path}.${kind}`, 'may not specify more than 1 handler type'));
  });
  if (given.length === 0) errors.push(required(path, 'must specify a handler type'));
}

function checkHttpGet(action: HTTPGetAction, path: string, errors: Errors): void {
  checkRequired(action.path, `${path}.path`, errors);
  checkPort(action.port, `${path}.port`, errors);
  checkOptionalWord(action.scheme ?? '', ['HTTP', 'HTTPS'], `${path}.scheme`, errors);
  for (const { name } of action.httpHeaders ?? []) {
    for (const message of headerNameErrors(name ?? ''))
      errors.push(invalid(`${path}.httpHeaders`, name, message));
  }
}

function checkSleep(seconds: number, graceSeconds: number | undefined, path: string, errors: Errors): void {
  if (graceSeconds === undefined || (seconds >= 0 && seconds <= graceSeconds)) return;
  const detail = `must be non-negative and less than terminationGracePeriodSeconds (${graceSeconds})`;
  errors.push(invalid(path, seconds, detail));
}
