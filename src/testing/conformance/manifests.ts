/** Manifests that the transcripts speak of. */
export const web = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: nginx
        image: nginx:1.28
        ports: [{containerPort: 80}]
---
apiVersion: v1
kind: Service
metadata:
  name: web
  labels: {app: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: 80}]
`;

export const webOfThree = web.replace('replicas: 2', 'replicas: 3');

export const mistyped = web.replace('replicas: 2', 'replicaz: 2');

export const list = `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: ConfigMap, metadata: {name: one}, data: {key: value}}
- {apiVersion: v1, kind: ConfigMap, metadata: {name: two}, data: {key: value}}
`;

export const shell = `apiVersion: v1
kind: Pod
metadata: {name: shell, labels: {app: shell}}
spec:
  containers:
  - name: main
    image: busybox
    command: [sh, -c, 'echo started; while true; do sleep 5; echo tick; done']
  - name: side
    image: nginx
    ports: [{containerPort: 80}]
`;

export const crash = `apiVersion: v1
kind: Pod
metadata: {name: crash}
spec:
  containers:
  - {name: main, image: busybox, command: [sh, -c, 'echo last words; exit 3']}
`;
