/** The real helm: a release from its installation to its end. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealKubectl } from './real-kubectl.ts';
import { runLine, testSpeed } from './transcript.ts';

const chart: Readonly<Record<string, string>> = {
  'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\nappVersion: "1.0"\n',
  'values.yaml': 'replicas: 2\nimage: nginx:1.28\ngreeting: hello\n',
  'templates/NOTES.txt': 'The shop {{ .Release.Name }} is open.\n',
  'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels: {app: {{ .Release.Name }}}
spec:
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: {{ .Release.Name }}}}
  template:
    metadata: {labels: {app: {{ .Release.Name }}}}
    spec:
      containers:
      - name: web
        image: {{ .Values.image }}
        ports: [{containerPort: 80}]
        envFrom: [{configMapRef: {name: {{ .Release.Name }}}}]
`,
  'templates/service.yaml': `apiVersion: v1
kind: Service
metadata: {name: {{ .Release.Name }}}
spec:
  selector: {app: {{ .Release.Name }}}
  ports: [{port: 80}]
`,
  'templates/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: {{ .Release.Name }}}
data: {greeting: {{ .Values.greeting }}}
`,
  'templates/hook.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-check
  annotations: {helm.sh/hook: post-install, helm.sh/hook-delete-policy: hook-succeeded}
spec:
  restartPolicy: Never
  containers: [{name: check, image: busybox, command: [sh, -c, 'echo checked']}]
`,
};

/** A line, what it prints, and its exit code when that is not 0. */
const steps: readonly (readonly [line: string, expected: string | RegExp, code?: number])[] = [
  ['helm install r3 shop --dry-run=server', /STATUS: pending-install.*kind: Deployment/s],
  ['helm template r3 shop', 'kind: Deployment'],
  ['helm install r1 shop --wait --timeout 60s', /STATUS: deployed\nREVISION: 1\n.*The shop r1 is open\./s],
  ['kubectl get deploy r1', /r1\s+2\/2\s+2\s+2/],
  ['helm install r1 shop', 'cannot reuse a name that is still in use', 1],
  ['helm list', /r1\s+default\s+1\s+.*deployed\s+shop-0\.1\.0\s+1\.0/],
  ['helm status r1', /NAME: r1.*STATUS: deployed/s],
  ['helm get values r1 --all', 'replicas: 2'],
  ['helm get manifest r1', /kind: ConfigMap.*kind: Service.*kind: Deployment/s],
  [
    'helm upgrade r1 shop --wait --timeout 60s --set replicas=3,greeting=hi',
    /has been upgraded.*REVISION: 2/s,
  ],
  ['kubectl get deploy r1', /r1\s+3\/3\s+3\s+3/],
  ['kubectl get configmap r1 -o jsonpath={.data.greeting}', /^hi$/],
  ['helm history r1', /1\s+.*superseded\s+shop-0\.1\.0.*\n2\s+.*deployed/],
  ['helm rollback r1 1 --wait --timeout 60s', 'Rollback was a success'],
  ['kubectl get deploy r1 -o jsonpath={.spec.replicas}', /^2$/],
  ['helm upgrade r1 shop --set replicas=-1', /UPGRADE FAILED:.*spec\.replicas: Invalid value: -1/s, 1],
  ['helm history r1', /4\s+.*failed/],
  ['helm upgrade --install r2 shop --server-side=false', 'STATUS: deployed'],
  ['helm upgrade r2 shop --server-side=false --set replicas=1', 'REVISION: 2'],
  ['kubectl get deploy r2 -o jsonpath={.spec.replicas}', /^1$/],
  ['helm uninstall r1', 'release "r1" uninstalled'],
  ['kubectl get svc r1', 'services "r1" not found', 1],
  ['helm uninstall r2 --wait --timeout 60s', 'release "r2" uninstalled'],
  ['kubectl get deploy,svc,secret,cm -l app=r2', 'No resources found'],
  ['helm list -A', /^NAME\s+NAMESPACE\s+REVISION\s+UPDATED\s+STATUS\s+CHART\s+APP VERSION\s*$/],
];

describe('real helm', () => {
  let real: RealKubectl;
  beforeAll(async () => {
    real = await RealKubectl.start();
    mkdirSync(join(real.folder, 'shop', 'templates'), { recursive: true });
    for (const [name, text] of Object.entries(chart)) writeFileSync(join(real.folder, 'shop', name), text);
    real.time.start(testSpeed);
  }, 60_000);
  afterAll(() => real.close());

  for (const [index, [line, expected, code = 0]] of steps.entries()) {
    it(`${index + 1}. ${line}`, { timeout: 90_000 }, async () => {
      const result = await runLine(real, line, { timeoutMs: 80_000 });
      const text = result.stdout + result.stderr;
      if (typeof expected === 'string') expect(text).toContain(expected);
      else expect(text).toMatch(expected);
      expect(result.code).toBe(code);
    });
  }
});
