import type { ImageSource } from './default-images.ts';
import type { ImageDefinition } from './image-definition.ts';
import { parseImageName, type ImageName } from './image-name.ts';

/** Whether a registry has an image, and what a kubelet shows when it has not (containerd's texts). */

/** Words that tags of official images are made of, digits apart. */
const tagWords = new Set(
  'alpha alpine amd apache arm azurelinux beta bionic bookworm boron bullseye buster carbon cli community current debian dev devel dubnium edge enterprise erbium fermium focal fpm full gallium glibc headless hydrogen iron jammy jdk jod jre krypton latest linux lts ltsc main mainline management master minimal musl nanoserver next nightly noble oldstable oracle oraclelinux oss otel perl php rc rolling sid slim stable stretch testing trixie ubi ubuntu uclibc unstable v windowsservercore xenial zts'.split(
    ' ',
  ),
);

/** Hosts that can never answer (RFC 2606). */
const unresolvable = /(^|\.)(invalid)(:\d+)?$/;

/** Names that say of themselves that nothing is there. */
const saysNothingThere =
  /(^|[-_/])(does-?not-?exist|non-?existing|non-?existent|no-?such|not-?found)([-_/]|$)/;

/** Names that say of themselves that not everybody may have them. */
const saysPrivate = /(^|[-_/])private([-_/]|$)/;

/** Why a pull fails for one with credentials for these registries, as an event shows it; undefined when it works. */
export function whyNotPulled(
  name: string,
  catalogue: ImageSource,
  registries: readonly string[] = [],
): string | undefined {
  const image = parseImageName(name);
  if (unresolvable.test(image.registry)) {
    const host = image.registry.replace(/:\d+$/, '');
    return failedRequest(image, `dial tcp: lookup ${host}: no such host`);
  }
  const known = catalogue.find(image.repository);
  if (known !== undefined)
    return image.digest === '' && !tagExists(image.tag, known) ? notFound(image) : undefined;
  if (saysPrivate.test(image.path) && !registries.includes(image.registry)) return accessDenied(image);
  return saysNothingThere.test(image.path) || isMisspelt(image, catalogue) ? accessDenied(image) : undefined;
}

export function notFound(image: ImageName): string {
  return `rpc error: code = NotFound desc = ${resolving(image)}: ${image.reference}: not found`;
}

/** The registry can't be reached. */
export function unreachable(image: ImageName): string {
  return failedRequest(image, 'dial tcp: i/o timeout');
}

function accessDenied(image: ImageName): string {
  return `rpc error: code = Unknown desc = ${resolving(image)}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
}

function failedRequest(image: ImageName, why: string): string {
  const host = image.registry === 'docker.io' ? 'registry-1.docker.io' : image.registry;
  const url = `https://${host}/v2/${image.path}/manifests/${image.digest || image.tag}`;
  return `rpc error: code = Unknown desc = ${resolving(image)}: failed to do request: Head "${url}": ${why}`;
}

function resolving(image: ImageName): string {
  return `failed to pull and unpack image "${image.reference}": failed to resolve reference "${image.reference}"`;
}

/** A tag of a known repository exists when its words are words of tags and its version isn't newer than the newest. */
function tagExists(tag: string, image: ImageDefinition): boolean {
  if (image.newest === undefined) return !saysNothingThere.test(tag);
  const [first = '', ...words] = tag.split('-');
  const version = /^v?(\d+(?:\.\d+)*)(?:rc\d+|beta\d+|b\d+|a\d+)?$/.exec(first)?.[1];
  if (version !== undefined && isNewer(version.split('.').map(Number), image.newest)) return false;
  return [...(version === undefined ? [first] : []), ...words].every(isTagWord);
}

function isTagWord(word: string): boolean {
  return /^[\d.]+$/.test(word) || tagWords.has(word.replace(/[\d.]+$/, ''));
}

function isNewer(version: readonly number[], newest: readonly number[]): boolean {
  for (const [index, limit] of newest.entries()) {
    const part = version[index] ?? 0;
    if (part !== limit) return part > limit;
  }
  return false;
}

/** An official name with one letter wrong, missing, doubled or swapped: nobody owns those on Docker Hub. */
function isMisspelt(image: ImageName, catalogue: ImageSource): boolean {
  if (image.registry !== 'docker.io' || !image.path.startsWith('library/')) return false;
  const name = image.path.slice('library/'.length);
  return catalogue.repositories().some((repository) => {
    const official = /^docker\.io\/library\/(.{4,})$/.exec(repository)?.[1];
    return official !== undefined && isOneEditApart(name, official);
  });
}

function isOneEditApart(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1 || left === right) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  const [a, b] = [left.slice(start), right.slice(start)];
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || swapped;
}
