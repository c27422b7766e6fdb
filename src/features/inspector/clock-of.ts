/** The time of day of a Kubernetes timestamp (UTC, as the timestamp itself), `09:06:07`. */
export function clockOf(timestamp: string | undefined): string {
  return timestamp?.slice(11, 19) ?? '';
}
