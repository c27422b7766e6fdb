/** `kubectl describe csr`. `kubectl/pkg/describe/describe.go` describeCertificateSigningRequest */
import { humanDuration } from '../../engine/api/human-duration.ts';
import type { AnyObject } from '../../engine/api/object.ts';
import { KubectlError } from '../kubectl-error.ts';
import { type CertificateRequest, readCertificateRequest } from './certificate.ts';
import { type Description, printMoment, printPairs } from './description.ts';

interface Spec {
  readonly request?: string;
  readonly signerName?: string;
  readonly expirationSeconds?: number;
  readonly username?: string;
}

interface Status {
  readonly conditions?: ReadonlyArray<{ readonly type: string }>;
  readonly certificate?: string;
}

/** @throws KubectlError when the request inside is none. */
export function describeCertificateRequest(description: Description, object: AnyObject): void {
  const { metadata } = object;
  const { request = '', signerName, expirationSeconds, username = '' } = (object['spec'] ?? {}) as Spec;
  description.field('Name', metadata?.name);
  description.field('Labels', printPairs(metadata?.labels));
  description.field('Annotations', printPairs(metadata?.annotations));
  description.field('CreationTimestamp', printMoment(metadata?.creationTimestamp));
  description.field('Requesting User', username);
  if (signerName) description.field('Signer', signerName);
  if (expirationSeconds !== undefined)
    description.field('Requested Duration', humanDuration(expirationSeconds));
  description.field('Status', printStatus((object['status'] ?? {}) as Status));
  const read = readCertificateRequest(request);
  if (read === undefined)
    throw new KubectlError('Error parsing CSR: PEM block type must be CERTIFICATE REQUEST');
  describeSubject(description, read);
  describeNames(description, read);
}

function printStatus({ conditions = [], certificate = '' }: Status): string {
  const has = (type: string) => conditions.some((condition) => condition.type === type);
  const decision = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  return `${decision}${has('Failed') ? ',Failed' : ''}${certificate === '' ? '' : ',Issued'}`;
}

/** What a subject says beside its name and number. */
const subjectTitles = [
  'Organization',
  'Organizational Unit',
  'Country',
  'Locality',
  'Province',
  'StreetAddress',
  'PostalCode',
];

function describeSubject(description: Description, { subject }: CertificateRequest): void {
  description.line('Subject:');
  description.line(`\tCommon Name:\t${subject['Common Name']?.[0] ?? ''}`);
  description.line(`\tSerial Number:\t${subject['Serial Number']?.[0] ?? ''}`);
  for (const title of subjectTitles) describeList(description, title, subject[title]);
}

function describeNames(description: Description, { names }: CertificateRequest): void {
  const titles = ['DNS Names', 'Email Addresses', 'URIs', 'IP Addresses'];
  if (titles.every((title) => names[title] === undefined)) return;
  description.line('Subject Alternative Names:');
  for (const title of titles) describeList(description, title, names[title]);
}

function describeList(description: Description, title: string, values: readonly string[] = []): void {
  const [first, ...others] = values;
  if (first === undefined) return;
  description.line(`\t${title}:\t${first}`);
  for (const other of others) description.line(`\t\t${other}`);
}
