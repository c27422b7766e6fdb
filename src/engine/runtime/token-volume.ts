/** Whether a volume is the one that every pod gets to speak to the API server. `plugin/pkg/admission/serviceaccount` */
export function isTokenVolume(name: string): boolean {
  return name.startsWith('kube-api-access-');
}
