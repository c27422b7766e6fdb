/** Kinds beside workloads: storage, network, access, policies, and a kind of our own. */
export const clusterManifests = `
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: important, annotations: {by: us}}
value: 1000
description: first come
---
apiVersion: v1
kind: Namespace
metadata: {name: team, labels: {team: blue}}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: bounds, namespace: team}
spec: {hard: {pods: '10', requests.cpu: '4', limits.memory: 8Gi}}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: best-effort, namespace: team}
spec: {hard: {pods: '5'}, scopes: [NotTerminating, BestEffort]}
---
apiVersion: v1
kind: LimitRange
metadata: {name: limits, namespace: team}
spec:
  limits:
    - {type: Container, max: {cpu: '2'}, min: {cpu: 10m}, default: {cpu: 500m}, defaultRequest: {cpu: 100m}}
    - {type: PersistentVolumeClaim, max: {storage: 10Gi}}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
  annotations: {storageclass.kubernetes.io/is-default-class: 'true'}
provisioner: disk.example.com
parameters: {type: ssd, zone: a}
reclaimPolicy: Retain
allowVolumeExpansion: true
mountOptions: [noatime, debug]
volumeBindingMode: WaitForFirstConsumer
allowedTopologies:
  - matchLabelExpressions: [{key: topology.kubernetes.io/zone, values: [zone-a, zone-b]}]
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: slow}
provisioner: kubernetes.io/no-provisioner
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: disk, labels: {kind: ssd}}
spec:
  capacity: {storage: 5Gi}
  accessModes: [ReadWriteOnce, ReadOnlyMany]
  persistentVolumeReclaimPolicy: Retain
  storageClassName: slow
  local: {path: /mnt/disk}
  nodeAffinity:
    required:
      nodeSelectorTerms:
        - matchExpressions:
            - {key: kubernetes.io/hostname, operator: In, values: [node-1, node-2]}
            - {key: disk, operator: Exists}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: share}
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteMany]
  csi: {driver: nfs.example.com, volumeHandle: h1, fsType: ext4, volumeAttributes: {a: b, share: data}}
  claimRef: {namespace: default, name: data}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: host}
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteOncePod]
  hostPath: {path: /tmp/data}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, labels: {app: db}}
spec:
  accessModes: [ReadWriteMany]
  storageClassName: ''
  resources: {requests: {storage: 1Gi}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: copy}
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: slow
  resources: {requests: {storage: 500Mi}}
  dataSource: {kind: PersistentVolumeClaim, name: data}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: nginx, labels: {a: b}}
spec:
  controller: example.com/nginx
  parameters: {apiGroup: example.com, kind: Settings, name: main}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front, annotations: {rewrite: /}}
spec:
  ingressClassName: nginx
  tls: [{hosts: [a.example.com, b.example.com], secretName: cert}, {hosts: [c.example.com]}]
  rules:
    - host: a.example.com
      http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}
          - {path: /api, pathType: Exact, backend: {service: {name: absent, port: {number: 80}}}}
    - http:
        paths:
          - {path: /file, pathType: Prefix, backend: {resource: {apiGroup: example.com, kind: Bucket, name: b}}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: plain}
spec:
  defaultBackend: {service: {name: web, port: {number: 80}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: some, labels: {a: b}}
spec:
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - {podSelector: {matchLabels: {app: web}}, namespaceSelector: {matchLabels: {team: blue}}}
        - {namespaceSelector: {}}
        - {ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16]}}
      ports: [{port: 5432}, {port: 8000, endPort: 9000, protocol: UDP}]
    - {}
  egress:
    - to: [{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [x, y]}]}}]
---
apiVersion: v1
kind: Endpoints
metadata: {name: by-hand}
subsets:
  - addresses: [{ip: 192.0.2.1}, {ip: 192.0.2.2}]
    notReadyAddresses: [{ip: 192.0.2.3}]
    ports: [{name: a, port: 80}, {port: 443, name: b}]
  - addresses: [{ip: 192.0.2.9}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: by-hand, labels: {kubernetes.io/service-name: balanced}}
addressType: IPv4
ports: [{name: '', port: 8080, protocol: TCP}]
endpoints:
  - {addresses: [192.0.2.1], conditions: {ready: true}, hostname: h, zone: z, nodeName: node-1}
  - {addresses: [192.0.2.2], conditions: {ready: false}, targetRef: {kind: Pod, name: p}}
  - {addresses: [192.0.2.3]}
  - {addresses: [192.0.2.4]}
  - {addresses: [192.0.2.5]}
  - {addresses: [192.0.2.6]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: empty}
addressType: IPv6
ports: []
endpoints: []
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: builder, annotations: {a: b}}
imagePullSecrets: [{name: one}, {name: two}]
---
apiVersion: v1
kind: Secret
metadata: {name: builder-token, annotations: {kubernetes.io/service-account.name: builder}}
type: kubernetes.io/service-account-token
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules:
  - {apiGroups: [''], resources: [pods, pods/log], verbs: [get, list]}
  - {apiGroups: [apps], resources: [deployments], verbs: [get, watch], resourceNames: [web, db]}
  - {apiGroups: [''], resources: [pods], verbs: [watch, get]}
  - {apiGroups: [apps], resources: [deployments/scale], verbs: ['*']}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: checker, labels: {a: b}}
rules:
  - {nonResourceURLs: [/healthz, /metrics], verbs: [get, post]}
  - {apiGroups: ['*'], resources: ['*'], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects:
  - {kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}
  - {kind: ServiceAccount, name: builder, namespace: default}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: checkers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: checker}
subjects: [{kind: Group, name: 'ops', apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: coordination.k8s.io/v1
kind: Lease
metadata: {name: held}
spec: {holderIdentity: me, leaseDurationSeconds: 15}
---
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata: {name: gvisor}
handler: runsc
`;
