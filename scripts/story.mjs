/**
 * What the pictures tell, at one simulated moment: a rollout is under way, node-2 has lost its power, and other pods
 * are in trouble of their own.
 */

/** A pod with something of everything: its second web server finds the port taken. */
export const pair = `
apiVersion: v1
kind: Pod
metadata: {name: web-and-admin}
spec:
  initContainers:
  - {name: fetch, image: "busybox:1.37", command: [sh, -c, "sleep 2; echo hello > /site/index.html"], volumeMounts: [{name: site, mountPath: /site}]}
  - name: log-shipper
    image: fluent/fluent-bit:4.0
    restartPolicy: Always
    resources: {requests: {cpu: 50m, memory: 16Mi}, limits: {cpu: 200m, memory: 32Mi}}
    volumeMounts: [{name: logs, mountPath: /logs, readOnly: true}]
  containers:
  - name: web
    image: nginx:1.29
    resources: {requests: {cpu: 250m, memory: 64Mi}, limits: {cpu: 500m, memory: 128Mi}}
    readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
    livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 10}
    volumeMounts:
    - {name: logs, mountPath: /var/log/nginx}
    - {name: site, mountPath: /usr/share/nginx/html, readOnly: true}
  - name: admin
    image: httpd:2.4
    resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {cpu: 200m, memory: 128Mi}}
    volumeMounts: [{name: site, mountPath: /usr/local/apache2/htdocs, readOnly: true}]
  volumes:
  - {name: logs, emptyDir: {}}
  - {name: site, emptyDir: {}}
`;

const troubles = `
apiVersion: v1
kind: Pod
metadata: {name: mailer}
spec:
  nodeSelector: {kubernetes.io/hostname: node-3}
  containers:
  - {name: mailer, image: busybox, command: [sh, -c, "sleep 2; echo lookup smtp: no such host; exit 1"]}
---
apiVersion: v1
kind: Pod
metadata: {name: report}
spec:
  containers:
  - {name: report, image: nginx, resources: {requests: {cpu: "3"}}}
---
apiVersion: v1
kind: Pod
metadata: {name: migrate}
spec:
  restartPolicy: Never
  nodeSelector: {kubernetes.io/hostname: node-1}
  containers:
  - {name: migrate, image: busybox, command: [sh, -c, "sleep 3; echo done"]}
---
apiVersion: v1
kind: Pod
metadata: {name: import}
spec:
  restartPolicy: Never
  nodeSelector: {kubernetes.io/hostname: node-1}
  containers:
  - {name: import, image: busybox, command: [sh, -c, "exit 2"]}
---
apiVersion: v1
kind: Pod
metadata: {name: cache}
spec:
  nodeSelector: {kubernetes.io/hostname: node-3}
  containers:
  - {name: cache, image: busybox, command: [sleep, "3600"]}
`;
const late = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 1
  selector: {matchLabels: {app: cart}}
  template:
    metadata: {labels: {app: cart}}
    spec:
      nodeSelector: {kubernetes.io/hostname: node-3}
      containers:
      - {name: cart, image: "redis:7", readinessProbe: {exec: {command: ["false"]}}}
---
apiVersion: v1
kind: Pod
metadata: {name: orders}
spec:
  nodeSelector: {kubernetes.io/hostname: node-3}
  initContainers:
  - {name: seed, image: busybox, command: [sh, -c, "sleep 1"]}
  - {name: wait, image: busybox, command: [sh, -c, "sleep 600"]}
  containers:
  - {name: orders, image: "python:3.12"}
`;
const newest = `
apiVersion: v1
kind: Pod
metadata: {name: search}
spec:
  nodeSelector: {kubernetes.io/hostname: node-1}
  containers: [{name: search, image: "mysql:8", env: [{name: MYSQL_ROOT_PASSWORD, value: x}]}]
---
apiVersion: podarium.dev/v1alpha1
kind: Fault
metadata: {name: later}
spec:
  type: OOMKill
  startTime: "2026-03-02T09:02:50Z"
  target: {namespace: default, pod: cache, container: cache}
`;

/** Tells the story in a page, up to its moment; its time stands still. */
export async function tellStory(page) {
  await page.evaluate(tell, [troubles, late, newest]);
}

/** Runs in the page. */
async function tell([first, second, third]) {
  const { podarium } = window;
  const run = async (seconds) => podarium.advance(podarium.now().headMs + seconds * 1000);
  await podarium.ready;
  await podarium.pause();
  const snapshot = await podarium.snapshot();
  await podarium.restore({ ...snapshot, seed: 'the board', viewMs: 3000 });
  await run(20);
  await podarium.apply(first);
  await run(20);
  await podarium.fork('node-2 loses power');
  await podarium.request({
    method: 'PATCH',
    path: '/apis/podarium.dev/v1alpha1/machines/node-2',
    contentType: 'application/merge-patch+json',
    body: { spec: { power: 'Off' } },
  });
  await run(70);
  await podarium.apply(second);
  await run(15);
  await podarium.request({ method: 'DELETE', path: '/api/v1/namespaces/default/pods/cache' });
  await podarium.apply(third);
  await run(3.2);
}

const rollout = (strategy, image) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 4
  strategy: {type: ${strategy}}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: "${image}"
        ports: [{containerPort: 80}]
        readinessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 2, periodSeconds: 1}
        lifecycle: {preStop: {sleep: {seconds: 5}}}
        resources: {requests: {cpu: 250m, memory: 128Mi}}
`;

/** The same change on two branches from one moment: a rolling update, and one that ends all pods first. */
export async function tellRollouts(page) {
  const texts = {
    before: rollout('RollingUpdate', 'nginx:1.28'),
    rolling: rollout('RollingUpdate', 'nginx:1.29'),
    recreate: rollout('Recreate', 'nginx:1.29').replace(
      '{type: Recreate}',
      '{type: Recreate, rollingUpdate: null}',
    ),
  };
  await page.evaluate(async ({ before, rolling, recreate }) => {
    const { podarium } = window;
    await podarium.ready;
    await podarium.pause();
    const snapshot = await podarium.snapshot();
    await podarium.restore({ ...snapshot, seed: 'two ways', viewMs: 3000 });
    await podarium.advance(20_000);
    await podarium.apply(before);
    await podarium.advance(120_000);
    await podarium.fork('RollingUpdate');
    await podarium.apply(rolling);
    await podarium.advance(145_000);
    await podarium.seek(120_000);
    await podarium.fork('Recreate');
    await podarium.apply(recreate);
    await podarium.advance(145_000);
    await podarium.seek(133_000);
  }, texts);
}
