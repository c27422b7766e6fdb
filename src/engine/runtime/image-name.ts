/** An image reference in parts, as `github.com/distribution/reference` normalises it. */
export interface ImageName {
  readonly registry: string;
  /** Path in the registry: `library/nginx`. */
  readonly path: string;
  readonly tag: string;
  readonly digest: string;
  /** `docker.io/library/nginx` */
  readonly repository: string;
  /** `docker.io/library/nginx:latest` */
  readonly reference: string;
}

const parsed = new Map<string, ImageName>();
const maxParsed = 5_000;

/** What stands behind a `#` tells the versions of an `Image` object apart and is no part of the name. */
export function parseImageName(name: string): ImageName {
  let image = parsed.get(name);
  if (image === undefined) {
    if (parsed.size >= maxParsed) parsed.clear();
    parsed.set(name, (image = parse(name)));
  }
  return image;
}

function parse(name: string): ImageName {
  const [withoutDigest = '', digest = ''] = name.split('#')[0]!.split('@');
  const slash = withoutDigest.indexOf('/');
  const first = slash < 0 ? '' : withoutDigest.slice(0, slash);
  const hasRegistry = /[.:]/.test(first) || first === 'localhost';
  const registry = hasRegistry ? first.replace(/^index\.docker\.io$/, 'docker.io') : 'docker.io';
  const rest = hasRegistry ? withoutDigest.slice(slash + 1) : withoutDigest;
  const colon = rest.lastIndexOf(':');
  const bare = colon < 0 ? rest : rest.slice(0, colon);
  const path = registry === 'docker.io' && !bare.includes('/') ? `library/${bare}` : bare;
  const tag = colon < 0 ? (digest === '' ? 'latest' : '') : rest.slice(colon + 1);
  const repository = `${registry}/${path}`;
  const reference = `${repository}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`;
  return { registry, path, tag, digest, repository, reference };
}
