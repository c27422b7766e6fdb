/** The story of the boards as a run: a machine loses its power while other pods are in trouble of their own. */
import { session } from '../../model/session.ts';
import { applyText } from './world.ts';
import type { World } from './world.ts';

const start = `
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 4
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: nginx:1.29
        ports: [{containerPort: 80}]
        resources: {requests: {cpu: 350m, memory: 256Mi}}
        readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: redis, namespace: shop}
spec:
  serviceName: redis
  replicas: 2
  selector: {matchLabels: {app: redis}}
  template:
    metadata: {labels: {app: redis}}
    spec:
      containers: [{name: redis, image: "redis:8", resources: {requests: {cpu: 500m, memory: 128Mi}}}]
---
apiVersion: v1
kind: Service
metadata: {name: smtp, namespace: shop}
spec: {selector: {app: postfix}, ports: [{port: 25}]}
---
apiVersion: podarium.dev/v1alpha1
kind: Image
metadata: {name: search}
spec: {image: ghcr.io/acme/search, pullSeconds: 40}
`;

const troubles = `
apiVersion: v1
kind: Pod
metadata: {name: mailer, namespace: shop}
spec:
  nodeSelector: {kubernetes.io/hostname: node-3}
  containers:
  - {name: mailer, image: busybox, command: [sh, -c, "echo lookup smtp.shop.svc; sleep 2; echo no such host; exit 1"], envFrom: [{configMapRef: {name: mail, optional: true}}]}
---
apiVersion: v1
kind: Pod
metadata: {name: giant, namespace: shop}
spec:
  containers: [{name: giant, image: nginx, resources: {requests: {cpu: "64"}}}]
---
apiVersion: v1
kind: Pod
metadata: {name: migrate, namespace: shop}
spec:
  restartPolicy: Never
  nodeSelector: {kubernetes.io/hostname: node-1}
  containers: [{name: migrate, image: busybox, command: [sh, -c, "sleep 3; echo done"]}]
---
apiVersion: v1
kind: Pod
metadata: {name: import, namespace: shop}
spec:
  restartPolicy: Never
  nodeSelector: {kubernetes.io/hostname: node-1}
  containers: [{name: import, image: busybox, command: [sh, -c, "sleep 3; exit 2"]}]
---
apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: shop}
spec:
  nodeSelector: {kubernetes.io/hostname: node-3}
  containers: [{name: cart, image: busybox, command: [sleep, "3600"]}]
---
apiVersion: v1
kind: Pod
metadata: {name: early, namespace: shop}
spec:
  terminationGracePeriodSeconds: 1
  nodeSelector: {kubernetes.io/hostname: node-3}
  containers: [{name: early, image: busybox, command: [sleep, "3600"]}]
`;

const late = `
apiVersion: v1
kind: Pod
metadata: {name: orders, namespace: shop}
spec:
  nodeSelector: {kubernetes.io/hostname: node-3}
  initContainers:
  - {name: seed, image: busybox, command: [sh, -c, "sleep 1"]}
  - {name: wait, image: busybox, command: [sh, -c, "sleep 600"]}
  containers: [{name: orders, image: "python:3.12"}]
---
apiVersion: v1
kind: Pod
metadata: {name: sluggish, namespace: shop}
spec:
  nodeSelector: {kubernetes.io/hostname: node-3}
  containers: [{name: sluggish, image: busybox, command: [sleep, "3600"], readinessProbe: {exec: {command: ["false"]}}}]
`;

const last = `
apiVersion: v1
kind: Pod
metadata: {name: search, namespace: shop}
spec:
  nodeSelector: {kubernetes.io/hostname: node-1}
  containers: [{name: search, image: ghcr.io/acme/search}]
---
apiVersion: podarium.dev/v1alpha1
kind: Fault
metadata: {name: later}
spec:
  type: OOMKill
  startTime: "2026-03-02T09:02:30Z"
  target: {namespace: shop, pod: redis-0, container: redis}
`;

export const story: World = {
  manifest: start,
  events: [
    { atSeconds: 20, act: () => applyText(troubles, 'troubles.yaml') },
    { atSeconds: 45, act: () => session.killMachine('node-2') },
    { atSeconds: 60, act: () => session.deleteObject('pods/shop/early') },
    { atSeconds: 70, act: () => applyText(late, 'orders.yaml') },
    { atSeconds: 98, act: () => session.deleteObject('pods/shop/cart') },
    { atSeconds: 100, act: () => applyText(last, 'search.yaml') },
  ],
  untilSeconds: 110,
};

/** The same with a second branch, on which the power stays. */
export const branches: World = {
  ...story,
  events: [
    ...story.events.slice(0, 1),
    { atSeconds: 44, act: () => session.fork('node-2 loses power') },
    ...story.events.slice(1),
  ],
};

/** A pod with something of everything: its second web server finds the port taken. */
export const pair: World = {
  manifest: `
apiVersion: v1
kind: Pod
metadata: {name: web-and-admin, namespace: default}
spec:
  initContainers:
  - {name: fetch, image: "busybox:1.37", command: [sh, -c, "sleep 2; echo hello > /site/index.html"], volumeMounts: [{name: site, mountPath: /site}]}
  containers:
  - name: web
    image: nginx:1.29
    resources: {requests: {cpu: 250m, memory: 64Mi}, limits: {cpu: 500m, memory: 128Mi}}
    readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
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
`,
  events: [],
  untilSeconds: 60,
};

export const empty: World = { manifest: '', events: [], untilSeconds: 10 };

/** All is well. */
export const fresh: World = { manifest: start, events: [], untilSeconds: 20 };
