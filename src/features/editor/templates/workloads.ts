import type { Template } from './template.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  labels:
    app: shop
spec:
  replicas: 3
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
      - name: shop
        image: nginx:1.29
        ports:
        - containerPort: 80
        readinessProbe:
          httpGet:
            path: /
            port: 80
        resources:
          requests:
            cpu: 100m
            memory: 64Mi
`;

const statefulSet = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: store
spec:
  # A Service of this name gives each pod a name of its own.
  serviceName: store
  replicas: 3
  selector:
    matchLabels:
      app: store
  template:
    metadata:
      labels:
        app: store
    spec:
      containers:
      - name: store
        image: redis:8
        ports:
        - containerPort: 6379
        volumeMounts:
        - name: data
          mountPath: /data
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi
`;

const daemonSet = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: watcher
spec:
  selector:
    matchLabels:
      app: watcher
  template:
    metadata:
      labels:
        app: watcher
    spec:
      containers:
      - name: watcher
        image: busybox:1.37
        command: ["sh", "-c", "while true; do date; sleep 60; done"]
`;

const replicaSet = `apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: front
spec:
  replicas: 2
  selector:
    matchLabels:
      app: front
  template:
    metadata:
      labels:
        app: front
    spec:
      containers:
      - name: front
        image: nginx:1.29
`;

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: hello
  labels:
    app: hello
spec:
  containers:
  - name: hello
    image: nginx:1.29
    ports:
    - containerPort: 80
`;

const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: count
spec:
  completions: 3
  parallelism: 2
  backoffLimit: 4
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: count
        image: busybox:1.37
        command: ["sh", "-c", "for i in 1 2 3; do echo $i; sleep 1; done"]
`;

const cronJob = `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  # Minute, hour, day of the month, month, day of the week.
  schedule: "*/5 * * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
          - name: report
            image: busybox:1.37
            command: ["sh", "-c", "echo all is well"]
`;

const replicationController = `apiVersion: v1
kind: ReplicationController
metadata:
  name: old-front
spec:
  replicas: 2
  selector:
    app: old-front
  template:
    metadata:
      labels:
        app: old-front
    spec:
      containers:
      - name: front
        image: nginx:1.29
`;

const podTemplate = `apiVersion: v1
kind: PodTemplate
metadata:
  name: web-template
template:
  metadata:
    labels:
      app: web
  spec:
    containers:
    - name: web
      image: nginx:1.29
`;

const autoscaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: shop
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: shop
  minReplicas: 2
  maxReplicas: 6
  metrics:
  - type: Resource
    resource:
      name: cpu
      target:
        type: Utilization
        averageUtilization: 70
`;

export const workloads: readonly Template[] = [
  { kind: 'Deployment', area: 'workloads', yaml: deployment },
  { kind: 'StatefulSet', area: 'workloads', yaml: statefulSet },
  { kind: 'DaemonSet', area: 'workloads', yaml: daemonSet },
  { kind: 'Pod', area: 'workloads', yaml: pod },
  { kind: 'Job', area: 'workloads', yaml: job },
  { kind: 'CronJob', area: 'workloads', yaml: cronJob },
  { kind: 'HorizontalPodAutoscaler', area: 'workloads', yaml: autoscaler },
  { kind: 'ReplicaSet', area: 'workloads', yaml: replicaSet },
  { kind: 'ReplicationController', area: 'workloads', yaml: replicationController },
  { kind: 'PodTemplate', area: 'workloads', yaml: podTemplate },
];
