/** What an `Image` of the playground has to be like. */
import type { Image, ImageSpec } from '../podarium.ts';
import { invalid, required } from './field-error.ts';
import { dnsSubdomainErrors, rangeMessage } from './formats.ts';
import { checkPositive } from './claims.ts';
import { checkMetadata, checkUpdatedMetadata } from './metadata.ts';
import { checkNonNegative, checkOptionalWord, type Errors } from './rules.ts';

const maxScript = 20_000;
/** `registry:5000/path/name:tag@digest`, as far as it can be told without asking for it. */
const imageName =
  /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?::\d+)?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?$/;

export function checkImage(image: Image, errors: Errors): void {
  checkMetadata(image.metadata, false, dnsSubdomainErrors, errors);
  checkImageSpec(image.spec, errors);
}

export function checkImageUpdate(next: Image, previous: Image, errors: Errors): void {
  checkUpdatedMetadata(next.metadata ?? {}, previous.metadata ?? {}, errors);
  checkImageSpec(next.spec, errors);
}

function checkImageSpec(spec: ImageSpec | undefined, errors: Errors): void {
  if (spec === undefined) {
    errors.push(required('spec'));
    return;
  }
  const { image, user, workingDir } = spec;
  if (image !== undefined && !imageName.test(image))
    errors.push(invalid('spec.image', image, 'must name an image, such as shop/web or shop/web:1.2'));
  if (user !== undefined && !/^[\w][\w.-]*(?::[\w][\w.-]*)?$/.test(user))
    errors.push(
      invalid('spec.user', user, 'must be a name or a number, with a group behind a colon if wanted'),
    );
  if (workingDir !== undefined && !workingDir.startsWith('/'))
    errors.push(invalid('spec.workingDir', workingDir, 'must be an absolute path'));
  checkOptionalWord(spec.shell, ['busybox', 'alpine', 'debian', 'none'], 'spec.shell', errors);
  checkAmounts(spec, errors);
  for (const [index, port] of (spec.ports ?? []).entries())
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      errors.push(invalid(`spec.ports[${index}]`, port, rangeMessage(1, 65_535)));
  for (const path of Object.keys(spec.files ?? {}))
    if (!/^(?:\/[^/]+)+$/.test(path)) errors.push(invalid('spec.files', path, 'must be an absolute path'));
  checkScript(spec, errors);
}

function checkAmounts(spec: ImageSpec, errors: Errors): void {
  if (spec.size !== undefined) checkPositive(spec.size, 'spec.size', errors);
  const { cpu, memory } = spec.resources ?? {};
  if (cpu !== undefined) checkPositive(cpu, 'spec.resources.cpu', errors);
  if (memory !== undefined) checkPositive(memory, 'spec.resources.memory', errors);
  checkNonNegative(spec.layers, 'spec.layers', errors);
  checkNonNegative(spec.pullSeconds, 'spec.pullSeconds', errors);
  checkNonNegative(spec.startUpSeconds, 'spec.startUpSeconds', errors);
}

function checkScript({ script, shell, entrypoint }: ImageSpec, errors: Errors): void {
  if (script === undefined) return;
  if (script.length > maxScript)
    errors.push(
      invalid('spec.script', `${script.slice(0, 20)}...`, `may not be longer than ${maxScript} characters`),
    );
  if (shell === 'none') errors.push(invalid('spec.shell', shell, 'a script needs a shell that runs it'));
  if (entrypoint !== undefined)
    errors.push(invalid('spec.entrypoint', entrypoint, 'may not be set when `script` is: the script is run'));
}
