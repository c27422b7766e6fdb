/** Environment variables of containers. `pkg/apis/core/validation/validation.go`, ValidateEnv */
import type { EnvFromSource, EnvVar, EnvVarSource } from '../generated/types.ts';
import { checkFieldReference, checkResourceReference, envFields } from './downward-api.ts';
import { invalid } from './field-error.ts';
import { configKeyErrors, dnsSubdomainErrors, envVarNameErrors } from './formats.ts';
import { checkFormat, checkRequired, isSet, type Errors } from './rules.ts';

const moreThanOne = 'may not have more than one field specified at a time';

export function checkEnv(variables: readonly EnvVar[] | undefined, path: string, errors: Errors): void {
  variables?.forEach((variable, index) => {
    const at = `${path}[${index}]`;
    if (checkRequired(variable.name, `${at}.name`, errors)) {
      checkFormat(envVarNameErrors, variable.name, `${at}.name`, errors);
    }
    if (variable.valueFrom !== undefined) {
      checkValueFrom(variable.valueFrom, isSet(variable.value), `${at}.valueFrom`, errors);
    }
  });
}

function checkValueFrom(source: EnvVarSource, hasValue: boolean, path: string, errors: Errors): void {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = source;
  if (fieldRef !== undefined) checkFieldReference(fieldRef, envFields, `${path}.fieldRef`, errors);
  if (resourceFieldRef !== undefined) {
    checkResourceReference(resourceFieldRef, false, `${path}.resourceFieldRef`, errors);
  }
  if (configMapKeyRef !== undefined) checkKeyReference(configMapKeyRef, `${path}.configMapKeyRef`, errors);
  if (secretKeyRef !== undefined) checkKeyReference(secretKeyRef, `${path}.secretKeyRef`, errors);
  const sources = Object.values(source).filter((value) => value !== undefined).length;
  if (sources === 0) {
    const names = '`fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`';
    errors.push(invalid(path, '', `must specify one of: ${names}`));
  } else if (hasValue) {
    errors.push(invalid(path, '', 'may not be specified when `value` is not empty'));
  } else if (sources > 1) {
    errors.push(invalid(path, '', moreThanOne));
  }
}

function checkKeyReference(reference: { name?: string; key: string }, path: string, errors: Errors): void {
  checkFormat(dnsSubdomainErrors, reference.name ?? '', `${path}.name`, errors);
  if (checkRequired(reference.key, `${path}.key`, errors)) {
    checkFormat(configKeyErrors, reference.key, `${path}.key`, errors);
  }
}

export function checkEnvFrom(
  sources: readonly EnvFromSource[] | undefined,
  path: string,
  errors: Errors,
): void {
  sources?.forEach(({ prefix, configMapRef, secretRef }, index) => {
    const at = `${path}[${index}]`;
    if (isSet(prefix)) checkFormat(envVarNameErrors, prefix ?? '', `${at}.prefix`, errors);
    if (configMapRef !== undefined) checkObjectName(configMapRef.name, `${at}.configMapRef.name`, errors);
    if (secretRef !== undefined) checkObjectName(secretRef.name, `${at}.secretRef.name`, errors);
    if (configMapRef === undefined && secretRef === undefined) {
      errors.push(invalid(path, '', 'must specify one of: `configMapRef` or `secretRef`'));
    } else if (configMapRef !== undefined && secretRef !== undefined) {
      errors.push(invalid(path, '', moreThanOne));
    }
  });
}

function checkObjectName(name: string | undefined, path: string, errors: Errors): void {
  if (checkRequired(name, path, errors)) checkFormat(dnsSubdomainErrors, name ?? '', path, errors);
}
