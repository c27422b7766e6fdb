const nameAndTag =
  /^(?:[a-zA-Z0-9.-]+(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:\.|__?|-+|\/)[a-z0-9]+)*(?::([\w][\w.-]{0,127}))?(@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

/**
 * The tag of an image name: `latest` when it has neither tag nor digest, '' when the name is malformed.
 * `pkg/util/parsers/parsers.go`
 */
export function imageTag(image: string): string {
  const match = nameAndTag.exec(image);
  if (match === null) return '';
  return match[1] ?? (match[2] === undefined ? 'latest' : '');
}
