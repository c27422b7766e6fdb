/** `kubectl create ingress`. `staging/src/k8s.io/kubectl/pkg/cmd/create/create_ingress.go` */
import type { HTTPIngressPath, IngressBackend, IngressTLS } from '../../engine/api/generated/types.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Generator } from './generator.ts';

interface Rule {
  readonly host: string;
  readonly path: HTTPIngressPath;
  /** The secret of its certificate; '' for a host without one of its own, undefined without TLS. */
  readonly secret: string | undefined;
}

export const ingressGenerator: Generator = {
  name: 'create ingress',
  flags: [
    { name: 'annotation', takes: 'texts' },
    { name: 'class', takes: 'text' },
    { name: 'default-backend', takes: 'text' },
    { name: 'rule', takes: 'texts' },
  ],
  failure: 'failed to create ingress',
  generate({ name, flags }) {
    const defaultBackend = flags.text('default-backend');
    const texts = flags.texts('rule');
    if (texts.length === 0 && defaultBackend === '')
      throw new KubectlError(
        'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
      );
    const rules = texts.map(parseRule);
    const annotations = annotationsOf(flags.texts('annotation'));
    if (defaultBackend !== '' && defaultBackend.split(':').length !== 2)
      throw new KubectlError('default-backend should be in format servicename:serviceport');
    const tls = tlsOf(rules);
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, ...(annotations === undefined ? {} : { annotations }) },
      spec: {
        ...(flags.text('class') === '' ? {} : { ingressClassName: flags.text('class') }),
        ...(defaultBackend === '' ? {} : { defaultBackend: backendOf(defaultBackend) }),
        ...(tls.length === 0 ? {} : { tls }),
        ...(rules.length === 0 ? {} : { rules: rulesByHost(rules) }),
      },
      status: { loadBalancer: {} },
    };
  },
};

function parseRule(text: string): Rule {
  const match = /^([\w*\-.]*)(\/.*)=([\w-]+:[\w-]+)(,(?:tls|tls=[\w-]*)?.*)?$/.exec(text);
  if (match === null)
    throw new KubectlError(
      `rule ${text} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
    );
  const [, host = '', path = '', backend = '', tls] = match;
  const prefix = path.endsWith('*');
  const secret = tls?.startsWith(',tls') === true ? (tls.split('=')[1] ?? '') : undefined;
  return {
    host,
    secret,
    path: {
      path: prefix ? path.slice(0, path.indexOf('*')) : path,
      pathType: prefix ? 'Prefix' : 'Exact',
      backend: backendOf(backend),
    },
  };
}

function backendOf(text: string): IngressBackend {
  const [name = '', port = ''] = text.split(':');
  const isNumber = /^\d+$/.test(port);
  return { service: { name, port: isNumber ? { number: Number(port) } : port === '' ? {} : { name: port } } };
}

function annotationsOf(texts: readonly string[]): Record<string, string> | undefined {
  const pairs = texts.map((text) => {
    const equals = text.indexOf('=');
    if (equals < 0)
      throw new KubectlError(`annotation ${text} is invalid and should be in format key=[value]`);
    return [text.slice(0, equals), text.slice(equals + 1)];
  });
  return pairs.length === 0 ? undefined : (Object.fromEntries(pairs) as Record<string, string>);
}

function rulesByHost(rules: readonly Rule[]): unknown[] {
  const hosts = [...new Set(rules.map(({ host }) => host))];
  return hosts.map((host) => {
    const paths = rules.filter((rule) => rule.host === host).map(({ path }) => path);
    return { ...(host === '' ? {} : { host }), http: { paths } };
  });
}

/** A host counts with its first certificate; hosts of one secret stand together. */
function tlsOf(rules: readonly Rule[]): IngressTLS[] {
  const secured = rules.filter(({ secret }) => secret !== undefined);
  const first = secured.filter(
    ({ host }, index) => secured.findIndex((rule) => rule.host === host) === index,
  );
  const secrets = [...new Set(first.map(({ secret }) => secret ?? ''))];
  return secrets.map((secretName) => {
    const hosts = first.filter(({ secret }) => secret === secretName).map(({ host }) => host);
    return { hosts, ...(secretName === '' ? {} : { secretName }) };
  });
}
