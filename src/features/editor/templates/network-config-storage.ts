import type { Template } from './template.ts';

const service = `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
  - port: 80
    targetPort: 80
`;

const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
  - host: shop.example
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: shop
            port:
              number: 80
`;

const ingressClass = `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: outside
spec:
  controller: example.com/ingress
`;

const networkPolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: only-the-shop
spec:
  # These pods take requests from pods of the shop alone.
  podSelector:
    matchLabels:
      app: store
  policyTypes: [Ingress]
  ingress:
  - from:
    - podSelector:
        matchLabels:
          app: shop
    ports:
    - port: 6379
`;

const endpointSlice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: outside-1
  labels:
    kubernetes.io/service-name: outside
addressType: IPv4
ports:
- name: http
  port: 80
endpoints:
- addresses: ["192.0.2.10"]
`;

const endpoints = `apiVersion: v1
kind: Endpoints
metadata:
  name: outside
subsets:
- addresses:
  - ip: 192.0.2.10
  ports:
  - port: 80
`;

const serviceCidr = `apiVersion: networking.k8s.io/v1
kind: ServiceCIDR
metadata:
  name: more-services
spec:
  cidrs: ["10.112.0.0/24"]
`;

const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  colour: blue
  app.conf: |
    greeting = hello
    retries = 3
`;

const secret = `apiVersion: v1
kind: Secret
metadata:
  name: password
type: Opaque
# Written in clear here; the API server stores it as base64, which is no encryption.
stringData:
  user: shop
  password: change-me
`;

const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 1Gi
`;

const volume = `apiVersion: v1
kind: PersistentVolume
metadata:
  name: disk-1
spec:
  capacity:
    storage: 5Gi
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
  storageClassName: by-hand
  hostPath:
    path: /var/disk-1
`;

const storageClass = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: when-needed
provisioner: rancher.io/local-path
reclaimPolicy: Delete
volumeBindingMode: WaitForFirstConsumer
`;

const attributesClass = `apiVersion: storage.k8s.io/v1
kind: VolumeAttributesClass
metadata:
  name: fast
driverName: disks.example.com
parameters:
  iops: "4000"
`;

const csiDriver = `apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata:
  name: disks.example.com
spec:
  attachRequired: false
  podInfoOnMount: true
`;

export const network: readonly Template[] = [
  { kind: 'Service', area: 'network', yaml: service },
  { kind: 'Ingress', area: 'network', yaml: ingress },
  { kind: 'IngressClass', area: 'network', yaml: ingressClass },
  { kind: 'NetworkPolicy', area: 'network', yaml: networkPolicy },
  { kind: 'EndpointSlice', area: 'network', yaml: endpointSlice },
  { kind: 'Endpoints', area: 'network', yaml: endpoints },
  { kind: 'ServiceCIDR', area: 'network', yaml: serviceCidr },
];

export const config: readonly Template[] = [
  { kind: 'ConfigMap', area: 'config', yaml: configMap },
  { kind: 'Secret', area: 'config', yaml: secret },
];

export const storage: readonly Template[] = [
  { kind: 'PersistentVolumeClaim', area: 'storage', yaml: claim },
  { kind: 'PersistentVolume', area: 'storage', yaml: volume },
  { kind: 'StorageClass', area: 'storage', yaml: storageClass },
  { kind: 'VolumeAttributesClass', area: 'storage', yaml: attributesClass },
  { kind: 'CSIDriver', area: 'storage', yaml: csiDriver },
];
