/** Names and amounts of resources. `pkg/apis/core/validation/validation.go`, `pkg/apis/core/helper/helpers.go` */
import type { ResourceRequirements } from '../generated/types.ts';
import { compareQuantities, formatQuantity, parseQuantity, scaledValue, type Quantity } from '../quantity.ts';
import { forbidden, invalid, required } from './field-error.ts';
import { qualifiedNameErrors } from './formats.ts';
import { checkFormat, negativeText, readQuantity, type Errors } from './rules.ts';

const hugePages = 'hugepages-';
const containerResources: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);
/** Names of things that are counted. */
const countedResources: ReadonlySet<string> = new Set([
  'pods',
  'services',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
]);
const standardResources: ReadonlySet<string> = new Set([
  ...containerResources,
  ...countedResources,
  'storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'requests.storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
]);

export function isHugePages(name: string): boolean {
  return name.startsWith(hugePages);
}

export function isStandardResource(name: string): boolean {
  return standardResources.has(name) || isHugePages(name) || name.startsWith(`requests.${hugePages}`);
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

export function isExtendedResource(name: string): boolean {
  return (
    !isNative(name) && !name.startsWith('requests.') && qualifiedNameErrors(`requests.${name}`).length === 0
  );
}

/** Whether a node may promise more of it than it has. */
export function allowsOvercommit(name: string): boolean {
  return isNative(name) && !isHugePages(name);
}

/** Well formed, and known when it has no prefix. */
export function checkResourceName(name: string, path: string, errors: Errors): void {
  const before = errors.length;
  checkFormat(qualifiedNameErrors, name, path, errors);
  if (errors.length === before && !name.includes('/') && !isStandardResource(name)) {
    errors.push(invalid(path, name, 'must be a standard resource type or fully qualified'));
  }
}

export function checkContainerResourceName(name: string, path: string, errors: Errors): void {
  checkResourceName(name, path, errors);
  if (!name.includes('/')) {
    if (!containerResources.has(name) && !isHugePages(name)) {
      errors.push(invalid(path, name, 'must be a standard resource for containers'));
    }
  } else if (!isNative(name) && !isExtendedResource(name)) {
    errors.push(invalid(path, name, "doesn't follow extended resource name standard"));
  }
}

/** Not negative, and whole where things are counted. */
export function checkResourceAmount(
  name: string,
  text: string,
  path: string,
  errors: Errors,
): Quantity | undefined {
  const quantity = readQuantity(text, path, errors);
  if (quantity === undefined) return undefined;
  if (quantity.unscaled < 0n) errors.push(invalid(path, formatQuantity(quantity), negativeText));
  if ((countedResources.has(name) || isExtendedResource(name)) && !isWhole(quantity)) {
    errors.push(invalid(path, formatQuantity(quantity), 'must be an integer'));
  }
  return quantity;
}

function isWhole(quantity: Quantity): boolean {
  return scaledValue(quantity, -3) % 1000n === 0n;
}

function checkHugePages(name: string, quantity: Quantity, path: string, errors: Errors): void {
  if (!isHugePages(name)) return;
  let pageBytes = 0n;
  try {
    pageBytes = scaledValue(parseQuantity(name.slice(hugePages.length)), 0);
  } catch {
    // A size that is no quantity has no multiples.
  }
  if (pageBytes > 0n && scaledValue(quantity, 0) % pageBytes === 0n) return;
  const text = formatQuantity(quantity);
  errors.push(invalid(path, text, `${text} is not positive integer multiple of ${name}`));
}

export function checkResources(
  resources: ResourceRequirements | undefined,
  path: string,
  errors: Errors,
): void {
  if (resources === undefined) return;
  const limits = new Map<string, Quantity>();
  for (const [name, text] of Object.entries(resources.limits ?? {})) {
    const quantity = checkAmount(name, text, `${path}.limits[${name}]`, errors);
    if (quantity !== undefined) limits.set(name, quantity);
  }
  for (const [name, text] of Object.entries(resources.requests ?? {})) {
    const quantity = checkAmount(name, text, `${path}.requests[${name}]`, errors);
    if (quantity !== undefined) checkAgainstLimit(name, quantity, limits.get(name), path, errors);
  }
  const names = [...Object.keys(resources.limits ?? {}), ...Object.keys(resources.requests ?? {})];
  if (names.some((name) => isHugePages(name)) && !names.includes('cpu') && !names.includes('memory')) {
    errors.push(forbidden(path, 'HugePages require cpu or memory'));
  }
}

function checkAmount(name: string, text: string, path: string, errors: Errors): Quantity | undefined {
  checkContainerResourceName(name, path, errors);
  const quantity = checkResourceAmount(name, text, path, errors);
  if (quantity !== undefined) checkHugePages(name, quantity, path, errors);
  return quantity;
}

function checkAgainstLimit(
  name: string,
  request: Quantity,
  limit: Quantity | undefined,
  path: string,
  errors: Errors,
): void {
  if (limit === undefined) {
    if (!allowsOvercommit(name)) {
      errors.push(required(`${path}.limits`, 'Limit must be set for non overcommitable resources'));
    }
    return;
  }
  const order = compareQuantities(request, limit);
  const exact = !allowsOvercommit(name);
  if (exact ? order === 0 : order <= 0) return;
  const relation = exact ? 'must be equal to' : 'must be less than or equal to';
  const detail = `${relation} ${name} limit of ${formatQuantity(limit)}`;
  errors.push(invalid(`${path}.requests`, formatQuantity(request), detail));
}
