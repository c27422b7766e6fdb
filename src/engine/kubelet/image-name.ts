/** Names of images as containerd and the kubelet read them. `github.com/distribution/reference` */

export interface ImageName {
  readonly repo: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** A name that can't be an image; its message is what Kubernetes prints after the name. */
export class ImageNameError extends Error {}

const domainLabel = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const domain = `(?:${domainLabel}(?:\\.${domainLabel})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const pathComponent = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const remotePath = `${pathComponent}(?:/${pathComponent})*`;
const tag = '[\\w][\\w.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const reference = new RegExp(`^((?:${domain}/)?${remotePath})(?::(${tag}))?(?:@(${digest}))?$`);

const maxRepositoryLength = 255;

/**
 * Repository (with its registry), tag and digest; `latest` where neither is named.
 * `pkg/util/parsers/parsers.go` ParseImageName
 * @throws ImageNameError
 */
export function parseImageName(image: string): ImageName {
  try {
    const named = parseReference(image);
    return named.tag === undefined && named.digest === undefined ? { ...named, tag: 'latest' } : named;
  } catch (error) {
    if (error instanceof ImageNameError) {
      throw new ImageNameError(`couldn't parse image name ${JSON.stringify(image)}: ${error.message}`);
    }
    throw error;
  }
}

/**
 * What the runtime is asked for. `pkg/kubelet/images/image_manager.go` applyDefaultImageTag
 * @throws ImageNameError
 */
export function applyDefaultImageTag(image: string): string {
  try {
    const named = parseReference(image);
    return named.tag === undefined && named.digest === undefined ? `${image}:latest` : image;
  } catch (error) {
    if (error instanceof ImageNameError) {
      throw new ImageNameError(`couldn't parse image reference ${JSON.stringify(image)}: ${error.message}`);
    }
    throw error;
  }
}

function parseReference(image: string): ImageName {
  if (/^[a-f0-9]{64}$/.test(image)) {
    throw new ImageNameError(
      `invalid repository name (${image}), cannot specify 64-byte hexadecimal strings`,
    );
  }
  const { registry, remainder } = splitRegistry(image);
  const remote = remainder.split(':', 1)[0]!;
  if (remote.toLowerCase() !== remote) {
    throw new ImageNameError(`invalid reference format: repository name (${remote}) must be lowercase`);
  }
  const match = reference.exec(`${registry}/${remainder}`);
  if (match === null) throw new ImageNameError('invalid reference format');
  const repo = match[1]!;
  if (repo.length - registry.length - 1 > maxRepositoryLength) {
    throw new ImageNameError(`repository name must not be more than ${maxRepositoryLength} characters`);
  }
  return {
    repo,
    ...(match[2] === undefined ? {} : { tag: match[2] }),
    ...(match[3] === undefined ? {} : { digest: match[3] }),
  };
}

/** A first part is a registry when it has a dot or a port, is localhost, or can't be a repository. */
function splitRegistry(image: string): { registry: string; remainder: string } {
  const slash = image.indexOf('/');
  const first = slash < 0 ? '' : image.slice(0, slash);
  const isRegistry =
    slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  let registry = isRegistry ? first : 'docker.io';
  const remainder = isRegistry ? image.slice(slash + 1) : image;
  if (registry === 'index.docker.io') registry = 'docker.io';
  const isOfficial = registry === 'docker.io' && !remainder.includes('/');
  return { registry, remainder: isOfficial ? `library/${remainder}` : remainder };
}
