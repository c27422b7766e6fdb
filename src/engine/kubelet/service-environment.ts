import type { Service } from '../api/generated/types.ts';

export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The variables that stand for services. `pkg/kubelet/envvars/envvars.go` FromServices */
export function serviceVariables(services: readonly Service[]): Variable[] {
  return services.filter(hasClusterIp).flatMap(variablesOf);
}

export function hasClusterIp(service: Service): boolean {
  const ip = service.spec?.clusterIP ?? '';
  return ip !== '' && ip !== 'None';
}

function variablesOf(service: Service): Variable[] {
  const prefix = variableName(service.metadata?.name ?? '');
  const ip = service.spec?.clusterIP ?? '';
  const ports = service.spec?.ports ?? [];
  const first = ports[0];
  const variables: Variable[] = [{ name: `${prefix}_SERVICE_HOST`, value: ip }];
  if (first === undefined) return variables;
  variables.push({ name: `${prefix}_SERVICE_PORT`, value: `${first.port}` });
  for (const { name = '', port } of ports) {
    if (name !== '')
      variables.push({ name: `${prefix}_SERVICE_PORT_${variableName(name)}`, value: `${port}` });
  }
  ports.forEach(({ port, protocol = 'TCP' }, index) => {
    const host = ip.includes(':') ? `[${ip}]` : ip;
    const url = `${protocol.toLowerCase()}://${host}:${port}`;
    if (index === 0) variables.push({ name: `${prefix}_PORT`, value: url });
    const link = `${prefix}_PORT_${port}_${protocol}`;
    variables.push(
      { name: link, value: url },
      { name: `${link}_PROTO`, value: protocol.toLowerCase() },
      { name: `${link}_PORT`, value: `${port}` },
      { name: `${link}_ADDR`, value: ip },
    );
  });
  return variables;
}

function variableName(name: string): string {
  return name.replaceAll('-', '_').toUpperCase();
}
