import type { Service } from '../../engine/api/generated/types.ts';

/** The virtual address of a Service with its first port. */
export function serviceAddress(service: Service): string {
  const port = service.spec?.ports?.[0]?.port;
  const address = service.spec?.clusterIP ?? '';
  return address === '' || address === 'None' ? address : `${address}${port === undefined ? '' : `:${port}`}`;
}
